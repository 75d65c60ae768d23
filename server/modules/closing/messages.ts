import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const closingMessages = phrases({
  'closing.job.run': { zh: '开启或关闭季度', en: 'Open or close a quarter' },
  'closing.job.run.does': {
    zh: '在季度页面发起，逐站计算全行',
    en: 'Asked for on the page of the quarter; computes the whole bank station by station',
  },
  'closing.notices.kind': { zh: '季度', en: 'Quarters' },
  'closing.notice.closed': {
    zh: '{quarter} 已关账，请核对后公示考核结果',
    en: '{quarter} is closed: check the results and publish them',
  },
  'closing.notice.sealed': {
    zh: '{quarter} 已封账，结果成为最终结果',
    en: '{quarter} is sealed, its results are final',
  },
  'closing.busy': {
    zh: '另一次季度开启、关账或数据导入正在进行，请等它结束',
    en: 'Another opening, closing or import is running; wait for it to end',
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
  'closing.seal_part_not_allowed': {
    zh: '封账面向全行，须由数据范围为全行的财务人员办理',
    en: 'A seal is for the whole bank: it needs a finance officer whose scope is the whole bank',
  },
  'closing.not_published': {
    zh: '{quarter} 的考核结果尚未公示；请人力资源部或主管部门先在“考核流程”公示，异议期满后再封账',
    en: 'The results of {quarter} are not published; HR or the department publishes them under "Steps", and the seal follows the window',
  },
  'closing.objections_unanswered': {
    zh: '{quarter} 还有 {unanswered} 项异议未答复（{overdue} 项已逾期，最早期限 {due}）；请先答复',
    en: '{unanswered} objections of {quarter} wait for their answer ({overdue} overdue, the first was due {due}); answer them first',
  },
  'closing.objections_unapplied': {
    zh: '{quarter} 有 {unapplied} 项成立的异议尚未计入结果；请重新关账并再次公示',
    en: '{unapplied} upheld objections of {quarter} are not in its figures; close again and publish again',
  },
  'closing.published_other': {
    zh: '{quarter} 在 {publishedOn} 公示之后又关过账；请把现在的结果再次公示',
    en: '{quarter} was closed again after its publication of {publishedOn}; publish the present result',
  },
  'closing.window_open': {
    zh: '{quarter} 的异议期到 {until} 为止（今天 {today}），次日起可以封账',
    en: 'Objections to {quarter} are open until {until} (today is {today}); it may be sealed from the next day on',
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
  'closing.station.attribution': { zh: '业绩归属', en: 'Attribution' },
  'closing.station.metrics': { zh: '指标计量', en: 'Metrics' },
  'closing.station.assessment': { zh: '考核', en: 'Assessment' },
  'closing.station.pay': { zh: '薪酬', en: 'Pay' },
  'closing.next': { zh: '下一步', en: 'What may be done next' },
  'closing.go': { zh: '打开季度', en: 'Open this quarter' },
  'closing.choose': { zh: '季度', en: 'Quarter' },
  'closing.may_open': {
    zh: '可以开启 {quarter}：确定客户分层、分配、目标、责任书与费用额度',
    en: '{quarter} may be opened: segments, allocation, targets, letters and allowances',
  },
  'closing.may_close': {
    zh: '{quarter} 可以关账：计算余额、贡献、业绩、考核与薪酬；封账前可重复',
    en: '{quarter} may be closed: balances, contribution, results, sheets and slips; repeatable until sealed',
  },
  'closing.may_seal': {
    zh: '{quarter} 可以封账：结果定稿',
    en: '{quarter} may be sealed: its results become final',
  },
  'closing.no_right': {
    zh: '您的角色只能查看；开启与关账由财务或管理员执行',
    en: 'Your roles may only look: finance or an administrator opens and closes',
  },
  'closing.running': { zh: '正在运行，本页自动刷新', en: 'Running; this page refreshes itself' },
  'closing.step': { zh: '第 {done} 步，共 {all} 步', en: '{done} of {all} stations' },
  'closing.total': { zh: '合计', en: 'In all' },
  'closing.station': { zh: '步骤', en: 'Station' },
  'closing.notes': { zh: '说明', en: 'Notes' },
  'closing.valid_run': { zh: '有效', en: 'Valid' },
  'closing.older_runs': { zh: '较早的运行（{count}）', en: 'Earlier runs ({count})' },
  'closing.results': { zh: '看结果', en: 'See the results' },
  'closing.digest_help': {
    zh: '结果的指纹：重算一次应完全相同',
    en: 'The fingerprint of the result: computing it again gives the same',
  },
  'closing.no_run': { zh: '{quarter} 还没有运行过', en: '{quarter} has not been run yet' },
  'closing.quarter_bad': { zh: '写成 2026Q3 这样', en: 'Write it like 2026Q3' },
  'closing.state.opened': { zh: '已开启', en: 'Opened' },
  'closing.state.closed': { zh: '已关账', en: 'Closed' },
  'closing.state.none': { zh: '未开启', en: 'Not opened' },
  'closing.again': { zh: '重新关账', en: 'Close again' },
  'closing.seal_title': { zh: '封账 {quarter}', en: 'Seal {quarter}' },
  'closing.no_period': { zh: '{from} 至 {until}', en: '{from} to {until}' },
  'closing.waiting': {
    zh: '已提交，等待后台开始；可以离开本页',
    en: 'Asked for; the worker begins it shortly. You may leave this page',
  },
  'closing.interrupted': {
    zh: '中断：再次执行会从未完成的环节继续',
    en: 'Interrupted: running it again goes on at the first unfinished station',
  },
  'closing.called_off': {
    zh: '管理员在它开始之前取消了这次运行；可以重新发起',
    en: 'An administrator called this run off before it began; it can be asked for again',
  },
  'closing.broke': {
    zh: '程序出错，运行已停止；原因在服务日志中，请联系管理员',
    en: 'The program broke and the run stopped; an administrator finds the reason in the log',
  },
});

export const refuse = refuserOf(closingMessages);
