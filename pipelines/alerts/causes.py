"""What there can be to tell of other things than documents: a run that died, a source that fell silent, what is overdue."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipelines.alerts.message import Message

KINDS = {"budget": "预算", "final_accounts": "决算"}
SCOPES = {"department": "部门", "unit": "单位", "government": "政府"}
LONGEST_ERROR = 200
PASSING = re.compile(r"[0-9a-f]{8,}|\d+|/\S+")
"""What differs between two errors that are the same: ids, numbers, paths."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing to tell. ``key`` is the same in every run; ``write`` makes the message, once, when it is new."""

    key: str
    kind: str
    write: Callable[[], Message]


def run_died(line: str, errors: Sequence[str], *, readers: str, log: str) -> Cause:
    """A run that failed; the same error in the same kind of run is the same cause.

    Args:
        line: what ran: 'line' or 'fetch'.
        errors: each step that failed with its message.
        readers: what readers see meanwhile.
        log: where more is written.
    """
    said = "; ".join(errors) or "没有留下原因"
    digest = hashlib.sha256(PASSING.sub("", said).encode()).hexdigest()[:16]
    title = "处理失败，这次什么都没有发布" if line == "line" else "抓取失败"
    facts = (("错误", said[:LONGEST_ERROR]), ("读者看到", readers), ("说明", "没有半成品；每一步都可以重来"))
    again = "yusuan run" if line == "line" else "yusuan fetch"
    commands = (("重跑", again), ("日志", log))
    return Cause(f"run/{line}/{digest}", "run", lambda: Message(title, facts, commands))


def run_recovered() -> Message:
    """The end of a run's failing."""
    return Message("已恢复：后来的一次运行成功了", (("说明", "积压的文件已一并处理"),))


def source_silent(key: str, url: str, source: str, status: str, said: str, failures: int) -> Cause:
    """A URL that has not given what it should for several times in a row."""
    gone = status == "vanished"
    title = f"来源{'撤下了文件' if gone else '没有应答'}：{source}"
    kept = "已经抓到的文件和已发布的数据都保留" if gone else "已发布的数据不受影响，但可能有新文件没有抓到"
    facts = (("情况", f"连续 {failures} 次：{said}"), ("读者看到", kept))
    commands = (("地址", url), ("再试", "yusuan fetch"))
    return Cause(f"source/{key}", "source", lambda: Message(title, facts, commands))


def source_answers() -> Message:
    """The end of a source's silence."""
    return Message("来源恢复应答", (("说明", "新文件会照常抓取"),))


def overdue(row: Mapping[str, Any]) -> Cause:
    """A disclosure that should have been published by now; ``row`` is one of ``audit.expected_disclosure``."""
    named = f"{row['body']} {row['fiscal_year']}年{SCOPES[row['scope']]}{KINDS[row['kind']]}"
    due: date | None = row["due_on"]
    facts = (
        ("情况", f"应在 {due:%Y-%m-%d} 前公开，还没有收到" if due else "还没有收到"),
        (
            "依据",
            f"{row['department']} 的文件列有这个单位" if row["department"] else "该单位公开过，同年别的单位已公开",
        ),
        ("读者看到", "没有这份文件的数据"),
    )
    commands = (("已公开的话", "yusuan ingest FILE.pdf"), ("全部清单", "yusuan status"))
    key = f"overdue/{row['expected_id']}"
    return Cause(key, "overdue", lambda: Message(f"逾期未公开：{named}", facts, commands))


def no_longer_overdue() -> Message:
    """The end of an overdue disclosure."""
    return Message("逾期的文件已收到", (("说明", "不再欠缺"),))
