"""One disclosure for each manner of printing, in the notation of ``templates``; bodies and numbers are invented."""

from __future__ import annotations

from templates import Sheet, Template

SICHUAN = Template(
    "units and functions in one column, codes by class, group and item (Sichuan)",
    ("四川省白鹭市文化广播电视局", "2025年部门预算"),
    ("四川省白鹭市文化广播电视局", "四川省白鹭市", 2025, "budget", "department"),
    (
        Sheet(
            "表1 部门收支总表",
            "budget_summary",
            "name amount name amount",
            "收入 | < | 支出 | <\n项目 | 2025年预算数 | 项目 | 2025年预算数",
            """
            一、一般公共预算拨款收入 | 90.00 | 一、一般公共服务支出 | 60.00
            二、事业收入 | 10.00 | 二、卫生健康支出 | 40.00
            本年收入合计 | 100.00 | 本年支出合计 | 100.00
            收入总计 | 100.00 | 支出总计 | 100.00
            """,
            sides=("revenue", "expenditure"),
        ),
        Sheet(
            "表1-1 部门收入总表",
            "revenue_summary",
            """
            unit_code unit total carry_over general_public government_fund state_capital business_income
            education_fee_of_which operating_income other_income
            """,
            """
            项目|<|合计|上年结转|一般公共预算拨款收入|政府性基金预算拨款收入|国有资本经营预算拨款收入|事业收入|<|事业单位经营收入|其他收入
            单位代码 | 单位名称 | ^ | ^ | ^ | ^ | ^ | 金额 | 其中：教育收费 | ^ | ^
            """,
            """
            | 合计 | 100.00 | | 90.00 | | | 10.00 | 4.00 | |
            346001 | 白鹭市文化广播电视局机关 | 60.00 | | 60.00 | | | | | |
            346002 | 白鹭市图书馆 | 40.00 | | 30.00 | | | 10.00 | 4.00 | |
            """,
        ),
        Sheet(
            "表1-2 部门支出总表",
            "expenditure_summary",
            "class group item unit_code name total basic project transfer_to_superior subsidy_to_affiliate",
            """
            项目 | < | < | < | < | 合计 | 基本支出 | 项目支出 | 上缴上级支出 | 对附属单位补助支出
            科目编码 | < | < | 单位代码 | 单位名称（科目） | ^ | ^ | ^ | ^ | ^
            类 | 款 | 项 | ^ | ^ | ^ | ^ | ^ | ^ | ^
            """,
            """
            | | | | 合计 | 100.00 | 70.00 | 30.00 | |
            207 | 01 | 01 | 346001 | 行政运行 | 60.00 | 50.00 | 10.00 | |
            207 | 01 | 04 | 346001 | 图书馆 | 40.00 | 20.00 | 20.00 | |
            """,
        ),
        Sheet(
            "表2-1 财政拨款支出预算表（部门经济分类科目）",
            None,
            "class group unit_code name total",
            "科目编码 | < | 单位代码 | 单位名称（科目） | 总计\n类 | 款 | ^ | ^ | ^",
            "301 | 01 | 346001 | 基本工资 | 20.00",
        ),
        Sheet(
            "表3 一般公共预算支出预算表",
            "general_public_expenditure",
            "class group item unit_code name total basic project",
            """
            项目 | < | < | < | < | 合计 | 基本支出 | 项目支出
            科目编码 | < | < | 单位代码 | 单位名称（科目） | ^ | ^ | ^
            类 | 款 | 项 | ^ | ^ | ^ | ^ | ^
            """,
            """
            | | | | 合计 | 90.00 | 70.00 | 20.00
            207 | 01 | 01 | 346001 | 行政运行 | 60.00 | 50.00 | 10.00
            207 | 01 | 04 | 346001 | 图书馆 | 30.00 | 20.00 | 10.00
            """,
        ),
        Sheet(
            "表3-1 一般公共预算基本支出预算表",
            "basic_expenditure",
            "class group unit_code name total personnel operating",
            """
            项目 | < | < | < | 基本支出 | < | <
            科目编码 | < | 单位代码 | 单位名称（科目） | 合计 | 人员经费 | 公用经费
            类 | 款 | ^ | ^ | ^ | ^ | ^
            """,
            """
            | | | 合计 | 70.00 | 65.00 | 5.00
            301 | 01 | 346001 | 基本工资 | 65.00 | 65.00 |
            302 | 01 | 346001 | 办公费 | 5.00 | | 5.00
            """,
        ),
        Sheet(
            "表3-2 一般公共预算项目支出预算表",
            None,
            "class group item unit_code name total",
            "科目编码 | < | < | 单位代码 | 单位名称（科目） | 金额\n类 | 款 | 项 | ^ | ^ | ^",
            "207 | 01 | 01 | 346001 | 送戏下乡 | 10.00",
        ),
        Sheet(
            "表3-3 一般公共预算“三公”经费支出预算表",
            "three_public",
            "unit_code unit total abroad vehicle_total vehicle_purchase vehicle_running reception",
            """
            单位编码 | 单位名称（科目） | 当年财政拨款预算安排 | < | < | < | < | <
            ^ | ^ | 合计 | 因公出国（境）费用 | 公务用车购置及运行费 | < | < | 公务接待费
            ^ | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^
            """,
            "346 | 白鹭市文化广播电视局 | 9.00 | 1.00 | 5.00 | 2.00 | 3.00 | 3.00",
        ),
        Sheet(
            "表4-1 政府性基金预算“三公”经费支出预算表",
            None,
            "unit_code unit total abroad",
            "单位编码 | 单位名称（科目） | 合计 | 因公出国（境）费用",
            "346 | 白鹭市文化广播电视局 | 1.00 | 1.00",
        ),
    ),
)

