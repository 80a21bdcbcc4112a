"""Articles for the benchmarks, the same bytes for the same count and seed.

    python -m tests.benchmarks.corpus 10000 FOLDER

An article is about 730 words (6 kB): twelve paragraphs, a picture, a heading, a list with a
link, a quotation; three of thirty tags, one of twenty authors. They lie two hours apart and end
with 2023, so that no program takes one for an article of the future.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from pathlib import Path

END = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
TAGS = tuple(f"topic-{number}" for number in range(30))

_WORDS = (
    "the of and to in is that for on with as was by at from it an are this be or which have not "
    "has their its new more state talks market people report system river policy energy council "
    "water budget climate northern agency figures plan week minister factory network research "
    "school harbour signal winter summer crowd"
).split()
_SENTENCES = 5_000


def write_corpus(folder: Path, count: int, seed: int = 7) -> None:
    """Write so many articles into `folder`, in files that are called like ``000017.md``."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    sentences = [_sentence(rng) for _ in range(_SENTENCES)]
    for number in range(count):
        published = END - dt.timedelta(hours=2 * (count - number))
        text = _article(rng, sentences, number, published)
        (folder / f"{number:06d}.md").write_text(text, encoding="utf-8")


def _article(rng: random.Random, sentences: list[str], number: int, published: dt.datetime) -> str:
    title = " ".join(rng.choices(_WORDS, k=8)).capitalize()
    blocks: list[str] = []
    for index in range(12):
        blocks.append(" ".join(rng.choices(sentences, k=rng.randint(2, 5))))
        if index == 3:
            blocks.append(f'![A photo of {rng.choice(_WORDS)}](/img/{number}.jpg "A caption")')
        elif index == 5:
            blocks.append(f"## {title}")
        elif index == 7:
            link = "[link](https://example.org/a?b=1&c=2)"
            blocks.append(f"- one\n- two with *emphasis*\n- three {link}")
        elif index == 9:
            blocks.append(f"> “{rng.choice(sentences)}”")
    return (
        f'---\ntitle: "{title}"\ndate: {published.isoformat()}\n'
        f"tags: [{', '.join(rng.sample(TAGS, 3))}]\nauthors: [Writer {number % 20}]\n"
        f'slug: post-{number:06d}\nsummary: "{rng.choice(sentences)}"\n---\n\n'
        + "\n\n".join(blocks)
        + "\n"
    )


def _sentence(rng: random.Random) -> str:
    return " ".join(rng.choices(_WORDS, k=rng.randint(8, 22))).capitalize() + "."


if __name__ == "__main__":
    write_corpus(Path(sys.argv[2]), int(sys.argv[1]))
