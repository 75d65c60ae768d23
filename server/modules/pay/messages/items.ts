import { phrases } from '../../../../core/messages.ts';

/** Phrases of pay items: their kinds, formulas and inputs. `{…Zh}` is the Chinese form of `{…}`. */
export const itemMessages = phrases({
  'pay.note.risk': {
    zh: '风险金：本季扣留 {withheld}，返还 {returned}',
    en: 'Risk deposit: {withheld} withheld, {returned} returned',
  },
  'pay.item.voided': { zh: '门槛取消奖金', en: 'Bonus taken by a gate' },
  'pay.item.shortfall': { zh: '负奖金转扣款', en: 'Negative bonus moved to deductions' },
  'pay.item.withheld': { zh: '扣留风险金', en: 'Risk money withheld' },
  'pay.item.returned': { zh: '返还风险金', en: 'Risk money returned' },
  'pay.rule.by_grade': {
    zh: '按等级或薪档计付；聘任等级、所得薪档、计薪薪档各自独立',
    en: 'By grade or step; appointed, scored and paid grade are three things',
  },
  'pay.formula.by_grade': {
    zh: '{each} × {times} = {result}',
    en: '{each} × {times} = {result}',
  },
  'pay.rule.score_bonus': {
    zh: '奖金 = 百分奖金 × 得分 ÷ 100 × 分段系数',
    en: 'Bonus = bonus at 100 points × score ÷ 100 × factor of the band',
  },
  'pay.formula.score_bonus': {
    zh: '{atHundred} × {score} ÷ 100 × {factor} = {result}',
    en: '{atHundred} × {score} ÷ 100 × {factor} = {result}',
  },
  'pay.rule.piece': { zh: '计件：数量 × 单价', en: 'Piece rate: quantity × price' },
  'pay.formula.piece': {
    zh: '{basisZh} × {price} = {result}',
    en: '{basis} × {price} = {result}',
  },
  'pay.formula.piece_falling': {
    zh: '{basisZh}：增量为负，不计酬 = {result}',
    en: '{basis}: it fell, which is not paid = {result}',
  },
  'pay.rule.tiers': {
    zh: '全额分档：达到哪一档，全额按该档计',
    en: 'Tiers: the whole amount at the tier that is reached',
  },
  'pay.formula.tiers': {
    zh: '{basisZh} = {volume}，达到 {bandFrom} 一档：× {price} = {result}',
    en: '{basis} = {volume}, tier from {bandFrom}: × {price} = {result}',
  },
  'pay.rule.progressive': {
    zh: '超额累进：每段按本段单价计，逐段相加',
    en: 'Progressive: each slice at its own price, added up',
  },
  'pay.formula.progressive': {
    zh: '{basisZh} = {volume}，逐段 {slices}，合计 {result}',
    en: '{basis} = {volume}, slices {slices}, together {result}',
  },
  'pay.rule.amount_by_band': {
    zh: '按所在分段给付固定金额',
    en: 'A fixed amount by the band that holds',
  },
  'pay.formula.amount_by_band': {
    zh: '{basisZh}，分段 {edge} {bandFrom}：{result}',
    en: '{basis}, band {edge} {bandFrom}: {result}',
  },
  'pay.rule.pool': {
    zh: '奖池按业务量分配：单价 = 奖池 ÷ 全组业务量，负增量不计入全组，分配额之和等于奖池',
    en: 'A pot by volume: price = pot ÷ group volume, negative ones left out; parts add up to the pot',
  },
  'pay.formula.pool': {
    zh: '{pot} × {volume} ÷ {group}（{members} 人）= {result}',
    en: '{pot} × {volume} ÷ {group} ({members} persons) = {result}',
  },
  'pay.rule.pro_rata': {
    zh: '达到起点后按比例：金额 × 实际 ÷ 参照量',
    en: 'Pro rata from a threshold: amount × actual ÷ reference',
  },
  'pay.formula.pro_rata': {
    zh: '{atReference} × {volume} ÷ {reference} = {result}（起点 {threshold}）',
    en: '{atReference} × {volume} ÷ {reference} = {result} (from {threshold})',
  },
  'pay.formula.pro_rata_below': {
    zh: '{basisZh}，未达起点 {threshold}：{result}',
    en: '{basis} is below the threshold {threshold}: {result}',
  },
  'pay.rule.multiplier': {
    zh: '系数作用于所列项目；本行是系数带来的增减',
    en: 'A factor on the named items; this line is what it adds or takes',
  },
  'pay.formula.multiplier': {
    zh: '（{itemsZh}）合计 {sum} × {factor} = {after}，增减 {result}',
    en: '({items}) together {sum} × {factor} = {after}, a change of {result}',
  },
  'pay.rule.certified': {
    zh: '人工录入、另一人核定的薪酬数据，按数计付',
    en: 'A figure entered by one person and certified by another, paid as it stands',
  },
  'pay.formula.certified': {
    zh: '本季核定的{basisZh} = {result}',
    en: '{basis} certified for the quarter = {result}',
  },
  'pay.formula.unmet': {
    zh: '{basisZh}，条件 {bound} 未满足：不计',
    en: '{basis}; the condition {bound} does not hold: nothing',
  },
  'pay.formula.in_year': {
    zh: '全年 {whole} × {quarters} ÷ 4 − 本年已发 {earlier} = {result}（不低于 0）',
    en: '{whole} a year × {quarters} ÷ 4 − {earlier} paid this year = {result} (not below 0)',
  },
  'pay.rule.voided': {
    zh: '考核门槛未过，全部绩效奖金取消',
    en: 'A gate of the assessment was not passed: all bonus is void',
  },
  'pay.formula.voided': {
    zh: '奖金合计 {bonus}，全部取消：{result}',
    en: 'Bonus {bonus}, all of it void: {result}',
  },
  'pay.rule.shortfall': {
    zh: '奖金合计为负时不冲基本工资，转为扣款，受法定上限约束（工资支付暂行规定第 16 条）',
    en: 'A bonus below 0 does not eat base pay: it becomes a deduction within the legal limit',
  },
  'pay.formula.shortfall': {
    zh: '奖金合计 {bonus}，转扣款 {result}',
    en: 'Bonus {bonus}, moved to the deductions {result}',
  },
  'pay.rule.risk_deposit': {
    zh: '风险金：对所列项目逐段按比例扣留，记入本人台账，到期返还',
    en: 'Risk deposit: withheld slice by slice from the named items, kept in his ledger, returned when due',
  },
  'pay.formula.risk_deposit': {
    zh: '（{itemsZh}）计提基础 {paid}，逐段 {slices} → 扣留 {result}',
    en: '({items}) {paid}, slices {slices} → {result} withheld',
  },
  'pay.rule.returned': {
    zh: '返还风险金：先抵减责任使用，再按方案返还',
    en: 'Risk money returned: what liability used comes first, then the rule of the scheme',
  },
  'pay.formula.returned_months': {
    zh: '{ofItemZh}：余额 {balance} − 使用 {used}；满 {months} 个月的返还 {result}，结余 {left}',
    en: '{ofItem}: balance {balance} − used {used}; {result} kept for {months} months returned, {left} left',
  },
  'pay.formula.returned_years': {
    zh: '{ofItemZh}：上年末余额 {balance} ÷ {parts} − 使用 {used}，自第 {fromYear} 年起每年一次：返还 {result}，结余 {left}',
    en: '{ofItem}: balance {balance} ÷ {parts} − used {used}, once a year from year {fromYear}: {result} returned, {left} left',
  },
  'pay.rule.deduction': {
    zh: '扣款：与罚扣合并受法定上限约束，余额结转（工资支付暂行规定第 16 条）',
    en: 'A deduction: within the legal limit together with penalties, the rest carried on',
  },
  'pay.formula.deduction': {
    zh: '{basisZh} × {price} = {result}，本期扣 {taken}',
    en: '{basis} × {price} = {result}, {taken} taken now',
  },
  'pay.formula.deduction_share': {
    zh: '{basisZh}：（{itemsZh}）{sum} × {share} = {result}，本期扣 {taken}',
    en: '{basis}: ({items}) {sum} × {share} = {result}, {taken} taken now',
  },
  'pay.input.step': { zh: '薪档', en: 'Step' },
  'pay.input.source': { zh: '计薪依据', en: 'Paid by' },
  'pay.source.appointed': { zh: '聘任等级', en: 'Appointed grade' },
  'pay.source.earned': { zh: '上季所得薪档', en: "Step that last quarter's score earned" },
  'pay.input.each': { zh: '每月（期）金额', en: 'A month (period)' },
  'pay.input.times': { zh: '月（期）数', en: 'Months (periods)' },
  'pay.input.result': { zh: '结果', en: 'Result' },
  'pay.input.atHundred': { zh: '百分奖金', en: 'Bonus at 100 points' },
  'pay.input.score': { zh: '考核得分', en: 'Score' },
  'pay.input.factor': { zh: '系数', en: 'Factor' },
  'pay.input.bandFrom': { zh: '分段下限', en: 'Band from' },
  'pay.input.edge': { zh: '下限', en: 'Bound' },
  'pay.input.basis': { zh: '计算基础', en: 'Basis' },
  'pay.input.volume': { zh: '数量', en: 'Quantity' },
  'pay.input.price': { zh: '单价', en: 'Price' },
  'pay.input.most': { zh: '上限', en: 'At most' },
  'pay.input.slices': { zh: '各段', en: 'Slices' },
  'pay.input.pot': { zh: '奖池', en: 'Pot' },
  'pay.input.group': { zh: '全组业务量', en: 'Group volume' },
  'pay.input.members': { zh: '全组人数', en: 'Persons in the group' },
  'pay.input.atReference': { zh: '参照金额', en: 'Amount at the reference' },
  'pay.input.reference': { zh: '参照量', en: 'Reference' },
  'pay.input.threshold': { zh: '起点', en: 'Threshold' },
  'pay.input.items': { zh: '所列项目', en: 'Named items' },
  'pay.input.sum': { zh: '项目合计', en: 'Sum of the items' },
  'pay.input.after': { zh: '乘系数后', en: 'After the factor' },
  'pay.input.bound': { zh: '条件', en: 'Condition' },
  'pay.input.whole': { zh: '全年金额', en: 'Amount of the year' },
  'pay.input.quarters': { zh: '计到第几季', en: 'Quarters counted' },
  'pay.input.earlier': { zh: '本年已发', en: 'Paid earlier this year' },
  'pay.input.bonus': { zh: '奖金合计', en: 'Bonus in all' },
  'pay.input.paid': { zh: '计提基础', en: 'Withheld from' },
  'pay.input.per': { zh: '分段口径', en: 'Slices are for' },
  'pay.per.month': {
    zh: '一个月（本季按三倍）',
    en: 'a month (three times as wide for a quarter)',
  },
  'pay.per.quarter': { zh: '一个季度', en: 'a quarter' },
  'pay.input.ofItem': { zh: '风险金项目', en: 'Risk deposit' },
  'pay.input.balance': { zh: '期初余额', en: 'Balance before' },
  'pay.input.used': { zh: '责任使用', en: 'Used for liability' },
  'pay.input.months': { zh: '留存月数', en: 'Months kept' },
  'pay.input.fromYear': { zh: '返还起始年', en: 'Returned from year' },
  'pay.input.parts': { zh: '每年返还几分之一', en: 'One part a year of' },
  'pay.input.left': { zh: '期末余额', en: 'Balance after' },
  'pay.input.share': { zh: '比例', en: 'Share' },
  'pay.input.taken': { zh: '本期扣', en: 'Taken now' },
  'pay.input.withheldFen': { zh: '扣留风险金', en: 'Risk money withheld' },
  'pay.input.shortfallFen': { zh: '负奖金转入', en: 'Negative bonus' },
  'pay.risk': { zh: '风险金', en: 'Risk deposit' },
  'pay.risk.withheld': { zh: '扣留', en: 'Withheld' },
  'pay.risk.used': { zh: '责任使用', en: 'Used for liability' },
  'pay.risk.returned': { zh: '返还', en: 'Returned' },
  'pay.risk.balance': { zh: '季末余额', en: 'Balance at the end of the quarter' },
  'pay.risk.of': { zh: '{quarter}的款', en: 'Money of {quarter}' },
  'pay.field.withheld': { zh: '扣留风险金', en: 'Risk money withheld' },
  'pay.field.returned': { zh: '返还风险金', en: 'Risk money returned' },
});
