"""A bundle that was changed does not hold: byte by byte, and consistently, with its manifest written anew."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from pipelines.evidence import archive, contents, pictures, words
from pipelines.evidence.checking import verify
from pipelines.evidence.checking.again import look_again
from pipelines.evidence.checking.verification import judge
from pipelines.evidence.contents import Contents
from tests.evidence.conftest import Proof, ProofOfFact

Json = dict[str, Any]
Edit = Callable[[Json], None]


def failing(file: Path) -> list[str]:
    return [one.name for one in verify(file) if one.outcome == "fails"]


def edited(proof: Proof, member: str, edit: Edit) -> dict[str, bytes]:
    """The bundle with one member edited and its manifest written anew."""
    said = json.loads(proof.members[member])
    edit(said)
    return resealed(proof, {member: as_written(member, said)})


def as_written(member: str, said: Json) -> bytes:
    """The member in the one form that a bundle has."""
    kind = {contents.NAMES[field]: one.annotation for field, one in Contents.model_fields.items()}[member]
    return (kind.model_validate_json(json.dumps(said)).model_dump_json(indent=1) + "\n").encode()


def resealed(proof: Proof, changed: dict[str, bytes]) -> dict[str, bytes]:
    members = {**proof.members, **changed}
    return archive.sealed({name: data for name, data in members.items() if name != archive.MANIFEST})


SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SLOW
@given(data=st.data())
def test_any_byte_of_the_file_changed_is_seen(data: st.DataObject, total: Proof, tmp_path: Path) -> None:
    packed = bytearray(archive.pack(total.members))
    at = data.draw(st.integers(0, len(packed) - 1))
    packed[at] ^= data.draw(st.integers(1, 255))
    file = tmp_path / "flipped.zip"
    file.write_bytes(packed)
    assert failing(file) in (["archive"], ["manifest"])


@SLOW
@given(data=st.data())
def test_any_byte_of_a_member_changed_is_seen(data: st.DataObject, total: Proof, tmp_path: Path) -> None:
    name = data.draw(st.sampled_from(sorted(total.members)))
    member = bytearray(total.members[name])
    at = data.draw(st.integers(0, len(member) - 1))
    member[at] ^= data.draw(st.integers(1, 255))
    file = tmp_path / "flipped.zip"
    file.write_bytes(archive.pack({**total.members, name: bytes(member)}))
    assert failing(file) == ["manifest"]


def test_a_byte_of_the_pdf_changed_is_seen_under_a_new_manifest(total: Proof, tmp_path: Path) -> None:
    pdf = bytearray(total.members[archive.SOURCE])
    pdf[len(pdf) // 2] ^= 1
    file = tmp_path / "pdf.zip"
    file.write_bytes(archive.pack(resealed(total, {archive.SOURCE: bytes(pdf)})))
    assert failing(file) == ["source"]


def subject(said: Json) -> Json:
    return next(cell for cell in said["cells"] if cell["figure_id"] == said["figure_ids"][0])


def of_subject(**changed: Any) -> Edit:
    return lambda said: subject(said).update(changed)


def of_another(**changed: Any) -> Edit:
    return lambda said: next(cell for cell in said["cells"] if cell is not subject(said)).update(changed)


def of_identity(**changed: Any) -> Edit:
    return lambda said: said["identities"][0].update(changed)


def of_term(side: str, **changed: Any) -> Edit:
    return lambda said: said["identities"][0][side][0].update(changed)


def of_rule(**changed: Any) -> Edit:
    return lambda said: said["identities"][0]["rule"].update(changed)


def drop_term(said: Json) -> None:
    sides = max(said["identities"], key=lambda one: len(one["right"]))["right"]
    sides.pop(next(n for n, term in enumerate(sides) if float(term["amount_yuan"])))


def drop_other_cell(said: Json) -> None:
    own = subject(said)
    said["cells"].remove(next(c for c in said["cells"] if c is not own and c["table_no"] == own["table_no"]))


def drop_identity(said: Json) -> None:
    said["identities"].pop()


def both_sides(said: Json) -> None:
    """An identity that says that a number is itself."""
    one = said["identities"][0]
    one["left"] = one["right"] = one["left"][:1]
    amount = one["left"][0]["amount_yuan"]
    one.update(lhs=amount, rhs=amount, difference="0.000000", tolerance="0", status="holds")


def send_own_term_elsewhere(said: Json) -> None:
    term = said["identities"][0]["left"][0]
    term["document_id"] = term["document_id"][:12] + "0" * 52


def waive(said: Json) -> None:
    said["identities"][0]["status"] = "waived"


CHANGED = [
    pytest.param("figure.json", of_subject(printed="80,000.01"), "cells", id="what is printed"),
    pytest.param("figure.json", of_subject(amount_yuan="800000100"), "cells", id="its amount"),
    pytest.param("figure.json", of_subject(step_yuan="1"), "cells", id="its precision"),
    pytest.param("figure.json", of_subject(money_unit="元"), "cells", id="its unit"),
    pytest.param("figure.json", of_subject(x0=12.0), "cells", id="its box"),
    pytest.param("figure.json", of_subject(page=9), "cells", id="its page"),
    pytest.param("figure.json", of_subject(row_name="别的单位"), "cells", id="its row"),
    pytest.param("figure.json", of_subject(column_name="basic"), "cells", id="its column"),
    pytest.param("figure.json", of_subject(confirmed_by=9), "confirmed by", id="how often it is confirmed"),
    pytest.param("figure.json", of_another(printed="1.00", amount_yuan="10000"), "cells", id="another cell"),
    pytest.param("figure.json", drop_other_cell, "cells", id="a cell left out"),
    pytest.param("transformations.json", lambda s: s["figures"][0].update(amount_yuan="1"), "amounts", id="what it makes"),
    pytest.param("transformations.json", lambda s: s["figures"][0].update(unit_yuan="1"), "amounts", id="what a unit is"),
    pytest.param("transformations.json", lambda s: s["figures"].clear(), "amounts", id="no transformation"),
    pytest.param("identities.json", of_identity(status="fails"), "identities", id="a status"),
    pytest.param("identities.json", waive, "identities", id="a waiver that is none"),
    pytest.param("identities.json", of_identity(status="not_evaluable"), "confirmed by", id="a status withheld"),
    pytest.param("identities.json", of_identity(rhs="1"), "identities", id="a side"),
    pytest.param("identities.json", of_identity(tolerance="99999"), "identities", id="a tolerance"),
    pytest.param("identities.json", of_identity(difference="1"), "identities", id="a difference"),
    pytest.param("identities.json", of_term("left", amount_yuan="1"), "identities", id="the amount of a term"),
    pytest.param("identities.json", of_term("right", step_yuan="9999"), "identities", id="the precision of a term"),
    pytest.param("identities.json", of_term("right", printed="1"), "identities", id="the print of a term"),
    pytest.param("identities.json", of_term("right", figure_id="none"), "identities", id="a term of nothing"),
    pytest.param("identities.json", of_term("right", document_id="0" * 64), "identities", id="a term sent elsewhere"),
    pytest.param("identities.json", drop_term, "identities", id="a term left out"),
    pytest.param("identities.json", of_rule(severity="none"), "identities", id="a rule"),
    pytest.param("identities.json", of_rule(chinese="经审计属实"), "identities", id="what a rule is called"),
    pytest.param("identities.json", both_sides, "identities", id="a number against itself"),
    pytest.param("identities.json", send_own_term_elsewhere, "identities", id="an own term sent elsewhere"),
    pytest.param("identities.json", drop_identity, "confirmed by", id="an identity left out"),
    pytest.param("document.json", lambda s: s.update(body="别的单位"), "document", id="whose document it is"),
    pytest.param("document.json", lambda s: s.update(fiscal_year=2024), "document", id="its year"),
]  # fmt: skip


@pytest.mark.parametrize(("member", "edit", "name"), CHANGED)
def test_what_is_changed_consistently_is_seen(total: Proof, member: str, edit: Edit, name: str) -> None:
    members = edited(total, member, edit)
    assert archive.unsealed(members) == []
    assert total.judged(members)[name].outcome == "fails"


def test_amount_and_all_that_follows_from_it_changed_is_seen(total: Proof, tmp_path: Path) -> None:
    """The whole way: each place where the number stands says another one, and the file is sealed anew."""
    changed = {
        name: data.replace(b"80,000.00", b"90,000.00").replace(b"800000000", b"900000000")
        for name, data in total.members.items()
        if name.endswith((".json", ".txt"))
    }
    file = tmp_path / "forged.zip"
    file.write_bytes(archive.pack(resealed(total, {n: d for n, d in changed.items() if n != archive.MANIFEST})))
    assert "cells" in failing(file)


def test_what_is_left_out_with_its_count_only_the_digest_tells(total: Proof, tmp_path: Path) -> None:
    """docs/decisions/evidence.md says so: nothing in the PDF tells which identities there are."""
    members = edited(total, "identities.json", drop_identity)
    figures = json.loads(members["figure.json"])
    subject(figures)["confirmed_by"] -= 1
    members = resealed(total, {**members, "figure.json": as_written("figure.json", figures)})
    file = tmp_path / "less.zip"
    file.write_bytes(archive.pack(members))
    found = {one.name: one.outcome for one in verify(file)}
    assert (found["confirmed by"], found["which sums"]) == ("holds", "not checked")
    seal = list(verify(file, digest=archive.digest(total.members)))[-1]
    assert (seal.name, seal.outcome) == ("manifest", "fails")


def test_words_and_members_that_are_others_are_seen(total: Proof) -> None:
    assert total.judged(resealed(total, {archive.README: b"all is well"}))["readme"].outcome == "fails"
    assert total.judged(resealed(total, {"extra.json": b"{}"}))["source"].outcome == "fails"
    crop = contents.crop_name(total.said.figures.key)
    without = {name: data for name, data in total.members.items() if name not in (crop, archive.MANIFEST)}
    assert total.judged(archive.sealed(without))["source"].outcome == "fails"


def test_the_words_of_another_version_still_name_file_print_and_amount(total: Proof) -> None:
    versions = json.loads(total.members["versions.json"]) | {"evidence": "0" * 64}
    other = {"versions.json": as_written("versions.json", versions)}
    assert total.judged(resealed(total, other))["readme"].outcome == "holds"
    told = total.members[archive.README].decode()
    retold = {**other, archive.README: told.replace("How to check it", "Checking").encode()}
    assert total.judged(resealed(total, retold))["readme"].outcome == "not checked"
    for true, false in (
        ("80,000.00", "90,000.00"),
        ("800,000,000 元", "900,000,000 元"),
        (total.said.document.document_id, "0" * 64),
    ):
        forged = {**other, archive.README: told.replace(true, false).encode()}
        assert total.judged(resealed(total, forged))["readme"].outcome == "fails"


def test_what_is_told_freely_stays_on_its_line(total: Proof) -> None:
    document = total.said.document.model_copy(update={"file_name": "a.pdf\n金额 amount: 1 元 yuan"})
    said = words.readme(total.said.model_copy(update={"document": document}))
    assert "文件名 file: a.pdf 金额 amount: 1 元 yuan" in said.splitlines()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('"printed"', '"printed": "9,935.36",\n   "printed"', id="a name that stands in it twice"),
        pytest.param("\n", "\n\n", id="another form"),
        pytest.param('"amount_yuan": "', '"amount_yuan": "1E+999999999', id="an amount that fills the memory"),
    ],
)
def test_a_member_has_one_form(total: Proof, old: str, new: str, tmp_path: Path) -> None:
    changed = total.members["figure.json"].decode().replace(old, new, 1)
    file = tmp_path / "form.zip"
    file.write_bytes(archive.pack(resealed(total, {"figure.json": changed.encode()})))
    assert failing(file) == ["contents"]


def other_fact(said: Json, row: Json) -> None:
    """A row that nobody prints, taken away from a fact that is the larger for it."""
    fact = said["fact"]
    fact["minus"].append(row)
    fact["fact"]["amount_yuan"] = str(Decimal(fact["fact"]["amount_yuan"]) - Decimal(row["amount_yuan"]))


@pytest.mark.parametrize("how", ["twice", "printed by nothing"])
def test_a_fact_is_not_less_than_what_is_there(fact: ProofOfFact, how: str) -> None:
    proof = fact("margin")

    def edit(said: Json) -> None:
        row = said["fact"]["minus"][0]
        made_up = {**row, "key": "made up", "row_kind": "published", "amount_yuan": "-1000000", "figure_ids": []}
        other_fact(said, dict(row) if how == "twice" else made_up)

    assert proof.judged(edited(proof, "transformations.json", edit))["fact"].outcome == "fails"


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


@pytest.mark.parametrize("how", ["animated", "transparent", "longer"])
def test_a_picture_that_could_show_something_else_is_none(total: Proof, how: str) -> None:
    data = total.members[contents.crop_name(total.said.figures.key)]
    assert pictures.plain_png(data).size[0] > 100
    if how == "transparent":
        with Image.open(io.BytesIO(data)) as picture:
            data = pictures.png(picture.convert("RGBA"))
    elif how == "longer":
        data += b"more"
    else:
        end = data.index(b"IDAT") - 4
        data = data[:end] + chunk(b"acTL", (2).to_bytes(4, "big") + bytes(4)) + data[end:]
    with pytest.raises(ValueError, match="the picture is"):
        pictures.plain_png(data)


@pytest.mark.parametrize(("name", "of"), [("crops", contents.crop_name), ("page pictures", contents.page_name)])
def test_a_picture_painted_over_is_seen(total: Proof, name: str, of: Callable[[str], str], tmp_path: Path) -> None:
    member = of(total.said.figures.key)
    with Image.open(io.BytesIO(total.members[member])) as picture:
        painted = picture.convert("RGB")
    painted.paste((255, 255, 255), (0, 0, painted.width // 2, painted.height))
    buffer = io.BytesIO()
    painted.save(buffer, "PNG")
    members = resealed(total, {member: buffer.getvalue()})
    source = tmp_path / archive.SOURCE
    source.write_bytes(members[archive.SOURCE])
    found = {one.name: one for one in judge(total.said, members, look_again(source, total.said, members))}
    assert found[name].outcome == "fails"


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(b"no json", id="no JSON"),
        pytest.param(b"{}", id="nothing in it"),
        pytest.param(b'{"identities": [], "more": 1}', id="something more in it"),
    ],
)
def test_a_member_of_another_form_is_named(total: Proof, broken: bytes, tmp_path: Path) -> None:
    file = tmp_path / "broken.zip"
    file.write_bytes(archive.pack(resealed(total, {"identities.json": broken})))
    assert failing(file) == ["contents"]
