import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const payMessages = phrases({
  'pay.slip_unknown': {
    zh: '没有这张工资单，或不在您的范围内',
    en: 'There is no such slip, or it is outside your scope',
  },
  'pay.note.slips': {
    zh: '{slips} 张工资单，应发合计 {gross}，递延 {deferred}',
    en: '{slips} slips, gross {gross}, deferred {deferred}',
  },
  'pay.note.carried': {
    zh: '{staff} 人的扣款超出法定上限，余额结转下季',
    en: 'Deductions of {staff} persons go beyond the legal floor and are carried on',
  },
  'pay.title': { zh: '工资单', en: 'Pay slips' },
  'pay.slip': { zh: '工资单', en: 'Slip' },
  'pay.none': {
    zh: '还没有工资单：季度关账后自动生成',
    en: 'No slips yet: closing a quarter makes them',
  },
  'pay.instalments': { zh: '递延支付计划', en: 'Deferral plan' },
  'pay.sums': { zh: '按机构与等级合计', en: 'By unit and grade' },
  'pay.item.base': { zh: '基本工资', en: 'Base pay' },
  'pay.item.bonus': { zh: '绩效奖金', en: 'Bonus' },
  'pay.item.deferred': { zh: '递延', en: 'Deferred' },
  'pay.item.held': { zh: '留待年终结算', en: 'Held for the year end' },
  'pay.item.deducted': { zh: '扣款', en: 'Deducted' },
  'pay.rule.base': { zh: '基本工资 = 等级月薪 × 3', en: 'Base pay = monthly base of the grade × 3' },
  'pay.rule.bonus': {
    zh: '奖金 = 百分奖金 × 得分 ÷ 100 × 分段系数',
    en: 'Bonus = bonus at 100 points × score ÷ 100 × factor of the band',
  },
  'pay.rule.deferred': {
    zh: '递延 = 奖金 × 递延比例，分年支付，尾差入最后一期（银监发〔2010〕14号）',
    en: 'Deferred = bonus × share, paid over years, the odd fen last (regulator 2010-14)',
  },
  'pay.rule.held': {
    zh: '留待年终 =（奖金 − 递延）×（1 − 当季发放比例）',
    en: 'Held = (bonus − deferred) × (1 − share paid)',
  },
  'pay.rule.deducted': {
    zh: '扣款不超过月工资 20 % 且不低于最低工资，余额结转（工资支付暂行规定第 16 条）',
    en: 'At most 20 % of a month\'s wage, never below the minimum wage; the rest is carried on',
  },
  'pay.field.slipId': { zh: '编号', en: 'Slip' },
  'pay.field.quarter': { zh: '季度', en: 'Quarter' },
  'pay.field.staffNo': { zh: '工号', en: 'Staff no.' },
  'pay.field.name': { zh: '姓名', en: 'Name' },
  'pay.field.unitName': { zh: '机构', en: 'Unit' },
  'pay.field.level': { zh: '等级', en: 'Grade' },
  'pay.field.gross': { zh: '应发', en: 'Gross' },
  'pay.field.paidNow': { zh: '本期实发', en: 'Paid now' },
  'pay.field.deferred': { zh: '递延', en: 'Deferred' },
  'pay.field.held': { zh: '留待年终', en: 'Held' },
  'pay.field.deducted': { zh: '扣款', en: 'Deducted' },
  'pay.field.carried': { zh: '结转扣款', en: 'Carried on' },
  'pay.field.sealed': { zh: '已封账', en: 'Sealed' },
  'pay.field.item': { zh: '项目', en: 'Item' },
  'pay.field.amount': { zh: '金额', en: 'Amount' },
  'pay.field.dueYear': { zh: '支付年份', en: 'Due in' },
  'pay.field.slips': { zh: '人数', en: 'Slips' },
});

export const refuse = refuserOf(payMessages);
