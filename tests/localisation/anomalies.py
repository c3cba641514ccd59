"""What persons noted as arithmetically wrong in the tables of the corpus (``anomalies`` of the truth files)."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Anomaly:
    """One note: the document, what was noted, the identity that must fail and the hypothesis that must explain it.

    ``identity`` None says that the figures are printed consistently within rounding, and ``why``; then those of ``must_hold`` may not fail.
    """

    slug: str
    noted: str
    identity: str | None
    hypothesis: str = ""
    why: str = ""
    must_hold: frozenset[str] = field(default=frozenset())
    as_read: str | None = None
    """The identity that fails instead where the PDF was read: truth files do not say whose row a row is."""
    in_prose: bool = False
    """Whether the prose has a part in it, which truth files do not hold: it is found where the PDF itself was read."""


CHILDREN, CATEGORIES = "children_sum_to_parent", "categories_sum_to_total"

ANOMALIES = (
    Anomaly(
        "bj-gongan-2026-tables",
        "rows of 03 and 05 stop short of 合计 by 67,889.38 and 63,729.99: withheld",
        CATEGORIES,
        "withheld",
    ),
    Anomaly(
        "bj-tuiyi-2026-tables",
        "rows of 03 and 05 stop short of 合计 by 1,039,341.94 and 796,312.13: withheld",
        CATEGORIES,
        "withheld",
    ),
    Anomaly(
        "hz-gongan-2026",
        "units add to 402,943.55 under 404,415.23: a unit is not listed",
        CHILDREN,
        "missed_row",
        as_read="department_equals_sum_of_units",
    ),
    Anomaly(
        "sh-putuo-fuliyuan-2024-unit",
        "the row 事业单位医疗 prints 类 7 instead of 210 in two tables",
        CATEGORIES,
        "repeated_row",
    ),
    Anomaly(
        "sh-putuo-sifa-2026-unit", "行政运行 prints its parent's 项目支出 in two tables", CHILDREN, "parent_in_child"
    ),
    Anomaly(
        "sh-putuo-sifa-2026-unit",
        "合计 prints 基本支出 as the integer 22,118,861 of 22,118,861.34",
        CATEGORIES,
        "lost_digits",
    ),
    Anomaly(
        "swu-2023-budget", "小学教育 prints 9,645.51 over sources of 9,646.01", "sources_sum_to_total", "other_amount"
    ),
    Anomaly(
        "wuxi-fgw-2025",
        "the 项 row prints its 款 code again: 502.00 twice below 219, in two tables",
        CHILDREN,
        "repeated_row",
    ),
    Anomaly(
        "sh-putuo-caizheng-2024-final",
        "社会保障和就业支出 326.71 in the summaries, 326.72 in the tables by code",
        "class_totals_agree_across_tables",
        "changed_digit",
    ),
    Anomaly(
        "xa-jiaotong-2022",
        "表8 17,739.85 and 1,703.48 against 表5 17,739.88 and 1,703.46",
        "economic_total_equals_basic_by_function",
        "changed_digit",
    ),
    Anomaly(
        "js-jianchayuan-2017",
        "the prose says 12323.46 of basic expenditure, the tables 12,323.48",
        "claim_equals_table",
        "changed_digit",
        in_prose=True,
    ),
    Anomaly(
        "gjxfj-2026-budget",
        "the prose says 18,728.91 of appropriation, the tables 18,728.94",
        "claim_equals_table",
        "changed_digit",
        in_prose=True,
    ),
    Anomaly(
        "sh-putuo-caizheng-2025-dept",
        "the prose says 887.36 万元 of 职业年金缴费支出, the tables 873,617.00 元; other figures in the prose are cut off, not rounded",
        "claim_equals_table",
        "changed_digit",
        in_prose=True,
    ),
    Anomaly(
        "sh-putuo-fuliyuan-2024-unit",
        "the prose says 738.66 万元 of 社会福利事业单位, the tables 6,964,796 元",
        "claim_equals_table",
        "other_amount",
        in_prose=True,
    ),
    Anomaly(
        "xa-jiaotong-2022",
        "表13 合计 472.89 over 472.91",
        None,
        why="the printed 合计 holds 会议费 and 培训费, which are no part of 三公",
        must_hold=frozenset({"three_public_parts_sum"}),
    ),
    Anomaly(
        "sh-caizheng-2025-unit",
        "302 prints 24,840,779 over 18 children that sum to 24,840,778",
        None,
        why="rounding of 19 numbers explains 9.5 元",
        must_hold=frozenset({CHILDREN}),
    ),
    Anomaly(
        "cq-zfb-2026",
        "收支总表 sums to 19,230.19 under 19,230.18",
        None,
        why="rounding",
        must_hold=frozenset({"summary_categories_sum_to_total"}),
    ),
    Anomaly(
        "sh-putuo-shegongbu-2024-final",
        "基本 105.58 over 95.36 + 10.23; 302 10.23 over 10.22",
        None,
        why="rounding",
        must_hold=frozenset({CHILDREN, "personnel_plus_operating_equals_basic"}),
    ),
    Anomaly(
        "yt-caizheng-2026",
        "basic 4,200.21 over 3,549.18 + 651.04",
        None,
        why="rounding",
        must_hold=frozenset({CHILDREN}),
    ),
)
