"""Draws a random budget of a body that does not exist: exact to the last 分, every sum true.

With ``step`` 100 元 (a cent of a 万元) what is printed adds up; with a step of 0.01 元 the printed sums drift by a cent
or two, because each printed amount is rounded from the exact one by itself, as in published budgets.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from tests.printing.classification import ECONOMICS, FUNCTIONS, MIRRORED, PERSONNEL, PROJECTED, STAFFED, parents
from tests.printing.specification import Indicator

NOTHING = Decimal(0)
CENT_OF_WANYUAN = Decimal(100)
CENT_OF_YUAN = Decimal("0.01")
WORKS = ("湿地养护", "政务大厅", "安全检查", "市容整治", "企业服务", "成果转化", "水质监测", "系统维护")
MANNERS = ("专项经费", "工作经费", "项目", "补助资金")


@dataclass(frozen=True, slots=True)
class Project:
    """A project (项目) with its budget in 元, the function item it is paid from and its indicators."""

    name: str
    function: str
    amount: Decimal
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class ThreePublic:
    """三公 in 元."""

    abroad: Decimal
    vehicle_purchase: Decimal
    vehicle_running: Decimal
    reception: Decimal

    @property
    def vehicle_total(self) -> Decimal:
        """公务用车购置及运行费."""
        return self.vehicle_purchase + self.vehicle_running

    @property
    def total(self) -> Decimal:
        """合计."""
        return self.abroad + self.vehicle_total + self.reception


@dataclass(frozen=True, slots=True)
class Budget:
    """A year's budget in 元: leaves by function item and by economic item; everything above them is their sum."""

    basic_by_function: dict[str, Decimal]
    basic_by_economic: dict[str, Decimal]
    projects: tuple[Project, ...]
    three_public: ThreePublic
    targets: tuple[Indicator, ...]

    def basic(self, prefix: str = "") -> Decimal:
        """Basic expenditure under a function code; '' is the whole."""
        return total(amount for code, amount in self.basic_by_function.items() if code.startswith(prefix))

    def project(self, prefix: str = "") -> Decimal:
        """Project expenditure under a function code; '' is the whole."""
        return total(project.amount for project in self.projects if project.function.startswith(prefix))

    def economic(self, *prefixes: str) -> Decimal:
        """Basic expenditure under economic codes."""
        return total(amount for code, amount in self.basic_by_economic.items() if code.startswith(prefixes))

    def personnel(self, prefix: str = "") -> Decimal:
        """人员经费 under an economic code."""
        if not prefix:
            return self.economic(*PERSONNEL)
        return self.economic(prefix) if prefix.startswith(PERSONNEL) else NOTHING

    def functions(self) -> list[str]:
        """Every function code of the budget with its parents, in printing order."""
        leaves = {*self.basic_by_function, *(project.function for project in self.projects)}
        used = {*leaves, *(parent for code in leaves for parent in parents(code))}
        return [code for code in FUNCTIONS if code in used]

    def classes(self) -> list[tuple[str, Decimal]]:
        """The function classes (类), each with its whole expenditure."""
        return [(FUNCTIONS[c], self.basic(c) + self.project(c)) for c in self.functions() if len(c) == 3]

    def economics(self) -> list[str]:
        """Every economic code of the budget with its classes, in printing order."""
        used = {*self.basic_by_economic, *(code[:3] for code in self.basic_by_economic)}
        return [code for code in ECONOMICS if code in used]


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum, zero where there is nothing to add."""
    return sum(amounts, NOTHING)


def draw_budget(seed: int, projects: int = 4, step: Decimal = CENT_OF_WANYUAN) -> Budget:
    """Draw a budget; the same seed draws the same one."""
    dice = random.Random(seed)
    economic = {code: amount(dice, step) for code in drawn_economics(dice)}
    works = draw_projects(dice, projects, step)
    return Budget(
        basic_by_function=spread_over_functions(dice, economic, step),
        basic_by_economic=economic,
        projects=works,
        three_public=ThreePublic(*(amount(dice, step) for _ in range(4))),
        targets=draw_indicators(dice, "全年任务", 100),
    )


def amount(dice: random.Random, step: Decimal, low: int = 20_000, high: int = 9_000_000) -> Decimal:
    """An amount between ``low`` and ``high`` 元 in whole steps."""
    return dice.randint(int(low / step), int(high / step)) * step


def drawn_economics(dice: random.Random) -> list[str]:
    """Most of the economic items, the mirrored ones always."""
    items = [code for code in ECONOMICS if len(code) == 5]
    kept = {*dice.sample(items, k=len(items) * 4 // 5), *MIRRORED.values(), "30201", "30305", "31002"}
    return [code for code in items if code in kept]


def spread_over_functions(dice: random.Random, economic: dict[str, Decimal], step: Decimal) -> dict[str, Decimal]:
    """Spread basic expenditure over function items: the mirrored ones as their economic item, the rest at random."""
    spread = {function: economic[item] for function, item in MIRRORED.items()}
    rest = total(economic.values()) - total(spread.values())
    codes = sorted(dice.sample(STAFFED, k=12))
    cuts = sorted(dice.sample(range(1, int(rest / step)), k=len(codes) - 1))
    bounds = [0, *cuts, int(rest / step)]
    spread |= {code: (high - low) * step for code, (low, high) in zip(codes, pairwise(bounds), strict=True)}
    return spread


def draw_projects(dice: random.Random, number: int, step: Decimal) -> tuple[Project, ...]:
    """Draw projects with different names; at least two of them share a 款 with another item."""
    names = dice.sample([f"{work}{manner}" for work in WORKS for manner in MANNERS], k=number)
    functions = ["2010302", "2010399", *dice.sample(PROJECTED, k=len(PROJECTED))]
    return tuple(
        Project(name, functions[n % len(functions)], amount(dice, step), draw_indicators(dice, name[:4], 90))
        for n, name in enumerate(names)
    )


def draw_indicators(dice: random.Random, subject: str, weights: int) -> tuple[Indicator, ...]:
    """Draw five indicators whose weights sum to ``weights``."""
    shares = [20, 20, 20, 20, weights - 80]
    kinds = (
        (f"{subject}完成次数", "≥", str(dice.randint(2, 400)), "次"),
        (f"{subject}覆盖率", "≥", str(dice.randint(60, 99)), "%"),
        (f"{subject}办结时限", "≤", str(dice.randint(5, 30)), "天"),
        (f"推动{subject}发展", "定性", "有效提升", "其他"),
        ("服务对象满意度", "≥", str(dice.randint(80, 95)), "%"),
    )
    return tuple(
        Indicator(name, str(share), operator, target, unit, dice.choice("是否"))
        for share, (name, operator, target, unit) in zip(shares, kinds, strict=True)
    )
