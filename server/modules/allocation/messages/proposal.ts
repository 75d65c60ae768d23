import { phrases } from '../../../../core/messages.ts';

/** Phrases of the optimiser's proposals. */
export const proposalMessages = phrases({
  'allocation.proposal_unit_unknown': {
    zh: '您的范围内没有这个机构；请另选',
    en: 'There is no such unit in your scope; choose another one',
  },
  'allocation.proposal_unknown': {
    zh: '没有这份优化建议，或不在您的范围内',
    en: 'There is no such proposal in your scope',
  },
  'allocation.proposal_accepted': {
    zh: '客户 {customer} 的建议已采纳',
    en: 'The move of customer {customer} was accepted already',
  },
  'allocation.proposal_lead_changed': {
    zh: '客户 {customer} 的主办已变更，建议已过时；请重新生成',
    en: 'Customer {customer} has another lead by now; ask for a new proposal',
  },
  'allocation.proposal_level_changed': {
    zh: '客户 {customer} 的级别已变更，建议已过时；请重新生成',
    en: 'The level of customer {customer} has changed; ask for a new proposal',
  },
  'allocation.proposal_receiver_gone': {
    zh: '客户 {customer} 的接收人已不在职或无等级；请重新生成',
    en: 'The receiver of customer {customer} left or has no grade; ask for a new proposal',
  },
  'allocation.proposal_receiver_full': {
    zh: '{name} 容量已满 {present}/{max}（等级权限表）；请少选一些',
    en: '{name} is full {present}/{max} (grade matrix); choose fewer',
  },
  'allocation.notice.proposal_ready': {
    zh: '{unit} 的优化建议 {no} 已完成：{moves} 户建议调整',
    en: 'Proposal {no} for {unit} is ready: {moves} customers would move',
  },
  'allocation.notice.proposal_failed': {
    zh: '{unit} 的优化建议 {no} 没有结果；请放宽规则“客户分配规则”后重试',
    en: 'Proposal {no} for {unit} has no answer; relax the policy "Allocation of customers"',
  },
  'allocation.proposals': { zh: '优化建议', en: 'Proposals' },
  'allocation.proposals_none': {
    zh: '还没有优化建议：选择机构，生成一份',
    en: 'No proposals yet: choose a unit and ask for one',
  },
  'allocation.proposal_title': { zh: '优化建议 {no}', en: 'Proposal {no}' },
  'allocation.proposal_new': { zh: '生成建议', en: 'Ask for a proposal' },
  'allocation.proposal_unit': { zh: '机构', en: 'Unit' },
  'allocation.proposal_running': {
    zh: '正在计算，完成后自动显示',
    en: 'Computing; it shows itself when ready',
  },
  'allocation.proposal_failed_words': {
    zh: '优化器没有得到结果；请放宽规则“客户分配规则”后重新生成',
    en: 'The optimiser found no answer; relax the policy "Allocation of customers" and ask again',
  },
  'allocation.proposal_side': { zh: '现状与建议', en: 'Today and as proposed' },
  'allocation.proposal_picture': { zh: '管户数', en: 'Customers led' },
  'allocation.proposal_now': { zh: '现状', en: 'Today' },
  'allocation.proposal_after': { zh: '建议', en: 'Proposed' },
  'allocation.proposal_moves': { zh: '建议调整的客户', en: 'Customers that would move' },
  'allocation.proposal_moves_none': {
    zh: '没有建议调整的客户：现状已是最优',
    en: 'Nobody would move: today is the best there is',
  },
  'allocation.proposal_accept': { zh: '采纳', en: 'Accept' },
  'allocation.proposal_accept_hint': {
    zh: '采纳后按移交人和接收人生成移交，接收人和监交人同意后生效。',
    en: 'Accepted moves become hand-overs by pair of RMs; receiver and supervisor still answer.',
  },
  'allocation.proposal_handovers': { zh: '将生成移交', en: 'Hand-overs to be proposed' },
  'allocation.proposal_unfit': { zh: '超出等级', en: 'Beyond the grade' },
  'allocation.proposal_over': { zh: '超出容量', en: 'Over capacity' },
  'allocation.proposal_fit': { zh: '匹配度合计', en: 'Sum of fit' },
  'allocation.proposal_customers': { zh: '管户', en: 'Customers' },
  'allocation.proposal_held': {
    zh: '不动（保护或移交中）',
    en: 'Held (protected, in a hand-over)',
  },
  'allocation.proposal.running': { zh: '计算中', en: 'Computing' },
  'allocation.proposal.ready': { zh: '已完成', en: 'Ready' },
  'allocation.proposal.failed': { zh: '无结果', en: 'No answer' },
  'allocation.move.not_served': { zh: '等级不可管户', en: 'Grade may not lead' },
  'allocation.move.over': { zh: '超出容量', en: 'Over capacity' },
  'allocation.move.fit': { zh: '更匹配', en: 'Better match' },
  'allocation.move.load': { zh: '负荷更均衡', en: 'More even load' },
  'allocation.reason.not_served': { zh: '等级不可管户', en: 'Grade may not lead' },
  'allocation.reason.over': { zh: '超出容量', en: 'Over capacity' },
  'allocation.reason.fit': { zh: '更匹配', en: 'Better match' },
  'allocation.reason.load': { zh: '负荷更均衡', en: 'More even load' },
  'allocation.accepted.yes': { zh: '已采纳', en: 'Accepted' },
  'allocation.accepted.no': { zh: '未采纳', en: 'Not accepted' },
  'allocation.field.proposalNo': { zh: '编号', en: 'Number' },
  'allocation.field.asOf': { zh: '数据日期', en: 'As of' },
  'allocation.field.held': { zh: '不动', en: 'Held' },
  'allocation.field.accepted': { zh: '采纳', en: 'Accepted' },
  'allocation.field.requestedBy': { zh: '发起人', en: 'Asked by' },
  'allocation.field.requestedAt': { zh: '发起时间', en: 'Asked at' },
  'allocation.field.gain': { zh: '匹配度变化', en: 'Gain in fit' },
  'allocation.field.from': { zh: '移出（姓名或工号）', en: 'From (name or number)' },
  'allocation.field.to': { zh: '接收（姓名或工号）', en: 'To (name or number)' },
  'allocation.policy.proposal': { zh: '优化建议', en: 'Proposals of the optimiser' },
  'allocation.policy.stay': { zh: '维持现主办加分', en: 'Points for staying with the lead' },
});