YUNNAN = Template(
    "money of units beside the three budgets, 元 (Yunnan)",
    ("白鹭县人民法院", "2025年部门预算公开目录"),
    ("白鹭县人民法院", "白鹭县", 2025, "budget", "department"),
    (
        Sheet(
            "预算01-2表 部门收入预算表",
            "revenue_summary",
            """
            unit_code unit total current_total general_public government_fund special_account unit_funds business_income
            other_income carry_over carry_over_general_public carry_over_unit_funds
            """,
            """
            部门（单位）代码 | 部门（单位）名称 | 合计 | 本年收入 | < | < | < | < | < | < | 上年结转结余 | < | <
            ^|^|^|小计|一般公共预算|政府性基金预算|财政专户管理资金|单位资金|<|<|小计|一般公共预算|单位资金
            ^ | ^ | ^ | ^ | ^ | ^ | ^ | 小计 | 事业收入 | 其他收入 | ^ | ^ | ^
            """,
            "346001 | 白鹭县人民法院 | 1,100.00 | 1,000.00 | 900.00 | | | 100.00 | 60.00 | 40.00 | 100.00 | 100.00 |",
            "单位：元",
        ),
        Sheet(
            "预算01-3表 部门支出预算表",
            "expenditure_summary",
            "code name total appropriation ! ! unit_funds business_operation",
            """
            科目编码 | 科目名称 | 合计 | 财政拨款 | < | < | 单位资金 | 事业单位经营支出
            ^ | ^ | ^ | 小计 | 基本支出 | 项目支出 | ^ | ^
            """,
            """
            204 | 公共安全支出 | 900.00 | 800.00 | 500.00 | 300.00 | 100.00 |
            20405 | 法院 | 900.00 | 800.00 | 500.00 | 300.00 | 100.00 |
            2040501 | 行政运行 | 900.00 | 800.00 | 500.00 | 300.00 | 100.00 |
            合计 | < | 900.00 | 800.00 | 500.00 | 300.00 | 100.00 |
            """,
            "单位：元",
        ),
        Sheet(
            "预算02-2表 一般公共预算支出预算表（按功能科目分类）",
            "general_public_expenditure",
            "code name total basic personnel operating project",
            """
            部门预算支出功能分类科目 | < | 合计 | 基本支出 | < | < | 项目支出
            科目编码 | 科目名称 | ^ | 小计 | 人员经费 | 公用经费 | ^
            """,
            """
            204 | 公共安全支出 | 800.00 | 500.00 | 450.00 | 50.00 | 300.00
            合计 | < | 800.00 | 500.00 | 450.00 | 50.00 | 300.00
            """,
            "单位：元",
        ),
        Sheet(
            "预算03表 一般公共预算“三公”经费支出预算表",
            "three_public",
            "total abroad vehicle_total vehicle_purchase vehicle_running reception",
            """
            “三公”经费合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费
            ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^
            """,
            "30.00 | 0.00 | 20.00 | | 20.00 | 10.00",
            "单位：元",
        ),
        Sheet(
            "预算04表 基本支出预算表（人员类、运转类公用经费项目）",
            None,
            "unit code name code economic total",
            "单位名称 | 项目代码 | 项目名称 | 功能科目编码 | 经济科目编码 | 总计",
            "白鹭县人民法院 | 530100 | 公务员工资支出 | 2040501 | 30101 | 450.00",
        ),
    ),
)

