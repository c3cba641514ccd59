"""Covers in the manner of publishers that are not in the corpus: courts, towns, party organs, schools, hospitals, zones; bodies are invented."""

from __future__ import annotations

import pytest
from printed import page

from pipelines.extraction.identity import Identity, read_identity

DEPARTMENTS = """
    四川省财政厅/2025年部门预算 = 四川省财政厅 @ 四川省
    2025年度/浙江省教育厅部门预算 = 浙江省教育厅 @ 浙江省
    附件2：湖北省教育厅2025年部门预算公开表 = 湖北省教育厅 @ 湖北省
    2025年长沙县白鹭镇人民政府部门预算 = 长沙县白鹭镇人民政府 @ 长沙县
    成都市青羊区人民政府白鹭街道办事处/2025年部门预算编制说明 = 成都市青羊区人民政府白鹭街道办事处 @ 成都市青羊区
    长沙县白鹭镇2025年部门预算 = 长沙县白鹭镇 @ 长沙县
    郑州市中级人民法院/2025年度部门预算公开/二〇二五年二月 = 郑州市中级人民法院 @ 郑州市
    中共郑州市委宣传部/2025年度部门预算公开 = 中共郑州市委宣传部 @ 郑州市
    郑州市纪委监委2025年部门预算 = 郑州市纪委监委 @ 郑州市
    政协白鹭县委员会办公室2025年度部门预算 = 政协白鹭县委员会办公室 @ 白鹭县
    共青团白鹭县委员会2025年部门预算 = 共青团白鹭县委员会 @ 白鹭县
    中国民主同盟白鹭市委员会2025年部门预算 = 中国民主同盟白鹭市委员会 @ 白鹭市
    合肥高新技术产业开发区管理委员会2025年部门预算 = 合肥高新技术产业开发区管理委员会 @ 合肥高新技术产业开发区
    恩施土家族苗族自治州水利和湖泊局2025年部门预算 = 恩施土家族苗族自治州水利和湖泊局 @ 恩施土家族苗族自治州
    新疆维吾尔自治区喀什地区行政公署2025年部门预算 = 新疆维吾尔自治区喀什地区行政公署 @ 新疆维吾尔自治区喀什地区
    自然资源部2025年度部门预算 = 自然资源部 @ 中央
    国家税务总局白鹭市税务局2025年部门预算 = 国家税务总局白鹭市税务局 @ 中央
    监督索引号53000000000000001/白鹭县水务局2025年部门预算公开目录 = 白鹭县水务局 @ 白鹭县
    索引号：000014349/2025-00012/白鹭县水务局2025年部门预算 = 白鹭县水务局 @ 白鹭县
    部门编码：101/白鹭县水务局2025年部门预算 = 白鹭县水务局 @ 白鹭县
    白鹭市水务局关于2025年度部门预算公开的说明 = 白鹭市水务局 @ 白鹭市
    关于白鹭市水务局2025年部门预算的说明 = 白鹭市水务局 @ 白鹭市
    白鹭市水务局（汇总）2025年部门预算 = 白鹭市水务局(汇总) @ 白鹭市
    白鹭市水务局（含下属单位）2025年部门预算 = 白鹭市水务局(含下属单位) @ 白鹭市
    2025年部门预算/白鹭县水务局 = 白鹭县水务局 @ 白鹭县
    2025年部门预算公开/部门名称：白鹭县水务局（公章） = 白鹭县水务局 @ 白鹭县
"""

UNITS = """
    合肥市第一人民医院2025年单位预算 = 合肥市第一人民医院 @ 合肥市
    白鹭县公安局交通警察大队2025年单位预算公开 = 白鹭县公安局交通警察大队 @ 白鹭县
    白鹭县国有林场2025年单位预算 = 白鹭县国有林场 @ 白鹭县
    白鹭市歌舞团/2025年单位预算 = 白鹭市歌舞团 @ 白鹭市
    白鹭市水务局（本级）2025年单位预算 = 白鹭市水务局(本级) @ 白鹭市
    白鹭市水务局机关2025年单位预算 = 白鹭市水务局机关 @ 白鹭市
    白鹭县第二实验幼儿园2025年单位预算公开说明 = 白鹭县第二实验幼儿园 @ 白鹭县
"""


def _cases(text: str) -> list[tuple[tuple[str, ...], str, str]]:
    cases = []
    for line in text.strip().splitlines():
        cover, said = line.split(" = ")
        body, region = said.split(" @ ")
        kept = cover.strip().replace("349/", "349\\")
        cases.append((tuple(part.replace("\\", "/") for part in kept.split("/")), body, region))
    return cases


def _read(cover: tuple[str, ...]) -> Identity:
    return read_identity([page(1, *cover)], [], {}, document_id="d", file_name="a.pdf")[0]


@pytest.mark.parametrize(
    ("cover", "body", "region", "scope"),
    [(*case, scope) for scope, text in (("department", DEPARTMENTS), ("unit", UNITS)) for case in _cases(text)],
)
def test_a_cover_of_an_unseen_publisher_is_read(cover: tuple[str, ...], body: str, region: str, scope: str) -> None:
    told = _read(cover)
    assert (told.body, told.region, told.fiscal_year, told.kind, told.scope) == (body, region, 2025, "budget", scope)
    assert told.problems == ()


@pytest.mark.parametrize(
    ("cover", "open_field"),
    [
        pytest.param(("白鹭县水务局2025年预算公开说明",), "scope", id="neither department nor unit is said"),
        pytest.param(("2025年部门预算", "白鹭县水务局", "白鹭县教育局"), "body", id="two bodies alone on their lines"),
        pytest.param(
            ("2025年部门预算", "本单位承担防汛工作，业务上归", "白鹭县应急管理局", "指导。"),
            "body",
            id="a line of a sentence",
        ),
        pytest.param(("白鹭县水务局部门预算",), "fiscal_year", id="no year"),
        pytest.param(("白鹭县2025年部门预算",), "body", id="an area is no body"),
    ],
)
def test_what_a_cover_leaves_open_stays_open(cover: tuple[str, ...], open_field: str) -> None:
    told = _read(cover)
    assert getattr(told, open_field) is None
    assert [problem for problem in told.problems if problem.startswith(open_field)]
