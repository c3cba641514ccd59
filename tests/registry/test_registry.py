"""Documents are their bytes: registered once, found again by any name a person has for them."""

from __future__ import annotations

import json
import multiprocessing
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import registry
from pipelines.home import Home
from pipelines.registry import NoSuchDocument, Stated, UnusableStatement


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").prepare()


def a_file(folder: Path, name: str, content: bytes = b"%PDF-1.7 one") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_document_is_the_hash_of_its_bytes(home: Home, tmp_path: Path) -> None:
    registered = registry.register(a_file(tmp_path, "预算.pdf"), home)
    assert registered.document_id == sha256(b"%PDF-1.7 one").hexdigest()
    assert registered.path.read_bytes() == b"%PDF-1.7 one"
    assert (registered.new, registered.sequence, registered.file_name) == (True, 1, "预算.pdf")


def test_the_same_bytes_under_another_name_are_the_same_document(home: Home, tmp_path: Path) -> None:
    first = registry.register(a_file(tmp_path, "one.pdf"), home)
    again = registry.register(a_file(tmp_path, "two.pdf"), home)
    assert not again.new
    assert (again.document_id, again.key, again.sequence) == (first.document_id, first.key, first.sequence)
    assert len(registry.registrations(home)) == 1


def test_what_is_no_pdf_can_be_registered(home: Home, tmp_path: Path) -> None:
    assert registry.register(a_file(tmp_path, "page.html", b""), home).new


def test_documents_are_numbered_in_the_order_they_came(home: Home, tmp_path: Path) -> None:
    names = ["c.pdf", "a.pdf", "b.pdf"]
    for name in names:
        registry.register(a_file(tmp_path, name, name.encode()), home)
    assert [(one.sequence, one.file_name) for one in registry.registrations(home)] == list(enumerate(names, 1))


def _register_one(path: Path, root: Path) -> None:
    registry.register(path, Home(root))


def test_registering_from_two_processes_numbers_every_document_once(home: Home, tmp_path: Path) -> None:
    files = [a_file(tmp_path, f"{number}.pdf", str(number).encode()) for number in range(12)]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.starmap(_register_one, [(file, home.root) for file in files])
    assert sorted(one.sequence for one in registry.registrations(home)) == list(range(1, 13))


def test_nothing_half_written_is_left(home: Home, tmp_path: Path) -> None:
    registry.register(a_file(tmp_path, "one.pdf"), home)
    with pytest.raises(FileNotFoundError):
        registry.register(tmp_path / "missing.pdf", home)
    assert {path.suffix for path in home.originals.iterdir()} == {".pdf", ".json", ""}


def test_a_sidecar_states_what_the_file_does_not_print(home: Home, tmp_path: Path) -> None:
    a_file(tmp_path, "one.pdf.toml", 'body = "青岚市园林局"\nyear = 2023\nkind = "budget"\n'.encode())
    registered = registry.register(a_file(tmp_path, "one.pdf"), home)
    assert registered.stated == Stated(body="青岚市园林局", year=2023, kind="budget")


def test_what_is_stated_by_hand_wins_over_the_sidecar(home: Home, tmp_path: Path) -> None:
    a_file(tmp_path, "one.pdf.json", json.dumps({"year": 2022, "scope": "unit"}).encode())
    registered = registry.register(a_file(tmp_path, "one.pdf"), home, stated=Stated(year=2023))
    assert registered.stated == Stated(year=2023, scope="unit")


def test_stating_more_later_is_kept_with_what_was_stated_before(home: Home, tmp_path: Path) -> None:
    path = a_file(tmp_path, "one.pdf")
    registry.register(path, home, stated=Stated(body="青岚市园林局", year=2022))
    again = registry.register(path, home, stated=Stated(year=2023))
    assert again.stated == Stated(body="青岚市园林局", year=2023)
    assert registry.find(again.document_id, home) == again


@pytest.mark.parametrize(
    ("sidecar", "said"),
    [
        pytest.param('kind = "forecast"', "kind", id="no such kind"),
        pytest.param('scope = "city"', "scope", id="no such scope"),
        pytest.param("year = 23", "year", id="no fiscal year"),
        pytest.param('year = "2023"', "year", id="a year that is text"),
        pytest.param('amount = "1"', "amount", id="no such field"),
        pytest.param("body = ", "one.pdf.toml", id="no TOML"),
    ],
)
def test_what_cannot_be_is_refused_and_named(home: Home, tmp_path: Path, sidecar: str, said: str) -> None:
    a_file(tmp_path, "one.pdf.toml", sidecar.encode())
    with pytest.raises(UnusableStatement, match=said):
        registry.register(a_file(tmp_path, "one.pdf"), home)
    assert registry.registrations(home) == []


def test_a_person_finds_a_document_by_any_of_its_names(home: Home, tmp_path: Path) -> None:
    wanted = registry.register(a_file(tmp_path, "2023年预算.pdf"), home)
    registry.register(a_file(tmp_path, "other.pdf", b"other"), home)
    for name in (wanted.document_id, wanted.document_id[:8].upper(), wanted.key, "2023年预算.pdf", "2023年预算"):
        assert registry.look_up(name, home).document_id == wanted.document_id


def test_a_name_that_could_be_several_lists_them(home: Home, tmp_path: Path) -> None:
    keys = [registry.register(a_file(tmp_path, "same.pdf", content), home).key for content in (b"1", b"2")]
    with pytest.raises(NoSuchDocument) as raised:
        registry.look_up("same.pdf", home)
    assert all(key in str(raised.value) for key in keys)


def test_a_name_nobody_has_is_refused(home: Home) -> None:
    with pytest.raises(NoSuchDocument, match="nothing-like-it"):
        registry.look_up("nothing-like-it", home)


@given(stem=st.text(max_size=200))
def test_a_key_holds_nothing_that_a_partition_key_may_not(stem: str) -> None:
    slug = registry.slug(stem)
    assert 0 < len(slug) <= registry.KEY_STEM_LENGTH
    assert all(letter.isalnum() or letter == "-" for letter in slug)
