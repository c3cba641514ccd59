{{ config(materialized='view') }}

-- What the revenue rows of the summary tables name: the first wording (by place) found in the folded row name counts.
select
    wordings.place,
    wordings.wording,
    wordings.revenue_source,
    wordings.fund
from (
    values
    (1, '%使用非财政%', 'surplus_used', '未分解'),
    (2, '%事业基金弥补%', 'surplus_used', '未分解'),
    (3, '%实户资金余额%', 'surplus_used', '未分解'),
    (4, '一般公共预算%', null, 'general_public'),
    (5, '政府性基金%', null, 'government_fund'),
    (6, '国有资本经营%', null, 'state_capital'),
    (7, '财政专户%', null, 'special_account'),
    (8, '财政拨款%', null, 'appropriation'),
    (9, '本级财政拨款%', null, 'appropriation'),
    (10, '预算拨款', null, 'appropriation'),
    (11, '事业单位经营%', null, 'operating_income'),
    (12, '经营收入%', null, 'operating_income'),
    (13, '事业收入%', null, 'business_income'),
    (14, '上级补助%', null, 'superior_subsidy'),
    (15, '附属单位上缴%', null, 'affiliate_remittance'),
    (16, '下级单位上缴%', null, 'affiliate_remittance'),
    (17, '其他收入%', null, 'other_income'),
    (18, '其它收入%', null, 'other_income'),
    (19, '单位资金%', null, 'unit_funds')
) as wordings (place, wording, revenue_source, fund)