HENAN = Template(
    "expenditure by sources beside it, economic groups as columns (Henan)",
    ("2025年白鹭县应急管理局部门预算公开", "目　录"),
    ("白鹭县应急管理局", "白鹭县", 2025, "budget", "department"),
    (
        Sheet(
            "部门收支总体情况表",
            "budget_summary",
            "name total name total general_public ! government_fund special_account unit_funds",
            """
            收入 | < | 支出 | < | < | < | < | < | <
            项目 | 金额 | 项目 | 合计 | 一般公共预算 | < | 政府性基金 | 财政专户管理资金 | 单位资金
            ^ | ^ | ^ | ^ | 小计 | 其中：财政拨款 | ^ | ^ | ^
            """,
            """
            一、一般公共预算 | 100.00 | 一、基本支出 | 70.00 | 70.00 | 70.00 | | |
            其中：财政拨款 | 100.00 | 1、工资福利支出 | 60.00 | 60.00 | 60.00 | | |
            二、政府性基金 | | 二、项目支出 | 30.00 | 30.00 | 30.00 | | |
            收入合计 | 100.00 | 支出合计 | 100.00 | 100.00 | 100.00 | | |
            """,
            sides=("revenue", "expenditure"),
        ),
        Sheet(
            "部门支出总体情况表",
            "expenditure_summary",
            """
            class group item unit_code name total basic wages_and_welfare personal_and_family goods_and_services
            capital_outlay project ! !
            """,
            """
            科目编码 | < | < | 单位代码 | 单位（科目名称） | 总计 | 基本支出 | < | < | < | < | 项目支出 | < | <
            类|款|项|^|^|^|小计|工资福利支出|对个人和家庭的补助|商品和服务支出|资本性支出|小计|其他运转类|特定目标类
            """,
            """
            | | | | 合计 | 100.00 | 70.00 | 60.00 | 4.00 | 6.00 | | 30.00 | 10.00 | 20.00
            224 | 01 | 01 | 346001 | 行政运行 | 70.00 | 70.00 | 60.00 | 4.00 | 6.00 | | | |
            224 | 01 | 06 | 346001 | 安全监管 | 30.00 | | | | | | 30.00 | 10.00 | 20.00
            """,
        ),
        Sheet(
            "支出经济分类汇总表",
            None,
            "class group name class group name total",
            "部门预算经济分类 | < | < | 政府预算经济分类 | < | < | 总计\n类 | 款 | 科目名称 | 类 | 款 | 科目名称 | ^",
            "301 | 01 | 基本工资 | 501 | 01 | 工资奖金津补贴 | 60.00",
        ),
    ),
)

