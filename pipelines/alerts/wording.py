"""A document's messages in words: what is wrong, what readers see, what to do. Chinese first, read within a minute."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipelines.alerts.causes import KINDS, SCOPES
from pipelines.alerts.evidence import Evidence, evidence, failing
from pipelines.alerts.message import Message
from pipelines.alerts.pictures import cell_picture
from pipelines.vocabulary import columns, families
from pipelines.vocabulary.identities import load_identities

WANYUAN = Decimal(10_000)
SHORT_ID = 12
LONGEST_REASON = 160

WHY = {
    "unreadable": "文件读不了",
    "unidentified": "认不出是哪个单位、哪一年、哪一种文件",
    "not_understood": "有标题、表头或内容看不懂",
    "identities": "勾稽不平",
    "coverage": "能核对的数字太少",
    "waiting": "与上一版相比改动较大，等人确认",
}

HYPOTHESES = {
    "lost_digit": "少了一位数字",
    "extra_digit": "多了一位数字",
    "changed_digit": "错了一位数字",
    "transposed_digits": "两位数字颠倒",
    "lost_digits": "少了几位数字",
    "factor": "差若干位小数或单位",
    "sign": "正负号相反",
    "shifted_column": "错了一列",
    "shifted_row": "错了一行",
    "parent_in_child": "上级数字印在了下级",
    "missed_row": "漏了一行",
    "repeated_row": "重复了一行",
    "withheld": "明细没有全部公开",
    "other_amount": "印的是别的数",
}
"""The hypotheses of ``audit.repair`` in words."""

ENDINGS = {"waived": "已豁免放行，相关数字标有 waived", "waiting": "已有人同意，发布了", "identities": "重读后勾稽已平"}
"""What made an end of it where the document itself reaches readers now."""

CAUSES = {"misread": "再认一遍图像：是我们读错", "printed_so": "再认一遍图像：印的就是这样"}


def named(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Whose disclosure it is, of which year, kind and scope."""
    return row["body"], row["fiscal_year"], row["kind"], row["scope"]


def title(row: Mapping[str, Any]) -> str:
    """A document as people call it: 青岚市水务局 2024年部门预算（第 2 版）."""
    if not row["body"]:
        return str(row["file_name"])
    year = f" {row['fiscal_year']}年" if row["fiscal_year"] else " "
    version = f"（第 {row['version']} 版）" if row["version"] else ""
    return f"{row['body']}{year}{SCOPES.get(row['scope'], '')}{KINDS.get(row['kind'], '')}{version}"


def held_back(
    row: Mapping[str, Any], readers: Mapping[str, Any] | None, kind: str, database: Path, file: Path | None
) -> Message:
    """The alert about a document."""
    broken = failing(row["document_id"], database)
    found = evidence(broken[0], database) if broken and kind == "identities" else None
    facts = [("问题", _problem(kind, found)), *(_sides(found) if found else [("原因", _reason(row))])]
    if others := broken[1:] if found else broken:
        facts.append(("另外不平", _others([one["identity"] for one in others])))
    facts += [("读者看到", still_seen(readers)), ("文件", str(row["file_name"]))]
    picture = cell_picture(found, file) if found and file else None
    return Message(f"没有放行：{title(row)}", tuple(facts), _commands(row, kind, found, file), picture)


def released(
    row: Mapping[str, Any],
    readers: Mapping[str, Any] | None,
    replaced_by: Mapping[str, Any] | None,
    *,
    kind: str,
) -> Message:
    """What made an end of it; ``kind`` is the kind of reason it was held back for, or 'waived'."""
    if replaced_by is not None:
        how = f"更正版已发布：{replaced_by['file_name']}（第 {replaced_by['version']} 版）"
    elif row["status"] == "withdrawn":
        how = "文件已撤回"
    else:
        how = ENDINGS.get(kind, "重读后通过")
    now = replaced_by or (row if row["status"] == "published" else readers)
    return Message(f"已解决：{title(row)}", (("结果", how), ("读者看到", _seen(now) or "没有数据")))


def still_seen(readers: Mapping[str, Any] | None) -> str:
    """What readers go on seeing of this body, year, kind and scope."""
    seen = _seen(readers)
    return f"仍是{seen}，没有变动" if seen else "没有数据（这份文件从未放行过，其他文件不受影响）"


