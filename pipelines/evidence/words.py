"""A bundle in words, for whoever opens it without Yusuan: Chinese, then English."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipelines.evidence.contents import Cell, Compared, Contents, FactSum, crop_name, page_name

STATUS = {
    "holds": ("成立", "holds"),
    "fails": ("不成立", "fails"),
    "not_evaluable": ("无法核对", "could not be evaluated"),
    "waived": ("不成立，经人工豁免", "fails, waived by a person"),
}
KINDS = {"budget": ("预算", "budget"), "final_accounts": ("决算", "final accounts")}
SHOWN = 12

OPENING = """\
数字证据包 · EVIDENCE FOR A PRINTED NUMBER
=========================================

本压缩包说明一个数字印在哪份公开文件的哪一页、哪一格，由它换算成多少元，以及哪些勾稽关系与它相符。
不需要任何数据库：source.pdf 即原文件，其 SHA-256 就是文件编号。
This archive shows where a number is printed, how the amount in yuan follows from the print, and which sums agree with it.
No database is needed: source.pdf is the file itself, and its SHA-256 is the document's number.
"""

CHECKING = """\
怎样核对 · How to check it
--------------------------
1. 打开 source.pdf，翻到上述页码，与 crop-*.png、page-*.png 中红框内的数字对照。
   Open source.pdf at the page named above and compare with the number framed in red in crop-*.png and page-*.png.
2. 计算 source.pdf 的 SHA-256，应等于上述文件编号（例如：sha256sum source.pdf）。
   Compute the SHA-256 of source.pdf; it must be the document's number (for instance: sha256sum source.pdf).
3. 安装 Yusuan 后运行：yusuan verify 本文件。它重新读取 PDF、重新换算、重新计算每一条勾稽关系。
   With Yusuan installed: yusuan verify THIS FILE. It reads the PDF again and computes every conversion and every sum anew.

本包不能证明：source.pdf 确由上述单位发布；勾稽关系既无遗漏也无虚构；人工豁免属实。--digest 可核对本包是否即出具者所给的那一份。
It does not prove that the body named published source.pdf, that no identity was left out or made up, or that a person gave the waivers.
With --digest it proves to be the very bundle that somebody vouches for.
"""


def readme(said: Contents) -> str:
    """The text of the bundle's README, plain, readable without any other file."""
    parts = [
        OPENING,
        _document(said),
        *map(_cell, said.subjects),
        *_fact(said),
        _identities(said),
        *_remarks(said),
        CHECKING,
    ]
    return "\n".join(parts)


def _document(said: Contents) -> str:
    one = said.document
    kind = KINDS.get(one.kind or "", (one.kind, one.kind))
    return _section(
        "文件 · The document",
        ("文件名 file", one.file_name),
        ("单位 body", one.body or "-"),
        ("年度与种类 year, kind", f"{one.fiscal_year or '-'} {kind[0] or '-'} {kind[1] or '-'}"),
        ("来源 source", one.source_url or "-"),
        ("编号 SHA-256", one.document_id),
        ("状态 status", one.status),
        ("发布批次 release", one.release_id),
    )


def _cell(cell: Cell) -> str:
    row = " ".join(filter(None, (cell.row_code, cell.row_name, cell.unit_name)))
    amount = "-" if cell.amount_yuan is None else f"{plain(cell.amount_yuan)} 元 yuan"
    return _section(
        f"数字 · The number {cell.figure_id}",
        ("印刷原文 printed", cell.printed),
        ("单位 money unit", cell.money_unit or "-"),
        ("金额 amount", amount),
        ("末位 last digit", "-" if cell.step_yuan is None else f"{plain(cell.step_yuan)} 元 yuan"),
        ("页码 page", str(cell.page)),
        ("表 table", f"{cell.table_no} {cell.table_family}"),
        ("行 row", row or "-"),
        ("栏 column", cell.column_name),
        ("读法 read from", "文字 text" if cell.method == "text" else "图像识别 picture (OCR)"),
        ("图 pictures", f"{crop_name(cell.figure_id)}, {page_name(cell.figure_id)}"),
    )


def _fact(said: Contents) -> Iterator[str]:
    total = said.transformations.fact
    if total is None:
        return
    members = ", ".join(f"{axis} {member}" for axis, member in total.fact.members.items())
    yield _section(
        f"数据行 · The row of {total.fact.table}",
        ("编号 key", total.fact.key),
        ("维度 members", members),
        ("种类 kind", total.fact.row_kind),
        ("金额 amount", f"{plain(total.fact.amount_yuan)} 元 yuan"),
        ("由来 follows from", _follows(total)),
    )


def _follows(total: FactSum) -> str:
    printed = f"印刷数 what is printed at {', '.join(total.plus)}"
    if not total.minus:
        return printed
    less = sum((row.amount_yuan for row in total.minus), Decimal(0))
    return f"{printed}，减 less {len(total.minus)} 行 other rows, {plain(less)} 元 yuan"


def _identities(said: Contents) -> str:
    found = sorted(said.identities.identities, key=lambda one: (one.status == "not_evaluable", one.rule.identity))
    lines = [line for one in found[:SHOWN] for line in _identity(one)]
    rest = [f"其余见 and {len(found) - SHOWN} more in identities.json"] if len(found) > SHOWN else []
    return "\n".join([*_heading("勾稽关系 · The sums it takes part in"), *(lines or ["无 none"]), *rest, ""])


def _identity(one: Compared) -> Iterator[str]:
    chinese, english = STATUS[one.status]
    yield f"- {one.rule.chinese} ({one.rule.identity}): {chinese} {english}"
    if one.lhs is not None and one.rhs is not None and one.difference is not None and one.tolerance is not None:
        yield (
            f"  左 left {plain(one.lhs)}  右 right {plain(one.rhs)}  差 difference {plain(one.difference)}"
            f"  允许 allowed {plain(one.tolerance)} 元 yuan"
        )


def _remarks(said: Contents) -> Iterator[str]:
    waived = [f"- {one.identity}: {one.status}: {_line(one.explanation or '-')}" for one in said.remarks.waivers]
    doubted = [f"- {one.hypothesis}: {_line(one.explanation or '-')}" for one in said.remarks.repairs]
    if waived:
        yield "\n".join([*_heading("人工豁免 · Waivers"), *waived, ""])
    if doubted:
        yield "\n".join([*_heading("存疑（仅为推测，从未改动） · Hypotheses (never applied)"), *doubted, ""])


def plain(amount: Decimal) -> str:
    """An amount with its thousands apart and no zeros that say nothing."""
    return f"{amount.normalize():,f}"


def _section(title: str, *lines: tuple[str, str]) -> str:
    return "\n".join([*_heading(title), *(f"{name}: {_line(said)}" for name, said in lines), ""])


def _line(said: str) -> str:
    """On one line: what is told freely must not look like another line."""
    return " ".join(said.split())


def _heading(title: str) -> list[str]:
    return [title, "-" * 26]
