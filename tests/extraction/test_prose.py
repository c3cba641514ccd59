"""Statements in the prose: what is read, what is refused, and where the number stands."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.labels import Context
from pipelines.extraction.pages import Box, Cell, Grid, Page, TextLine, Word
from pipelines.extraction.prose import read_claims
from pipelines.extraction.records import ClaimRow
from pipelines.vocabulary.concepts import load_concepts

SIZE, LEFT, MEASURE = 12.0, 80.0, 435.0
TITLE = "某市财政局2023年部门预算"


def width(text: str) -> float:
    return sum(SIZE if ord(c) > 255 else SIZE / 2 for c in text)


def line(text: str, top: float, x0: float = LEFT) -> TextLine:
    """A line of type 12 pt high, an ideograph 12 pt wide, a digit 6; blanks part its words."""
    words, x = [], x0
    for word in text.split(" "):
        words.append(Word(word, Box(x, top, x + width(word), top + SIZE)))
        x += width(word) + SIZE / 2
    return TextLine(text, Box(x0, top, words[-1].box.x1, top + SIZE), tuple(words))


def page(*paragraphs: str, number: int = 1, grids: tuple[Grid, ...] = (), start: float = 60.0) -> Page:
    """A page that sets each paragraph in lines 435 pt wide, first lines indented by two ideographs."""
    lines, top = [], start
    for paragraph in paragraphs:
        x0 = LEFT + 2 * SIZE
        while paragraph:
            end = next(n for n in range(len(paragraph), 0, -1) if x0 + width(paragraph[:n]) <= LEFT + MEASURE)
            lines.append(line(paragraph[:end], top, x0))
            paragraph, x0, top = paragraph[end:], LEFT, top + 18
    return Page(number, 595, 842, 0, lines=tuple(lines), grids=grids)


def claims(*paragraphs: str, year: int | None = 2023, title: str = TITLE) -> list[ClaimRow]:
    return read_claims([page(title, *paragraphs)], document_id="d", fiscal_year=year)


def told(rows: Sequence[ClaimRow]) -> list[tuple[str, str | None, Decimal | None]]:
    """Concept, subject, and the figure in 万元 or as a number."""
    return [
        (row.concept, row.subject, row.amount_yuan / 10_000 if row.amount_yuan is not None else row.number)
        for row in rows
    ]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(
            [
                "二、部门收支总体情况",
                "（一）收入预算：2023年年初预算数80,000万元，其中：一般公共预算拨款79,000万元，事业收入1,000万元。",
            ],
            [
                ("revenue_total", None, 80000),
                ("revenue.general_public", None, 79000),
                ("revenue.business_income", None, 1000),
            ],
            id="the heading says what the total is, 其中 its sources",
        ),
        pytest.param(
            [
                "（二）支出预算：2023年年初预算数80,000万元，其中：教育支出预算60,000万元，住房保障支出20,000万元。支出预算较2022年持平。"
            ],
            [
                ("expenditure_total", None, 80000),
                ("expenditure_class", "教育支出", 60000),
                ("expenditure_class", "住房保障支出", 20000),
                ("change.expenditure_total", None, 0),
            ],
            id="classes of the whole body",
        ),
        pytest.param(
            [
                "2023年一般公共预算财政拨款支出80,000万元，与2022年持平。其中：基本支出5,171.57万元，比2022年减少15.49万元，主要用于工资。"
            ],
            [
                ("general_public_expenditure", None, 80000),
                ("change.general_public_expenditure", None, 0),
                ("general_public.basic", None, Decimal("5171.57")),
                ("change.general_public.basic", None, Decimal("-15.49")),
            ],
            id="basic expenditure of the general public budget is its own concept",
        ),
        pytest.param(
            [
                "三、支出预算情况说明",
                "某市财政局2023年支出预算100万元，其中：基本支出60万元，占60%；项目支出40万元，占40%。",
            ],
            [("expenditure_total", None, 100), ("basic", None, 60), ("project", None, 40)],
            id="basic expenditure of the whole body, shares left alone",
        ),
        pytest.param(
            [
                "四、“三公”经费",
                "2023年“三公”经费预算7万元，比上年增加1万元，增长16.7%。其中：公务用车购置及运行费5万元（其中：购置费2万元，运行费3万元）。",
            ],
            [
                ("three_public.total", None, 7),
                ("change.three_public.total", None, 1),
                ("change_pct.three_public.total", None, Decimal("16.7")),
                ("three_public.vehicle_total", None, 5),
                ("three_public.vehicle_purchase", None, 2),
                ("three_public.vehicle_running", None, 3),
            ],
            id="short names inside the bracket of the figure they are part of",
        ),
        pytest.param(
            [
                "四、“三公”经费",
                "公务用车购置及运行维护费5万元（公务用车购置费2万元，比上年增加1万元；公务用车运行维护费3万元。）比上年增加4万元。",
            ],
            [
                ("three_public.vehicle_total", None, 5),
                ("three_public.vehicle_purchase", None, 2),
                ("change.three_public.vehicle_purchase", None, 1),
                ("three_public.vehicle_running", None, 3),
                ("change.three_public.vehicle_total", None, 4),
            ],
            id="behind the bracket the figure in front of it is spoken of again",
        ),
        pytest.param(
            ["四、“三公”经费", "1.因公出国（境）费用。2023年预算数41.60万元，较2022年减少0.40万元。"],
            [("three_public.abroad", None, Decimal("41.60")), ("change.three_public.abroad", None, Decimal("-0.40"))],
            id="a heading that ends with a full stop",
        ),
        pytest.param(
            [
                "（二）政府采购情况。政府采购预算总额9万元：政府采购货物预算4万元、政府采购服务预算5万元；其中一般公共预算拨款政府采购4万元：政府采购货物预算4万元。"
            ],
            [
                ("procurement.total", None, 9),
                ("procurement.goods", None, 4),
                ("procurement.services", None, 5),
                ("procurement.general_public.total", None, 4),
                ("procurement.general_public.goods", None, 4),
            ],
            id="the general public part of procurement is told apart",
        ),
        pytest.param(
            ["（四）国有资产占有使用情况。截止2022年12月，共有车辆29辆，其中一般公务用车28辆、执勤执法用车1辆。"],
            [("vehicles.total", None, 29), ("vehicles.kind", "一般公务用车", 28), ("vehicles.kind", "执勤执法用车", 1)],
            id="vehicles are counted, not paid",
        ),
        pytest.param(
            [
                "五、一般公共预算支出情况",
                "（1）公共安全支出（类）公安（款）行政运行（项）260万元，比上年执行数增加8万元，增长3.5%。",
            ],
            [
                ("general_public.item", "公共安全支出/公安/行政运行", 260),
                ("change_executed.general_public.item", "公共安全支出/公安/行政运行", 8),
                ("change_executed_pct.general_public.item", "公共安全支出/公安/行政运行", Decimal("3.5")),
            ],
            id="an item by its names; compared with execution, which is another change",
        ),
        pytest.param(
            [
                "五、一般公共预算支出情况",
                "1.行政运行（2010401）2740.23万元",
                "2.公共安全支出（204类）司法（06款）行政运行（01项）5万元。",
            ],
            [("general_public.item", "2010401", Decimal("2740.23")), ("general_public.item", "2040601", 5)],
            id="an item by its code",
        ),
        pytest.param(
            ["五、财政拨款支出预算情况", "某市财政局2023年财政拨款支出预算9万元，其中：教育支出9万元。"],
            [("appropriation_expenditure_total", None, 9), ("appropriation.class", "教育支出", 9)],
            id="all appropriated funds are neither the whole body nor the general public budget",
        ),
        pytest.param(
            ["某市财政局2023年收、支总预算50,616.94万元。"],
            [("balance_total", None, Decimal("50616.94"))],
            id="one figure for both sides",
        ),
        pytest.param(
            ["2023年收入预算44169万元，比2022年年初预算数44021万元增加148万元，增长0.34%。"],
            [
                ("revenue_total", None, 44169),
                ("change.revenue_total", None, 148),
                ("change_pct.revenue_total", None, Decimal("0.34")),
            ],
            id="last year's figure, named to compare with, is no figure of this year",
        ),
    ],
)
def test_what_the_words_say_whole_is_read(
    paragraphs: list[str], expected: list[tuple[str, str | None, Decimal]]
) -> None:
    assert told(claims(*paragraphs)) == expected


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param(["六、名词解释", "（一）收入预算：指例如80,000万元的收入预算80,000万元。"], id="definitions"),
        pytest.param(["一、主要职责", "（一）负责项目，收入预算80万元。"], id="duties"),
        pytest.param(["项目支出40万元。"], id="a part whose whole is not told"),
        pytest.param(
            ["二、某市博物馆", "某市博物馆2023年支出预算9万元，其中：项目支出40万元。"], id="another body's total"
        ),
        pytest.param(
            ["2023年支出预算安排的修缮费9万元，其中：项目支出40万元，基本支出3万元。"], id="parts of something unknown"
        ),
        pytest.param(
            ["2023年相关支出491.3亿元，其中一般公共预算支出432.7亿元。"], id="a known name inside something unknown"
        ),
        pytest.param(
            ["三、支出预算情况", "因为：一是基本支出增加3万元，项目支出增加4万元；二是项目支出9万元。"],
            id="listed reasons",
        ),
        pytest.param(["2023年收入预算执行数80万元。"], id="execution in a budget"),
        pytest.param(["2023年和2022年收入预算80万元。"], id="two years"),
        pytest.param(["单价100万元以上设备5台，价值20万元。"], id="equipment"),
        pytest.param(["五、一般公共预算支出情况", "其他支出（款）支出502万元。"], id="an item without its 项"),
        pytest.param(
            ["五、一般公共预算支出情况", "其他支出（399）119010万元。"],
            id="an economic code beside the name of a class",
        ),
        pytest.param(["2023年收入预算8,00万元。"], id="thousands separated wrongly"),
        pytest.param(["二、基本情况", "购买1辆执法执勤用车。"], id="a vehicle outside the section on vehicles"),
        pytest.param(["与2022年持平。", "比上年增加5万元。"], id="a change of nothing"),
    ],
)
def test_what_cannot_be_told_is_no_claim(paragraphs: list[str]) -> None:
    assert told(claims(*paragraphs)) == []


@pytest.mark.parametrize(
    ("paragraphs", "concepts"),
    [
        pytest.param(
            ["2023年支出预算9万元，其中：项目支出5万元，其中：教育支出4万元。"],
            ["expenditure_total", "project"],
            id="a class of the project part is not a class of the whole",
        ),
        pytest.param(
            ["2023年支出预算9万元，主要是基本支出增加3万元，项目支出增加4万元。"],
            ["expenditure_total"],
            id="figures among reasons",
        ),
        pytest.param(
            ["2023年支出预算9万元。本部门未使用政府性基金，与2022年持平。"],
            ["expenditure_total"],
            id="持平 of another thing",
        ),
        pytest.param(
            ["2023年支出预算9万元，比2021年增加3万元。"], ["expenditure_total"], id="a comparison with another year"
        ),
        pytest.param(
            ["2023年支出预算9万元，比上年减少-3万元。"], ["expenditure_total"], id="a decrease of a negative number"
        ),
        pytest.param(["2023年支出预算9万元，与上年基本持平。"], ["expenditure_total"], id="about level is not level"),
    ],
)
def test_what_is_near_a_figure_is_not_taken_for_it(paragraphs: list[str], concepts: list[str]) -> None:
    assert [row.concept for row in claims(*paragraphs)] == concepts


def test_final_accounts_leave_the_budget_beside_them_alone() -> None:
    rows = claims(
        "四、“三公”经费",
        "“三公”经费支出年初预算为0.95万元，其中：公务接待费决算为0.10万元。",
        title="某市财政局2023年度部门决算",
    )
    assert told(rows) == []
    rows = claims(
        "四、“三公”经费",
        "“三公”经费支出决算为0.95万元，其中：公务接待费决算为0.10万元。",
        title="某市财政局2023年度部门决算",
    )
    assert [row.concept for row in rows] == ["three_public.total", "three_public.reception"]


def test_a_report_on_a_whole_area_states_nothing_about_a_body() -> None:
    rows = claims("2023年一般公共预算支出977.7亿元。", title="关于某某市2022年预算执行情况和2023年预算草案的报告")
    assert rows == []


def test_another_year_is_kept_apart_by_its_year() -> None:
    (row,) = claims("四、机关运行经费", "2022年机关运行经费预算30万元。")
    assert (row.concept, row.subject_year) == ("agency_operating", 2022)


@pytest.mark.parametrize(
    ("printed", "unit", "amount", "step"),
    [
        pytest.param("80,000", "万元", "800000000", "10000", id="whole 万元"),
        pytest.param("161.2", "万元", "1612000", "1000", id="one decimal"),
        pytest.param("977.70", "亿元", "97770000000", "1000000", id="亿元"),
        pytest.param("96282213.44", "元", "96282213.44", "0.01", id="cents"),
    ],
)
def test_the_unit_stands_behind_the_number(printed: str, unit: str, amount: str, step: str) -> None:
    (row,) = claims(f"2023年收入预算{printed}{unit}。")
    assert (row.amount_yuan, row.step_yuan, row.money_unit) == (Decimal(amount), Decimal(step), unit)
    assert row.printed == printed + unit


def test_a_sentence_runs_over_lines_and_pages() -> None:
    first = page(TITLE, "二、收支情况", "某市财政局按照要求编制部门预算，现报告如下。2023年收入预算80,000")
    rest = Page(2, 595, 842, 0, lines=(line("万元，其中：事业收入 5 万元。", 60.0),))
    rows = read_claims([first, rest], document_id="d", fiscal_year=2023)
    assert [(row.concept, row.page) for row in rows] == [("revenue_total", 1), ("revenue.business_income", 2)]


def test_page_numbers_and_running_heads_do_not_break_a_sentence() -> None:
    pages = [
        Page(
            number,
            595,
            842,
            0,
            lines=(line("某市财政局2023年部门预算公开", 30.0), line(text, 60.0), line(f"-{number}-", 800.0, 280.0)),
        )
        for number, text in [
            (1, "本部门按照要求编制部门预算，现将有关情况作如下说明。本部门2023年支出"),
            (2, "预算9万元，其中：项目支出5万元，占56%，全部安排用于各类项目；基本支"),
            (3, "出4万元。"),
        ]
    ]
    rows = read_claims(pages, document_id="d", fiscal_year=2023)
    assert [(row.concept, row.page) for row in rows] == [("expenditure_total", 2), ("project", 2), ("basic", 3)]


def test_the_box_is_the_numbers_own() -> None:
    row = claims("2023年收入预算 80,000 万元。")[0]
    indent, words, gap = LEFT + 2 * SIZE, 4 * 6 + 5 * 12, 6
    assert (row.x0, row.x1) == (indent + words + gap, indent + words + gap + 6 * 6)
    assert (row.top, row.bottom) == (78.0, 90.0)


def test_the_box_inside_a_word_is_measured_by_its_characters() -> None:
    row = claims("2023年收入预算80,000万元。")[0]
    indent = LEFT + 2 * SIZE
    assert (row.x0, row.x1) == pytest.approx((indent + 84, indent + 84 + 36))


def test_what_stands_in_a_table_is_not_prose() -> None:
    box = Box(70, 70, 540, 200)
    half = Box(70, 70, 300, 200)
    cells = ((Cell("2023年收入预算9万元", half), Cell("1", box)), (Cell("a", half), Cell("b", box)))
    assert (
        read_claims(
            [page(TITLE, "2023年收入预算9万元。", grids=(Grid(box, cells),))], document_id="d", fiscal_year=2023
        )
        == []
    )


def test_a_shaded_line_is_still_prose() -> None:
    box = Box(70, 70, 540, 96)
    shaded = Grid(box, ((Cell("2023年收入预算9万元。", box), None),))
    rows = read_claims([page(TITLE, "2023年收入预算9万元。", grids=(shaded,))], document_id="d", fiscal_year=2023)
    assert [row.concept for row in rows] == ["revenue_total"]


@given(
    digits=st.integers(min_value=0, max_value=10**12),
    places=st.integers(min_value=0, max_value=6),
    unit=st.sampled_from(["元", "万元", "亿元"]),
    separated=st.booleans(),
)
def test_any_amount_is_read_to_its_last_digit(digits: int, places: int, unit: str, separated: bool) -> None:
    amount = Decimal(digits).scaleb(-places)
    printed = f"{amount:,f}" if separated else f"{amount:f}"
    (row,) = claims(f"2023年收入预算{printed}{unit}。")
    scale = {"元": 1, "万元": 10_000, "亿元": 100_000_000}[unit]
    assert row.amount_yuan == amount * scale
    assert row.step_yuan == Decimal(scale).scaleb(-places)


@given(
    st.text(
        alphabet="收入支出预算基本项目财政拨款一般公共，。；：、（）其中比上年增加减少万元亿0123456789.%持平\n ",
        max_size=120,
    )
)
def test_no_text_breaks_the_reader_and_every_claim_is_printed(text: str) -> None:
    for row in claims(*text.split("\n")):
        assert row.printed in row.sentence
        assert (row.amount_yuan is None) != (row.number is None)


def test_the_fullest_name_of_the_body_is_taken_off_a_label() -> None:
    full = "白鹭省人大常委会办公厅"
    names = frozenset(full[:length] for length in range(5, len(full) + 1))
    assert Context(load_concepts(), names, final_accounts=False).is_empty(full)
