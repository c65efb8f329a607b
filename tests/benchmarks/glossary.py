"""How long it takes to put the meanings of words into a page. Nothing here is asserted.

    .venv/bin/python -m tests.benchmarks.glossary

It reads the starter articles and the starter glossary from their files, without a database.
"""

from __future__ import annotations

import time
from pathlib import Path

import yaml

STARTER = Path(__file__).parents[2] / "articles" / "starter"


def main() -> None:
    from articles.reading.glossary import Meaning, _index, _Page
    from portal.markdown import render_article

    terms = yaml.safe_load((STARTER / "glossary.yaml").read_text())
    meanings = tuple(
        Meaning(slug, term["term"], (term["term"], *term.get("forms", [])), term["plain"])
        for slug, term in terms.items()
    )
    start = time.process_time()
    index = _index(meanings)
    print(f"{len(meanings)} terms prepared in {1000 * (time.process_time() - start):.1f} ms")
    texts = [path.read_text().split("---\n", 2)[2] for path in (STARTER / "articles").glob("*.md")]
    longest = render_article(max(texts, key=len), {}).html
    for name, html in {
        "longest": longest,
        "26 kB": (longest * 9)[:26_000],
        "100 kB": longest * 12,
    }.items():
        took = []
        for _ in range(9):
            start = time.process_time()
            page = _Page(index, "/glossary/")
            page.explain(html)
            took.append(time.process_time() - start)
        print(
            f"{name}: {len(html):,} characters, {len(page.words)} words, {1000 * min(took):.2f} ms"
        )


if __name__ == "__main__":
    import django

    django.setup()
    main()