NATIONAL = Template(
    "forms of the integrated budget system with projects by fund (national)",
    ("江西省白鹭市中级人民法院", "2025年单位预算"),
    ("江西省白鹭市中级人民法院", "江西省白鹭市", 2025, "budget", "unit"),
    (
        Sheet(
            "支出总表",
            "expenditure_summary",
            "code name total basic project business_operation transfer_to_superior subsidy_to_affiliate",
            "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 | 事业单位经营支出 | 上缴上级支出 | 对附属单位补助支出",
            """
            合计 | < | 30.00 | 10.00 | 20.00 | | |
            204 | 公共安全支出 | 30.00 | 10.00 | 20.00 | | |
            """,
        ),
        Sheet(
            "一般公共预算支出表",
            "general_public_expenditure",
            "code name prior_year_execution total basic project change change_pct",
            """
            功能分类科目 | < | 2024年执行数 | 2025年预算数 | < | < | 2025年预算数比2024年执行数 | <
            科目编码 | 科目名称 | ^ | 小计 | 基本支出 | 项目支出 | 增减额 | 增减%
            """,
            """
            204 | 公共安全支出 | 25.00 | 30.00 | 10.00 | 20.00 | 5.00 | 20.00%
            合计 | < | 25.00 | 30.00 | 10.00 | 20.00 | 5.00 | 20.00%
            """,
        ),
        Sheet(
            "一般公共预算基本支出表",
            "basic_expenditure",
            "code name total personnel operating",
            """
            部门预算支出经济分类科目 | < | 本年一般公共预算基本支出 | < | <
            科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费
            """,
            "301 | 工资福利支出 | 10.00 | 10.00 |\n合计 | < | 10.00 | 10.00 |",
        ),
        Sheet(
            "一般公共预算“三公”经费支出表",
            "three_public",
            """
            prior_year prior_year_abroad prior_year_vehicle_total prior_year_vehicle_purchase prior_year_vehicle_running
            prior_year_reception total abroad vehicle_total vehicle_purchase vehicle_running reception
            """,
            """
            2024年预算数 | < | < | < | < | < | 2025年预算数 | < | < | < | < | <
            合计|因公出国（境）费|公务用车购置及运行费|<|<|公务接待费|合计|因公出国（境）费|公务用车购置及运行费|<|<|公务接待费
            ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^
            """,
            "9.00 | | 6.00 | | 6.00 | 3.00 | 8.00 | | 6.00 | | 6.00 | 2.00",
        ),
        Sheet(
            "政府性基金预算支出表",
            "government_fund_expenditure",
            "code name total basic project",
            "科目编码 | 科目名称 | 本年政府性基金预算支出 | < | <\n^ | ^ | 合计 | 基本支出 | 项目支出",
            "212 | 城乡社区支出 | 4.00 | | 4.00\n合计 | < | 4.00 | | 4.00",
        ),
        Sheet(
            "项目支出表",
            "project",
            """
            - name unit total general_public government_fund state_capital carry_over_general_public
            carry_over_government_fund carry_over_state_capital special_account unit_funds
            """,
            """
            类型 | 项目名称 | 项目单位 | 合计 | 本年拨款 | < | < | 财政拨款结转结余 | < | < | 财政专户管理资金 | 单位资金
            ^|^|^|^|一般公共预算|政府性基金预算|国有资本经营预算|一般公共预算|政府性基金预算|国有资本经营预算|^|^
            """,
            """
            特定目标类 | 办案业务费 | 白鹭市中级人民法院 | 24.00 | 18.00 | 4.00 | | 2.00 | | | |
            | 合计 | | 24.00 | 18.00 | 4.00 | | 2.00 | | | |
            """,
        ),
    ),
)

GANSU = Template(
    "three public expenses together with meetings and training (Gansu)",
    ("白鹭县城关镇人民政府2025年部门预算", "公开说明"),
    ("白鹭县城关镇人民政府", "白鹭县", 2025, "budget", "department"),
    (
        Sheet(
            "一般公共预算“三公”经费、会议费、培训费支出情况表",
            "three_public",
            "total_with_meetings total abroad vehicle_total vehicle_purchase vehicle_running reception meeting training",
            """
            合计 | “三公”经费 | < | < | < | < | < | 会议费 | 培训费
            ^ | 小计 | 因公出国（境）费用 | 公务用车购置及运行维护费 | < | < | 公务接待费 | ^ | ^
            ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^ | ^ | ^
            """,
            "11.00 | 8.00 | 1.00 | 5.00 | | 5.00 | 2.00 | 1.00 | 2.00",
        ),
        Sheet(
            "财政拨款收支总体情况表",
            "appropriation_summary",
            "name amount name amount",
            "收入 | < | 支出 | <\n项目 | 预算数 | 项目 | 预算数",
            "一、一般公共预算 | 10.00 | 一、一般公共服务支出 | 10.00\n收入总计 | 10.00 | 支出总计 | 10.00",
            sides=("revenue", "expenditure"),
        ),
    ),
)

