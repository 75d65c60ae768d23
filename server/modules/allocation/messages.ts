import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const allocationMessages = phrases({
  'allocation.no_answer': {
    zh: '优化器在 {seconds} 秒内没有给出结果（{status}）；请放宽规则“客户分配规则”后重试',
    en: 'The optimiser gave no answer within {seconds} s ({status}); relax the policy "Allocation of customers" and retry',
  },
  'allocation.note.placed': {
    zh: '{placed} 位客户已分配客户经理，其中 {approval} 位按等级需要审批',
    en: '{placed} customers were given an RM, {approval} of them need an approval by grade',
  },
  'allocation.note.unplaced': {
    zh: '{unplaced} 位客户未能分配：无合适等级 {noGrade}，容量已满 {noCapacity}',
    en: '{unplaced} customers stay without an RM: no fitting grade {noGrade}, no capacity {noCapacity}',
  },
  'allocation.reason.alone': {
    zh: '等级可独立管户；共同机构层级 {shared}；匹配度 {fit}（规则版本 {version}）',
    en: 'His grade leads such customers alone; shared levels {shared}; fit {fit} (policy version {version})',
  },
  'allocation.reason.with_approval': {
    zh: '等级须经审批管户；共同机构层级 {shared}；匹配度 {fit}（规则版本 {version}）',
    en: 'His grade leads such customers with approval; shared levels {shared}; fit {fit} (policy version {version})',
  },
  'allocation.reason.no_grade': {
    zh: '没有等级合适的客户经理（{level}）',
    en: 'No RM has a fitting grade ({level})',
  },
  'allocation.reason.no_capacity': {
    zh: '等级合适的客户经理容量都已满（{level}）',
    en: 'Every RM of a fitting grade is full ({level})',
  },
  'allocation.title': { zh: '客户分配', en: 'Allocation' },
  'allocation.loads': { zh: '客户经理管户负荷', en: 'Load of RMs' },
  'allocation.field.customerNo': { zh: '客户编号', en: 'Customer no.' },
  'allocation.field.customerName': { zh: '客户', en: 'Customer' },
  'allocation.field.customerId': { zh: '客户编号', en: 'Customer id' },
  'allocation.field.staffNo': { zh: '工号', en: 'Staff no.' },
  'allocation.field.staffName': { zh: '客户经理', en: 'RM' },
  'allocation.field.staffId': { zh: '员工编号', en: 'Staff id' },
  'allocation.field.fit': { zh: '匹配度', en: 'Fit' },
  'allocation.field.fromDay': { zh: '起始日', en: 'From' },
  'allocation.field.reason': { zh: '理由', en: 'Reason' },
  'allocation.field.quarter': { zh: '季度', en: 'Quarter' },
  'allocation.field.unplaced': { zh: '未分配', en: 'Without RM' },
  'allocation.field.name': { zh: '姓名', en: 'Name' },
  'allocation.field.unitName': { zh: '机构', en: 'Unit' },
  'allocation.field.level': { zh: '等级', en: 'Grade' },
  'allocation.field.corporate': { zh: '公司客户', en: 'Firms' },
  'allocation.field.corporateMax': { zh: '公司容量', en: 'Firms at most' },
  'allocation.field.individual': { zh: '个人客户', en: 'Persons' },
  'allocation.field.individualMax': { zh: '个人容量', en: 'Persons at most' },
  'allocation.without_quarter': {
    zh: '还没有开启过季度。开启季度时，没有客户经理的客户会自动分配',
    en: 'No quarter was opened yet. Opening one places the customers without an RM',
  },
  'allocation.results': { zh: '分配结果', en: 'Results' },
  'allocation.none': {
    zh: '这个季度没有需要分配的客户',
    en: 'This quarter had no customer to place',
  },
  'allocation.loads_none': {
    zh: '还没有客户经理：先导入员工与等级',
    en: 'There are no RMs yet: import staff and grades first',
  },
  'allocation.full': { zh: '已满', en: 'Full' },
  'allocation.over': { zh: '超出', en: 'Over' },
  'allocation.fits': { zh: '有余量', en: 'Room left' },
  'allocation.not_allowed': { zh: '不管此类', en: 'Not his kind' },
  'allocation.rms': { zh: '客户经理', en: 'RMs' },
  'allocation.room': { zh: '仍可接收客户', en: 'Room for customers' },
  'allocation.full_rms': { zh: '已满或超出', en: 'Full or over' },
  'allocation.policy.grade': { zh: '等级适配加分', en: 'Points for the grade' },
  'allocation.policy.alone': { zh: '可独立服务', en: 'May serve alone' },
  'allocation.policy.withApproval': { zh: '经批准可服务', en: 'With approval' },
  'allocation.policy.allocateWithApproval': {
    zh: '允许分给须批准者',
    en: 'Allocates where approval is needed',
  },
  'allocation.policy.nearness': {
    zh: '按机构距离扣分（由近到远）',
    en: 'Penalty by distance of units, nearest first',
  },
  'allocation.policy.loadBands': { zh: '负荷分段', en: 'Load bands' },
  'allocation.policy.upTo': { zh: '负荷至', en: 'Load up to' },
  'allocation.policy.penalty': { zh: '扣分', en: 'Penalty' },
  'allocation.policy.ladders': { zh: '各序列服务的客户', en: 'Customers each ladder serves' },
  'allocation.policy.corporate': { zh: '对公', en: 'Corporate' },
  'allocation.policy.retail': { zh: '零售', en: 'Retail' },
  'allocation.policy.individual': { zh: '个人', en: 'Individual' },
  'allocation.policy.secondsMax': { zh: '求解时限（秒）', en: 'Solver limit (seconds)' },
  'allocation.corporate.corporate': { zh: '公司客户', en: 'Firms' },
  'allocation.corporate.individual': { zh: '个人客户', en: 'Persons' },
  'allocation.retail.individual': { zh: '个人客户', en: 'Persons' },
  'allocation.retail.corporate': { zh: '公司客户', en: 'Firms' },
});

export const refuse = refuserOf(allocationMessages);