def _seen(readers: Mapping[str, Any] | None) -> str | None:
    if readers is None:
        return None
    since = f"，{readers['published_at']:%Y-%m-%d} 起" if readers["published_at"] else ""
    return f"第 {readers['version']} 版（{readers['file_name']}{since}）"


def _problem(kind: str, found: Evidence | None) -> str:
    why = WHY.get(kind, kind)
    if found is None:
        return why
    return f"{why}：{chinese(found.identity['identity'])}"


def _sides(found: Evidence) -> list[tuple[str, str]]:
    one = found.identity
    said = f"{_money(one['lhs'])} 对 {_money(one['rhs'])}，差 {_money(one['difference'])}"
    bound = f"舍入最多 {_money(one['tolerance'])}" if one["tolerance"] else "应完全相等"
    sides = [("两边", f"{said}（{bound}）"), ("位置", _place(found))]
    return sides + ([("最可能", _hypothesis(found.likeliest))] if found.likeliest else [])


def _hypothesis(likeliest: Mapping[str, Any]) -> str:
    """The likeliest cause: what is printed, what would fit, whose mistake it seems to be."""
    what = HYPOTHESES.get(likeliest["hypothesis"], likeliest["hypothesis"])
    printed, fitting = likeliest.get("printed"), likeliest.get("fitting")
    values = f"，印作 {printed}，合得上的是 {fitting}" if printed and fitting else ""
    cause = CAUSES.get(likeliest.get("cause") or "")
    return f"{what}{values}{f'；{cause}' if cause else ''}"


def _place(found: Evidence) -> str:
    """Where to look: page, table, row, column and what is printed there."""
    if not found.figures:
        return found.identity["subject"] or "见 yusuan explain"
    one = found.suspect
    labels = {family.name: family.label for family in families()}
    row = " ".join(str(one[name]) for name in ("row_code", "row_name") if one[name])
    column = columns()[one["column_name"]].label if one["column_name"] in columns() else one["column_name"]
    others = f"（共 {len(found.figures)} 个数）" if len(found.figures) > 1 else ""
    family = labels.get(one["table_family"], one["table_family"])
    return f"第 {one['page']} 页 {family}，{row}，{column}，印作 {one['printed']}{others}"


def _others(identities: list[str]) -> str:
    names = list(dict.fromkeys(map(chinese, identities)))
    more = f" 等 {len(identities)} 项" if len(identities) > 1 else ""
    return f"{names[0]}{more}"


def _commands(
    row: Mapping[str, Any], kind: str, found: Evidence | None, file: Path | None
) -> tuple[tuple[str, str], ...]:
    short = row["document_id"][:SHORT_ID]
    commands = [("看原因", f"yusuan explain {short}")]
    if found and found.figures:
        commands.append(("看原页", f"yusuan trace {found.suspect['figure_id']} -o cell.png"))
    commands.append(("我们读错（改好词表后重读）", "yusuan run"))
    if kind == "identities":
        commands.append(("印错了，豁免（条目由 explain 印出）", "expectations/waivers.toml"))
    if kind == "unidentified" and file:
        commands.append(("说明后重读", f"yusuan ingest {file} --body … --year …"))
    if kind == "waiting":
        commands[1:] = [("看改动", f"yusuan diff {short}"), ("同意", f"yusuan approve {short} --by … --reason …")]
    commands.append(("撤回", f"yusuan withdraw {short} --by … --reason …"))
    return (*commands, *([("来源", str(row["source_url"]))] if row["source_url"] else []))


def _reason(row: Mapping[str, Any]) -> str:
    lines = (row["status_reason"] or "没有留下原因").splitlines()
    said = lines[0] if len(lines[0]) <= LONGEST_REASON else f"{lines[0][:LONGEST_REASON]}…"
    return said if len(lines) == 1 else f"{said}（共 {len(lines)} 条）"


def chinese(identity: str) -> str:
    """An identity as accountants call it."""
    known = load_identities().identities
    return known[identity].chinese if identity in known else identity


def _money(yuan: Decimal | None) -> str:
    """An amount in 万元 with every printed digit: 3,456.78 万元."""
    if yuan is None:
        return "空"
    wanyuan = yuan / WANYUAN
    exponent = wanyuan.normalize().as_tuple().exponent
    places = max(2, -exponent if isinstance(exponent, int) else 0)
    return f"{wanyuan:,.{places}f} 万元"
