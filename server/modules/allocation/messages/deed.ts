import { phrases } from '../../../../core/messages.ts';

/** Phrases of handing many customers over to several receivers. */
export const deedMessages = phrases({
  // Refusals, and what stands against a deed
  'allocation.deed_not_served': {
    zh: '{name}（{level}）按等级权限表不可管户 {customers} 户，如 {customer}；请改选接收人，或按级别匹配分配',
    en: 'The grade of {name} ({level}) does not lead {customers} of them, such as {customer} (grade matrix); choose another receiver or spread by level',
  },
  'allocation.deed_over': {
    zh: '{name} 将超出容量：{kind}客户 {present}/{max}，再接收 {adding}（等级权限表）；请增加接收人或改分',
    en: '{name} would be over capacity: {kind} customers {present}/{max}, {adding} more (grade matrix); add a receiver or spread anew',
  },
  'allocation.deed_approval': {
    zh: '{name} 的 {customers} 户须经审批管户（等级权限表）：监交人同意即为审批',
    en: '{name} leads {customers} of them with approval (grade matrix): the supervisor’s acceptance is the approval',
  },
  'allocation.deed_group_split': {
    zh: '集团 {group} 的 {customers} 户将分给 {receivers} 位接收人；请确认或集中给一人',
    en: '{customers} firms of the group {group} would go to {receivers} receivers; confirm it or keep them together',
  },
  'allocation.deed_changed': {
    zh: '预览之后有变化（主办、级别、容量或制度）；请重新预览后再提交',
    en: 'Something changed since the preview (lead, level, load or policy); preview again, then propose',
  },
  'allocation.deed_whom': {
    zh: '请填移交人，或选择客户，二者取其一',
    en: 'Name the RM who hands over, or choose customers: one of the two',
  },
  'allocation.deed_receiver': {
    zh: '接收人 {staffNo} 须是移交日在职且有等级的客户经理',
    en: 'Receiver {staffNo} must be an RM with a grade in service on that day',
  },
  'allocation.deed_customer_unknown': {
    zh: '所选 {customers} 户客户没有主办或不在您的范围内；请刷新列表后重选',
    en: '{customers} of the chosen customers have no lead or are out of your scope; reload and choose again',
  },
  'allocation.deed_givers': {
    zh: '所选客户分属 {givers} 位客户经理，一次至多 {max} 位；请分批',
    en: 'The customers are led by {givers} RMs, at most {max} at once: go in parts',
  },
  'allocation.deed_nobody': {
    zh: '没有可移交的客户：所选 {customers} 户都留在原处，原因见预览',
    en: 'Nothing to hand over: all {customers} chosen stay, the preview says why',
  },
  'allocation.handover_not_proposer': {
    zh: '只有发起人可以撤回移交',
    en: 'Only who proposed a hand-over takes it back',
  },
  'allocation.handover_answers_there': {
    zh: '已有 {answers} 方答复，不能撤回；请相关方拒绝，或生效后另行移交',
    en: '{answers} answered already: it cannot be taken back; let a side decline, or hand over anew',
  },

  // Page
  'allocation.deed_title': { zh: '批量移交', en: 'Hand many over' },
  'allocation.deed_note': {
    zh: '一次移交给几位接收人：先看每人的管户数、等级和集团，再提交；每位接收人和监交人照常答复',
    en: 'To several receivers at once: see loads, grades and groups first; each receiver and a supervisor answer as ever',
  },
  'allocation.deed_of': { zh: '批量移交单 {no}', en: 'Deed {no}' },
  'allocation.deed_chosen': { zh: '已选 {customers} 户客户', en: '{customers} customers chosen' },
  'allocation.deed_chosen_count': { zh: '{customers} 户', en: '{customers} customers' },
  'allocation.deed_hand_over': { zh: '移交', en: 'Hand over' },
  'allocation.field.giver': { zh: '移交人（其全部管户）', en: 'Who hands over (all he leads)' },
  'allocation.field.receiverNos': { zh: '接收人', en: 'Receivers' },
  'allocation.field.way': { zh: '分配方式', en: 'How to spread' },
  'allocation.way.level': { zh: '按级别匹配和空余容量', en: 'By level and free load' },
  'allocation.way.even': { zh: '平均', en: 'Evenly' },
  'allocation.way.unit': { zh: '按就近机构', en: 'By nearest unit' },
  'allocation.way.hand': { zh: '逐户指定', en: 'By hand' },
  'allocation.cause.move': { zh: '负荷调整、降级或换人', en: 'Load, grade or change of RM' },
  'allocation.deed_loads': { zh: '接收前后的管户数', en: 'Load before and after' },
  'allocation.deed_before': { zh: '接收前', en: 'Before' },
  'allocation.deed_after': { zh: '接收后', en: 'After' },
  'allocation.deed_cap': { zh: '容量', en: 'Capacity' },
  'allocation.deed_against': { zh: '限制与提示', en: 'Rules and warnings' },
  'allocation.deed_nothing_against': {
    zh: '等级、容量、集团和争议都没有问题',
    en: 'Nothing against it: grades, capacity, groups and disputes are in order',
  },
  'allocation.deed_refuses': { zh: '不可提交', en: 'Refused' },
  'allocation.deed_warns': { zh: '提示', en: 'Warning' },
  'allocation.deed_contribution': { zh: '随之移动的净贡献', en: 'Net contribution moved' },
  'allocation.deed_contribution_note': { zh: '{quarter} 关账数', en: 'as closed for {quarter}' },
  'allocation.deed_moving': { zh: '移交客户', en: 'Customers moved' },
  'allocation.deed_staying': { zh: '留在原处', en: 'Stay' },
  'allocation.deed_handovers': { zh: '将生成移交', en: 'Hand-overs to be made' },
  'allocation.deed_customers': {
    zh: '客户（至多显示 200 户，有问题的在前）',
    en: 'Customers (at most 200, those against a rule first)',
  },
  'allocation.deed_receiver_of': { zh: '{customer} 的接收人', en: 'Receiver of {customer}' },
  'allocation.deed_submit': { zh: '提交批量移交', en: 'Propose all' },
  'allocation.deed_submit_note': {
    zh: '{customers} 户将分 {handovers} 份移交；接收人和监交人都同意后自 {day} 起生效，此前可撤回。',
    en: '{customers} customers in {handovers} hand-overs; carried out from {day} once receivers and a supervisor accept. Until somebody answers you may take them back.',
  },
  'allocation.deed_done': {
    zh: '批量移交单 {no} 已提交，等待答复',
    en: 'Deed {no} was proposed and waits for answers',
  },
  'allocation.handover_withdraw': { zh: '撤回', en: 'Take back' },
  'allocation.handover_withdraw_note': {
    zh: '移交 {no} 作废，{customers} 户留在原客户经理，可重新移交。',
    en: 'Hand-over {no} ends, its {customers} customers stay and may be handed over anew.',
  },
  'allocation.stays.no_grade': { zh: '没有等级合适的接收人', en: 'No receiver of a fitting grade' },
  'allocation.stays.no_capacity': { zh: '接收人容量已满', en: 'Receivers are full' },
  'allocation.stays.not_named': { zh: '未指定接收人', en: 'No receiver named' },
  'allocation.stays.own_lead': { zh: '已由接收人主办', en: 'Led by the receiver already' },
  'allocation.stays.in_handover': { zh: '在另一份移交中', en: 'In another hand-over' },
  'allocation.stays.protected': { zh: '领取保护期内', en: 'Protected after a claim' },
  'allocation.stays.no_head': {
    zh: '问题贷款：须填主管（主管满额时填副职）',
    en: 'Problem loan: name the head (and the deputy)',
  },

  // Places of the policy
  'allocation.policy.bulk': { zh: '批量移交', en: 'Handing many over' },
  'allocation.policy.notServed': { zh: '超出接收人等级', en: 'Beyond the receiver’s grade' },
  'allocation.policy.overCapacity': { zh: '超出接收人容量', en: 'Beyond his capacity' },
  'allocation.policy.groupSplit': { zh: '拆开同一集团', en: 'Tearing a group apart' },
  'allocation.policy.held': { zh: '业绩争议中的客户', en: 'Customers in dispute' },
  'allocation.notServed.refuse': { zh: '不可提交', en: 'Refused' },
  'allocation.notServed.warn': { zh: '只提示', en: 'Warned of' },
  'allocation.overCapacity.refuse': { zh: '不可提交', en: 'Refused' },
  'allocation.overCapacity.warn': { zh: '只提示', en: 'Warned of' },
  'allocation.groupSplit.refuse': { zh: '不可提交', en: 'Refused' },
  'allocation.groupSplit.warn': { zh: '只提示', en: 'Warned of' },
  'allocation.held.refuse': { zh: '不可提交', en: 'Refused' },
  'allocation.held.warn': { zh: '只提示', en: 'Warned of' },
});
