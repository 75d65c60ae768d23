/** Why an agreement, a referral or a dispute is refused. */
export const refusalsPhrases = {
  'attribution.customer_unknown': {
    zh: '没有这个客户的归属结果，或不在您的范围内',
    en: 'There are no attributed results of this customer in your scope',
  },
  'attribution.staff_unknown': {
    zh: '没有这位员工，或不在您的范围内',
    en: 'There is no such member of staff in your scope',
  },
  'attribution.metric_unknown': {
    zh: '该季度的指标目录中没有指标 {metric}',
    en: 'The catalogue of that quarter has no metric {metric}',
  },
  'attribution.quarter_not_closed': {
    zh: '{quarter} 还没有关账',
    en: '{quarter} is not closed',
  },
  'attribution.reason_needed': { zh: '请写明理由', en: 'Give a reason' },
  'attribution.product_missing': {
    zh: '没有代码为 {product} 的产品；请从产品目录选择',
    en: 'There is no product {product}; choose one of the catalogue',
  },
  'attribution.agreement_unknown': {
    zh: '没有这份分成协议，或不在您的范围内',
    en: 'There is no such agreement in your scope',
  },
  'attribution.agreement_party_twice': {
    zh: '同一人（{staffNo}）只能是一方；请合并其份额',
    en: '{staffNo} stands twice; give each party one share',
  },
  'attribution.agreement_party_not_rm': {
    zh: '工号 {staffNo} 不是在职客户经理，不能分成；请核对工号',
    en: '{staffNo} is no RM in service and cannot share; check the number',
  },
  'attribution.agreement_shares': {
    zh: '各方份额须大于 0 且合计 100 %，现合计 {sum} %',
    en: 'Shares must be above 0 and add up to 100 %; they add up to {sum} %',
  },
  'attribution.agreement_days': {
    zh: '终止日 {until} 须晚于起始日 {from}',
    en: 'The end {until} must lie after the first day {from}',
  },
  'attribution.agreement_not_party': {
    zh: '只有协议各方（或提出协议的主管）可以这样做',
    en: 'Only a party of the agreement may do this (a head may propose)',
  },
  'attribution.agreement_sealed': {
    zh: '{day} 所在季度已封账（封账至 {quarter}）；请从未封账的日期起',
    en: '{day} lies in a sealed quarter (sealed to {quarter}); begin on a later day',
  },
  'attribution.agreement_overlaps': {
    zh: '与协议 {no}（{from} 至 {until}）重叠；请先终止它，或改日期、产品',
    en: 'Overlaps agreement {no} ({from} to {until}); end that one first, or change days or product',
  },
  'attribution.agreement_already_signed': { zh: '您已签署过', en: 'You have signed already' },
  'attribution.agreement_not_open': {
    zh: '协议已不在待签状态（{state}）',
    en: 'The agreement is open for signing no more ({state})',
  },
  'attribution.agreement_not_signed': {
    zh: '只有生效中的分成协议可以终止（现为 {state}）',
    en: 'Only an agreement that counts can be ended (it is {state})',
  },
  'attribution.agreement_end_proposed': {
    zh: '已有一份待签的终止协议；请先签署或拒绝它',
    en: 'An end is proposed already; sign or refuse that one first',
  },
  'attribution.agreement_end_day': {
    zh: '终止日须在协议期内（{from} 至 {until}）',
    en: 'The end must lie within its days ({from} to {until})',
  },
  'attribution.agreement_text_differs': {
    zh: '协议文本与您看到的不一致；请刷新后再签',
    en: 'The text differs from what you saw; read it again and sign',
  },
  'attribution.referral_unknown': {
    zh: '没有这条转介，或不在您的范围内',
    en: 'There is no such referral in your scope',
  },
  'attribution.referral_no_staff': {
    zh: '当日没有工号为 {staffNo} 的在职员工',
    en: 'No member of staff {staffNo} was in service on that day',
  },
  'attribution.referral_by_lead': {
    zh: '{staffNo} 就是该客户的主办，不能转介给自己',
    en: '{staffNo} leads the customer: nobody refers to himself',
  },
  'attribution.referral_future': {
    zh: '转介日 {day} 晚于今天 {today}',
    en: 'The day {day} lies after today {today}',
  },
  'attribution.referral_without_rule': {
    zh: '归属规则没有给这类产品的转介份额；请先修订“业绩归属规则”',
    en: 'No rule gives a referral of this product a share; amend the policy first',
  },
  'attribution.referral_already': {
    zh: '转介 {no} 仍有效（至 {until}）；同一产品同时只计一条转介',
    en: 'Referral {no} still counts (until {until}); one referral of a product at a time',
  },
  'attribution.referral_ruled': { zh: '已经裁定过', en: 'It was ruled on already' },
  'attribution.referral_not_head': {
    zh: '须由主办客户经理的主管确认',
    en: 'The head of the lead RM rules on it',
  },
  'attribution.referral_own': {
    zh: '不能确认自己的转介；请由上一级主管确认',
    en: 'Nobody accepts his own referral; the head above does',
  },
  'attribution.dispute_unknown': {
    zh: '没有这件争议，或不在您的范围内',
    en: 'There is no such dispute in your scope',
  },
  'attribution.dispute_not_rm': {
    zh: '只有客户经理本人可以提出争议',
    en: 'Only an RM himself may open a dispute',
  },
  'attribution.dispute_no_results': {
    zh: '该季度没有您看得到的这项业绩',
    en: 'There are no such results of that quarter in your sight',
  },
  'attribution.dispute_respondent': {
    zh: '工号 {staffNo} 不是客户经理',
    en: '{staffNo} is no RM',
  },
  'attribution.dispute_with_himself': {
    zh: '争议的对方须是另一位客户经理',
    en: 'A dispute needs another RM as the other party',
  },
  'attribution.dispute_share': {
    zh: '份额须在 0 % 到 100 % 之间，主张须大于 0',
    en: 'A share lies between 0 % and 100 %; a claim is above 0',
  },
  'attribution.dispute_late': {
    zh: '提出期限为 {until}，今天已是 {today}',
    en: 'Disputes could be opened until {until}; today is {today}',
  },
  'attribution.dispute_already': {
    zh: '争议 {no} 已涉及这项业绩；裁决为最终',
    en: 'Dispute {no} is about these results already; a ruling is final',
  },
  'attribution.dispute_settled': {
    zh: '该争议已裁决或已撤回',
    en: 'The dispute is ruled or withdrawn already',
  },
  'attribution.dispute_partial': {
    zh: '争议当事人或提出人不得裁决；请由管理委员会其他成员裁决',
    en: 'Neither a party nor who opened it may rule; another member of the committee does',
  },
  'attribution.dispute_not_claimant': {
    zh: '只有提出人可以撤回',
    en: 'Only the claimant may take it back',
  },
} as const;
