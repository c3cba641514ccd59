import re
from pathlib import Path

import pytest

from pipelines.validation import judge
from pipelines.validation.data_docs import offline
from tests.validation.hand_made import GOOD, good, write

PROBLEM = {
    "document_id": GOOD,
    "problem": "unknown_heading",
    "severity": "blocking",
    "page": 3,
    "printed": "其他<b>栏",
    "explanation": "not in the vocabulary",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("docs")
    path = write(root / "w.duckdb", good() | {"staging.stg_problem": [PROBLEM]})
    index = judge(path, suites=("stg_document", "stg_problem"), data_docs_dir=root / "pages").data_docs
    assert index == root / "pages" / "index.html"
    return root / "pages"


def test_no_page_asks_the_web_for_anything(pages: Path) -> None:
    asked = re.compile(r"""<(?:script|link|img)\b[^>]*(?:src|href)\s*=\s*["']https?:|url\(\s*["']?https?:""")
    texts = {page.name: page.read_text("utf-8") for page in pages.rglob("*.html")}
    assert len(texts) == 5
    assert {name for name, text in texts.items() if asked.search(text)} == set()


def test_chinese_is_readable_and_markup_is_not_run(pages: Path) -> None:
    (result,) = (pages / "validations" / "stg_problem").rglob("*.html")
    text = result.read_text("utf-8")
    assert "其他&lt;b&gt;栏" in text
    assert not re.search(r"\\u[0-9a-f]{4}", text)


def test_the_pages_replace_those_that_were_there(pages: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "w.duckdb", good())
    kept = tmp_path / "pages" / "someone.txt"
    kept.parent.mkdir()
    kept.write_text("not ours")
    for _ in range(2):
        judge(path, suites=("stg_problem",), data_docs_dir=tmp_path / "pages")
    assert len(list((tmp_path / "pages" / "validations").rglob("*.html"))) == 1
    assert kept.read_text() == "not ours"


def test_what_is_not_on_the_web_stays() -> None:
    page = '<head><link href="a.css"><script src="https://x/y.js"></script></head><footer>news</footer><a href="https://x">x</a>'
    assert offline(page, "LOOK") == '<head><link href="a.css">LOOK</head><a href="https://x">x</a>'