FINAL = Template(
    "final accounts by the national forms (公开01-09)",
    ("白鹭市市场监督管理局2024年度部门决算",),
    ("白鹭市市场监督管理局", "白鹭市", 2024, "final_accounts", "department"),
    (
        Sheet(
            "收入支出决算总表",
            "budget_summary",
            "name - amount name - amount",
            "收入 | < | < | 支出 | < | <\n项目 | 行次 | 金额 | 项目（按功能分类） | 行次 | 金额\n栏次 | | 1 | 栏次 | | 2",
            """
            一、一般公共预算财政拨款收入 | 1 | 100.00 | 一、一般公共服务支出 | 32 | 90.00
            二、使用非财政拨款结余（含专用结余） | 2 | | 结余分配 | 33 |
            年初结转和结余 | 3 | 5.00 | 年末结转和结余 | 34 | 15.00
            总计 | 4 | 105.00 | 总计 | 35 | 105.00
            """,
            sides=("revenue", "expenditure"),
        ),
        Sheet(
            "收入决算表",
            "revenue_summary",
            """
            code name total appropriation subsidy_from_superior business_income education_fee_of_which operating_income
            affiliate_remittance other_income
            """,
            """
            项目 | < | 本年收入合计 | 财政拨款收入 | 上级补助收入 | 事业收入 | < | 经营收入 | 附属单位上缴收入 | 其他收入
            功能分类科目编码 | 科目名称 | ^ | ^ | ^ | 小计 | 其中：教育收费 | ^ | ^ | ^
            栏次 | < | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
            """,
            """
            合计 | < | 100.00 | 100.00 | | | | | |
            201 | 一般公共服务支出 | 100.00 | 100.00 | | | | | |
            """,
        ),
        Sheet(
            "支出决算表",
            "expenditure_summary",
            "code name total basic project transfer_to_superior business_operation subsidy_to_affiliate",
            """
            项目 | < | 本年支出合计 | 基本支出 | 项目支出 | 上缴上级支出 | 经营支出 | 对附属单位补助支出
            功能分类科目编码 | 科目名称 | ^ | ^ | ^ | ^ | ^ | ^
            """,
            """
            合计 | < | 90.00 | 60.00 | 30.00 | | |
            201 | 一般公共服务支出 | 90.00 | 60.00 | 30.00 | | |
            """,
        ),
        Sheet(
            "财政拨款收入支出决算总表",
            "appropriation_summary",
            "name - total name - total general_public government_fund state_capital",
            """
            收入 | < | < | 支出 | < | < | < | < | <
            项目 | 行次 | 金额 | 项目 | 行次 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 | 国有资本经营预算财政拨款
            """,
            """
            一、一般公共预算财政拨款 | 1 | 100.00 | 一、一般公共服务支出 | 33 | 90.00 | 90.00 | |
            总计 | 32 | 105.00 | 总计 | 64 | 105.00 | 105.00 | |
            """,
            sides=("revenue", "expenditure"),
        ),
        Sheet(
            "一般公共预算财政拨款支出决算表",
            "general_public_expenditure",
            "code name total basic project",
            "项目 | < | 本年支出 | < | <\n功能分类科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出",
            "合计 | < | 90.00 | 60.00 | 30.00\n201 | 一般公共服务支出 | 90.00 | 60.00 | 30.00",
        ),
        Sheet(
            "一般公共预算财政拨款基本支出决算明细表",
            "basic_expenditure",
            "code name personnel code name operating",
            """
            人员经费 | < | < | 公用经费 | < | <
            科目编码 | 科目名称 | 金额 | 科目编码 | 科目名称 | 金额
            """,
            """
            301 | 工资福利支出 | 55.00 | 302 | 商品和服务支出 | 5.00
            30101 | 基本工资 | 55.00 | 30201 | 办公费 | 5.00
            人员经费合计 | < | 55.00 | 公用经费合计 | < | 5.00
            """,
        ),
        Sheet(
            "财政拨款“三公”经费支出决算表",
            "three_public",
            """
            total_budget abroad_budget vehicle_total_budget vehicle_purchase_budget vehicle_running_budget
            reception_budget total abroad vehicle_total vehicle_purchase vehicle_running reception
            """,
            """
            预算数 | < | < | < | < | < | 决算数 | < | < | < | < | <
            合计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费|合计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费
            ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^
            """,
            "9.00 | | 6.00 | | 6.00 | 3.00 | 8.00 | | 6.00 | | 6.00 | 2.00",
        ),
        Sheet(
            "政府性基金预算财政拨款收入支出决算表",
            "government_fund_expenditure",
            "code name opening_balance revenue total basic project closing_balance",
            """
            项目 | < | 年初结转和结余 | 本年收入 | 本年支出 | < | < | 年末结转和结余
            功能分类科目编码 | 科目名称 | ^ | ^ | 小计 | 基本支出 | 项目支出 | ^
            """,
            "合计 | < | 1.00 | 4.00 | 3.00 | | 3.00 | 2.00\n212 | 城乡社区支出 | 1.00 | 4.00 | 3.00 | | 3.00 | 2.00",
        ),
        Sheet(
            "国有资本经营预算财政拨款支出决算表",
            "state_capital_expenditure",
            "code name total basic project",
            "项目 | < | 本年支出 | < | <\n功能分类科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出",
            "合计 | < | 2.00 | | 2.00\n223 | 国有资本经营预算支出 | 2.00 | | 2.00",
        ),
    ),
)

