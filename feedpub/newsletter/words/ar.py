"""Arabic."""

from __future__ import annotations

from feedpub.newsletter.words.wording import Words

WORDS = Words(
    language="ar",
    by="بقلم {names}",
    comma=" و",
    last=" و",
    stories={
        "zero": "لا مقالات",
        "one": "مقال واحد",
        "two": "مقالان",
        "few": "{n} مقالات",
        "many": "{n} مقالًا",
        "other": "{n} مقال",
    },
    minutes={
        "zero": "أقل من دقيقة",
        "one": "دقيقة واحدة",
        "two": "دقيقتان",
        "few": "{n} دقائق",
        "many": "{n} دقيقة",
        "other": "{n} دقيقة",
    },
    updated="آخر تحديث: {date}",
    continue_reading="متابعة القراءة",
    read_more="قراءة المزيد",
    listen="استماع",
    watch="مشاهدة",
    more_stories="مقالات أخرى",
    also="وأيضًا: {titles}",
    correction="تصحيح",
    corrected="تصحيح بتاريخ {date}",
    quotes=("«", "»"),
    inner_quotes=("“", "”"),
    notes="الهوامش",
    note="(الهامش {n})",
    links="الروابط",
    picture="صورة",
    video="فيديو",
    audio="تسجيل صوتي",
    file="ملف",
    embed="صفحة",
    source="المصدر",
    view_in_browser="عرض في المتصفح",
    unsubscribe="إلغاء الاشتراك",
    preferences="إدارة التفضيلات",
    all_editions="جميع الأعداد",
    editions_of="جميع أعداد {title}",
    no_editions="لم يصدر أي عدد بعد.",
)
