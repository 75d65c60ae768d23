import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const closingMessages = phrases({
  'closing.busy': {
    zh: '另一次季度开启或关账正在进行，请等它结束',
    en: 'Another opening or closing is running; wait for it to end',
  },
  'closing.bank_empty': {
    zh: '本库还没有银行数据，请先导入',
    en: 'There is no bank in this database yet: import one first',
  },
  'closing.not_begun': {
    zh: '{quarter} 从 {from} 开始，今天是 {today}，还不能开启',
    en: '{quarter} begins on {from}; today is {today}, it cannot be opened yet',
  },
  'closing.already_opened': { zh: '{quarter} 已经开启', en: '{quarter} is open already' },
  'closing.previous_open': {
    zh: '较早的季度 {previous} 尚未关账，先关账再开启 {quarter}',
    en: '{previous} is not closed yet: close it before {quarter} is opened',
  },
  'closing.later_opened': {
    zh: '{later} 已经开启，不能再开启更早的 {quarter}',
    en: '{later} is open already; the earlier {quarter} can no longer be opened',
  },
  'closing.not_opened': {
    zh: '{quarter} 尚未开启，先执行“开启”',
    en: '{quarter} was not opened: open it first',
  },
  'closing.not_ended': {
    zh: '{quarter} 到 {lastDay} 结束，今天是 {today}，还不能关账',
    en: '{quarter} ends on {lastDay}; today is {today}, it cannot be closed yet',
  },
  'closing.sealed': {
    zh: '{quarter} 已封账，结果不再改变；更正请在未封账的季度登记',
    en: '{quarter} is sealed and final; corrections belong into an open quarter',
  },
  'closing.not_closed': {
    zh: '{quarter} 尚未关账，不能封账',
    en: '{quarter} is not closed, so it cannot be sealed',
  },
  'closing.previous_not_sealed': {
    zh: '先封账 {previous}，再封账 {quarter}',
    en: 'Seal {previous} before {quarter}',
  },
  'closing.digest_differs': {
    zh: '关账结果已变（摘要 {now}），与您看到的 {seen} 不同；请刷新后再封账',
    en: 'The result has changed (digest {now}) since you saw {seen}; reload before sealing',
  },
  'closing.staff_unknown': {
    zh: '{quarter} 没有工号 {staffNo} 的考核表',
    en: 'There is no sheet of staff number {staffNo} in {quarter}',
  },
  'closing.title': { zh: '季度运行', en: 'Quarter runs' },
  'closing.open': { zh: '开启', en: 'Open' },
  'closing.close': { zh: '关账', en: 'Close' },
  'closing.seal': { zh: '封账', en: 'Seal' },
  'closing.kind.open': { zh: '开启', en: 'Opening' },
  'closing.kind.close': { zh: '关账', en: 'Closing' },
  'closing.backdated': { zh: '补开（责任书为“采用”）', en: 'Backdated (letters are adopted)' },
  'closing.digest': { zh: '摘要', en: 'Digest' },
  'closing.rows': { zh: '行数', en: 'Rows' },
  'closing.seconds': { zh: '用时', en: 'Time' },
  'closing.sealed_mark': { zh: '已封账', en: 'Sealed' },
  'closing.no_quarter': {
    zh: '还没有开启过季度。选择季度并点击“开启”',
    en: 'No quarter was opened yet. Choose one and press "Open"',
  },
  'closing.seal_question': {
    zh: '封账后 {quarter} 的结果不能再改。确定封账？',
    en: 'After sealing, the results of {quarter} cannot change. Seal it?',
  },
  'closing.station.segmentation': { zh: '客户分层', en: 'Segmentation' },
  'closing.station.allocation': { zh: '客户分配', en: 'Allocation' },
  'closing.station.targets': { zh: '目标', en: 'Targets' },
  'closing.station.letters': { zh: '责任书', en: 'Responsibility letters' },
  'closing.station.expenses': { zh: '费用额度', en: 'Expense allowances' },
  'closing.station.balances': { zh: '余额与积数', en: 'Balances' },
  'closing.station.arrivals': { zh: '新客户归属', en: 'New customers' },
  'closing.station.contribution': { zh: '客户贡献', en: 'Contribution' },
  'closing.station.attribution': { zh: '业绩分配', en: 'Attribution' },
  'closing.station.assessment': { zh: '考核', en: 'Assessment' },
  'closing.station.pay': { zh: '薪酬', en: 'Pay' },
});

export const refuse = refuserOf(closingMessages);
