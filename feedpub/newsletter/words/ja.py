"""Japanese."""

from __future__ import annotations

from feedpub.newsletter.words.wording import Words

WORDS = Words(
    language="ja",
    colon="：",
    by="執筆：{names}",
    comma="、",
    last="、",
    stories={"other": "{n}件の記事"},
    minutes={"other": "{n}分"},
    updated="{date}更新",
    continue_reading="続きを読む",
    read_more="もっと読む",
    listen="聴く",
    watch="動画を見る",
    more_stories="そのほかの記事",
    also="ほかに：{titles}",
    correction="訂正",
    corrected="訂正（{date}）",
    quotes=("「", "」"),
    inner_quotes=("『", "』"),
    notes="注",
    note="（注{n}）",
    links="リンク",
    picture="画像",
    video="動画",
    audio="音声",
    file="ファイル",
    embed="ページ",
    source="出典",
    view_in_browser="ブラウザで表示",
    unsubscribe="配信を停止する",
    preferences="配信設定を変更する",
    all_editions="バックナンバー",
    editions_of="{title}のバックナンバー",
    no_editions="まだ配信された号はありません。",
)
