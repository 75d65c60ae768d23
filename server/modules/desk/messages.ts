import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const deskMessages = phrases({
  'desk.no_staff': {
    zh: '您的账户没有关联员工，没有个人工作台',
    en: 'Your account belongs to no member of staff, so it has no desk',
  },
  'desk.unit_unknown': {
    zh: '没有这个机构，或不在您的范围内',
    en: 'There is no such unit, or it is outside your scope',
  },
  'desk.title': { zh: '我的工作台', en: 'My desk' },
  'desk.board': { zh: '经营看板', en: 'Board' },
  'desk.customers': { zh: '我的客户', en: 'My customers' },
  'desk.last_result': { zh: '最近一次考核', en: 'Last assessment' },
  'desk.trend': { zh: '存款日均与贡献', en: 'Deposits and contribution' },
  'desk.arrears': { zh: '逾期贷款', en: 'Loans in arrears' },
  'desk.no_arrears': { zh: '没有逾期贷款', en: 'No loan is in arrears' },
  'desk.movers': { zh: '存款变化最大的客户', en: 'Customers whose deposits moved most' },
  'desk.no_movers': {
    zh: '还没有两个已关账的季度可以比较',
    en: 'There are not yet two closed quarters to compare',
  },
  'desk.birthdays': { zh: '30 天内生日', en: 'Birthdays in 30 days' },
  'desk.no_birthdays': { zh: '30 天内没有客户生日', en: 'No birthdays in the next 30 days' },
  'desk.segments': { zh: '客户分层', en: 'Segments' },
  'desk.by_unit': { zh: '下级机构', en: 'Units below' },
  'desk.rm_scatter': { zh: '客户经理：管户数与贡献', en: 'RMs: load and contribution' },
  'desk.not_closed': {
    zh: '还没有已关账的季度。由财务在“季度运行”中关账后，这里显示结果',
    en: 'No quarter is closed yet. Results show here once finance has closed one under "Quarter runs"',
  },
  'desk.field.quarter': { zh: '季度', en: 'Quarter' },
  'desk.field.name': { zh: '名称', en: 'Name' },
  'desk.field.kind': { zh: '类型', en: 'Kind' },
  'desk.field.rms': { zh: '客户经理数', en: 'RMs' },
  'desk.field.customers': { zh: '客户数', en: 'Customers' },
  'desk.field.depositAverage': { zh: '存款日均', en: 'Average deposits' },
  'desk.field.loanAverage': { zh: '贷款日均', en: 'Average loans' },
  'desk.field.contribution': { zh: '综合贡献', en: 'Contribution' },
  'desk.field.averageScore': { zh: '平均得分', en: 'Average score' },
  'desk.field.score': { zh: '得分', en: 'Score' },
  'desk.field.total': { zh: '得分', en: 'Score' },
  'desk.field.band': { zh: '评级', en: 'Band' },
  'desk.field.paidNow': { zh: '本期实发', en: 'Paid now' },
  'desk.field.level': { zh: '等级', en: 'Grade' },
  'desk.field.customerName': { zh: '客户', en: 'Customer' },
  'desk.field.accountNo': { zh: '账号', en: 'Account' },
  'desk.field.daysOverdue': { zh: '逾期天数', en: 'Days overdue' },
  'desk.field.overdue': { zh: '逾期金额', en: 'Overdue' },
  'desk.field.riskClass': { zh: '五级分类', en: 'Risk class' },
  'desk.field.before': { zh: '上季日均', en: 'Quarter before' },
  'desk.field.after': { zh: '本季日均', en: 'Last quarter' },
  'desk.field.change': { zh: '变化', en: 'Change' },
  'desk.field.birthDay': { zh: '生日', en: 'Birthday' },
});

export const refuse = refuserOf(deskMessages);