HEBEI = Template(
    "funds called 政府基金, last year's money beside this year's (Hebei)",
    ("部门编码：346", "白鹭县教育局2025年部门预算信息公开"),
    ("白鹭县教育局", "白鹭县", 2025, "budget", "department"),
    (
        Sheet(
            "部门预算收入总表",
            "revenue_summary",
            "code name total carry_over_appropriation general_public government_fund special_account ! other_income",
            """
            功能分类科目|<|合计|财政拨款结转|一般公共预算拨款|政府基金预算拨款|财政专户核拨|事业单位收入|其他收入
            科目编码|科目名称|^|^|^|^|^|^|^
            """,
            """
            205|教育支出|10.00|1.00|8.00||1.00||
            合计|<|10.00|1.00|8.00||1.00||
            """,
        ),
        Sheet(
            "部门预算政府基金预算财政拨款支出表",
            "government_fund_expenditure",
            "code name total basic project",
            "功能分类科目|<|合计|基本支出|项目支出\n科目编码|科目名称|^|^|^",
            "212|城乡社区支出|4.00||4.00\n合计|<|4.00||4.00",
        ),
        Sheet(
            "部门预算一般公共预算财政拨款支出表",
            "general_public_expenditure",
            "code name prior_year_final total basic project change change_pct",
            """
            功能分类科目|<|2024年决算数|2025年预算数|<|<|比上年增减|<
            科目编码|科目名称|^|小计|基本支出|项目支出|增减额|增减率
            """,
            "205|教育支出|7.00|8.00|8.00||1.00|14.29%\n合计|<|7.00|8.00|8.00||1.00|14.29%",
        ),
    ),
)

HUNAN = Template(
    "parts of expenditure in tables of their own, as near neighbours (Hunan)",
    ("2025年部门预算公开", "白鹭县残疾人联合会"),
    ("白鹭县残疾人联合会", "白鹭县", 2025, "budget", "department"),
    (
        *(
            Sheet(title, None, "code name total", "科目编码|科目名称|合计", "30101|基本工资|8.00")
            for title in (
                "工资福利支出预算表",
                "商品和服务支出预算表",
                "支出预算分类汇总表（按政府预算经济分类）",
                "一般公共预算基本支出表--人员经费(工资福利支出)",
                "财政专户管理资金预算支出表",
            )
        ),
        Sheet(
            "表3 支出总表",
            "expenditure_summary",
            "class group item name total basic project business_operation transfer_to_superior subsidy_to_affiliate",
            """
            科目编码|<|<|科目名称（单位）|总计|基本支出|项目支出|事业单位经营支出|上缴上级支出|对附属单位补助支出
            类|款|项|^|^|^|^|^|^|^
            """,
            """
            208|||社会保障和就业支出|8.00|8.00||||
            |11||残疾人事业|8.00|8.00||||
            ||01|行政运行|8.00|8.00||||
            """,
        ),
    ),
)

MANNERS = (SICHUAN, YUNNAN, HENAN, NATIONAL, GANSU, FINAL, HEBEI, HUNAN)
