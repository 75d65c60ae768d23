import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';
import { rulesPhrases } from './messages/rules.ts';
import { pagesPhrases } from './messages/pages.ts';

export const expensesMessages = phrases({
  ...rulesPhrases,
  ...pagesPhrases,
  'expenses.job.lapse': { zh: '费用到期处理', en: 'Lapse of expenses' },
  'expenses.job.lapse.does': {
    zh: '每夜退回逾期未报的额度，年终清零',
    en: 'Each night: what was not claimed in time returns, an ended year expires',
  },
  'expenses.notices.kind': { zh: '费用', en: 'Expenses' },
  'expenses.notice.application_approved': {
    zh: '您 {amountFen} 的费用申请已批准',
    en: 'Your application for {amountFen} was approved',
  },
  'expenses.notice.application_returned': {
    zh: '您 {amountFen} 的费用申请被退回：{reason}',
    en: 'Your application for {amountFen} was returned: {reason}',
  },
  'expenses.notice.application_barred': {
    zh: '合规审查未通过您 {amountFen} 的费用申请：{reason}',
    en: 'Compliance barred your application for {amountFen}: {reason}',
  },
  'expenses.notice.claim_returned': {
    zh: '您 {amountFen} 的报销被退回，请更正后重报：{reason}',
    en: 'Your claim of {amountFen} was returned, correct it and claim again: {reason}',
  },
  'expenses.notice.claim_paid': {
    zh: '您 {amountFen} 的报销已付款',
    en: 'Your claim of {amountFen} was paid',
  },
  'expenses.title': { zh: '营销费用', en: 'Marketing expenses' },
  'expenses.no_staff': {
    zh: '该账户不对应员工，没有费用额度',
    en: 'This account belongs to no member of staff and has no purse',
  },
  'expenses.customer_unknown': {
    zh: '没有这个客户，或不在您的管户范围内',
    en: 'No such customer among those you serve',
  },
  'expenses.kind_unknown': {
    zh: '费用方案里没有用途“{kind}”',
    en: 'The expense scheme has no kind of spending "{kind}"',
  },
  'expenses.kind_barred': {
    zh: '费用方案禁止“{kind}”',
    en: 'The expense scheme forbids "{kind}"',
  },
  'expenses.class_barred': {
    zh: '该客户的级别（{class}）不得使用营销费用',
    en: 'Customers of this class ({class}) get no marketing expense',
  },
  'expenses.too_many_attendants': {
    zh: '陪同 {attendants} 人多于客人 {guests} 人：陪同不得多于客人',
    en: '{attendants} attendants for {guests} guests: never more attendants than guests',
  },
  'expenses.planned_in_the_past': {
    zh: '计划日期 {plannedDay} 早于今天 {today}：先申请，后花费',
    en: 'Planned for {plannedDay}, before today {today}: apply first, spend after',
  },
  'expenses.planned_too_late': {
    zh: '计划日期 {plannedDay} 不在额度有效期内（今天 {today}）：额度期满作废',
    en: 'Planned for {plannedDay}, when what is granted today ({today}) is no longer valid',
  },
  'expenses.nothing_left': {
    zh: '余额 {limit} 元，申请 {amount} 元：余额不足',
    en: '{limit} is left, {amount} is asked for: not enough',
  },
  'expenses.over_application_cap': {
    zh: '单笔上限 {limit} 元，申请 {amount} 元',
    en: 'At most {limit} for an application; {amount} is asked for',
  },
  'expenses.over_customer_cap': {
    zh: '该客户本季上限 {limit} 元，已申请 {present} 元，再加 {amount} 元超出',
    en: 'At most {limit} for this customer in the quarter; {present} is committed, {amount} more is too much',
  },
  'expenses.over_person_cap': {
    zh: '您本季上限 {limit} 元，已申请 {present} 元，再加 {amount} 元超出',
    en: 'At most {limit} for you in the quarter; {present} is committed, {amount} more is too much',
  },
  'expenses.over_head_cap': {
    zh: '{heads} 人按人均标准最多 {limit} 元，申请 {amount} 元',
    en: 'For {heads} persons at most {limit}; {amount} is asked for',
  },
  'expenses.sent_already': {
    zh: '这份申请刚刚已经提交',
    en: 'This application was sent a moment ago',
  },
  'expenses.application_unknown': {
    zh: '没有这份费用申请，或不在您的范围内',
    en: 'No such application in your scope',
  },
  'expenses.claim_unknown': {
    zh: '没有这份报销，或不在您的范围内',
    en: 'No such claim in your scope',
  },
  'expenses.claim_replaced': {
    zh: '这份报销已被退回并重新提交，请看最新一份',
    en: 'This claim was returned and made anew; see the latest',
  },
  'expenses.own_application': {
    zh: '自己的申请须由他人处理',
    en: 'Your own application must be handled by another person',
  },
  'expenses.not_own': {
    zh: '只能处理自己的申请',
    en: 'Only for your own application',
  },
  'expenses.not_allowed': {
    zh: '费用方案没有给您的角色审批权限',
    en: 'The expense scheme gives your role no approval',
  },
  'expenses.not_waiting': {
    zh: '该申请已是“{state}”，不再等待审批',
    en: 'The application is {state} and waits for no ruling',
  },
  'expenses.not_open': {
    zh: '该申请已是“{state}”，不能撤回',
    en: 'The application is {state} and cannot be withdrawn',
  },
  'expenses.not_approved': {
    zh: '该申请是“{state}”：批准之后、报销之前才能提交发票',
    en: 'The application is {state}: invoices are handed in after approval, once',
  },
  'expenses.not_claimed': {
    zh: '该报销已是“{state}”，不在等待审核',
    en: 'The claim is {state} and waits for no verification',
  },
  'expenses.not_verified': {
    zh: '该报销是“{state}”：审核通过且未付款的才能付款',
    en: 'The claim is {state}: only a verified one that is not paid can be paid',
  },
  'expenses.not_cleared': {
    zh: '客人是公职人员或关系人：须先经合规审查',
    en: 'A guest is a public official or related party: compliance must clear it first',
  },
  'expenses.clearance_not_needed': {
    zh: '该申请不需要合规审查',
    en: 'This application needs no clearance',
  },
  'expenses.cleared_already': {
    zh: '已经合规审查',
    en: 'Compliance has looked at it already',
  },
  'expenses.above_own_limit': {
    zh: '申请 {amount} 元超过您的审批限额 {limit} 元，须由{next}审批',
    en: '{amount} is above your limit of {limit}; it goes to the {next}',
  },
  'expenses.reason_needed': { zh: '退回须写明原因', en: 'Say why it is returned' },
  'expenses.spent_before': {
    zh: '花费日期 {spentOn} 早于批准日期 {approvedOn}：先批准，后花费',
    en: 'Spent on {spentOn}, before the approval of {approvedOn}',
  },
  'expenses.spent_in_future': {
    zh: '花费日期 {spentOn} 晚于今天 {today}',
    en: 'Spent on {spentOn}, after today {today}',
  },
  'expenses.claimed_too_late': {
    zh: '{spentOn} 的花费须在 {days} 天内（{until} 前）报销，今天 {today}',
    en: 'Spending of {spentOn} is claimed within {days} days (until {until}); today is {today}',
  },
  'expenses.more_than_approved': {
    zh: '发票合计 {sum} 元超过批准金额 {approved} 元：超出部分请另行申请',
    en: 'Invoices of {sum} for {approved} approved: apply for the rest beforehand',
  },
  'expenses.invoice_number_faulty': {
    zh: '发票号码“{number}”不完整',
    en: 'The invoice number "{number}" is not whole',
  },
  'expenses.invoice_twice': {
    zh: '发票 {number} 在本次报销中出现两次',
    en: 'Invoice {number} stands twice in this claim',
  },
  'expenses.invoice_used': {
    zh: '发票 {number} 已在本行另一份报销中使用',
    en: 'Invoice {number} already serves another claim in the bank',
  },
  'expenses.invoice_day': {
    zh: '发票 {number} 日期 {issuedOn} 应在 {from} 与 {today} 之间',
    en: 'Invoice {number} is of {issuedOn}; it must be between {from} and {today}',
  },
  'expenses.invoice_tax': {
    zh: '发票 {number} 税额 {tax} 元大于金额 {amount} 元',
    en: 'Invoice {number} has {tax} tax in {amount}',
  },
  'expenses.file_malformed': { zh: '没有收到文件', en: 'No file came' },
  'expenses.file_too_large': { zh: '文件超过 {max} MB', en: 'The file is larger than {max} MB' },
  'expenses.file_kind': {
    zh: '只收 PDF、PNG、JPEG、OFD 发票文件',
    en: 'Invoices are taken as PDF, PNG, JPEG or OFD',
  },
  'expenses.file_unknown': { zh: '没有这个文件', en: 'No such file' },
  'expenses.verified_by_payer': {
    zh: '您审核了这份报销，须由另一人付款',
    en: 'You verified this claim; another person must pay',
  },
  'expenses.approved_by_payer': {
    zh: '您批准了这份申请，须由另一人付款',
    en: 'You approved this application; another person must pay',
  },
  'expenses.tax_entry_there': {
    zh: '已有数字 {amount}（{source}）：更正须指明它',
    en: '{amount} ({source}) is entered: a correction names it',
  },
  'expenses.tax_entry_unknown': { zh: '没有可更正的数字', en: 'There is no figure to correct' },
  'expenses.tax_entry_changed': {
    zh: '他人刚刚更正过，请刷新',
    en: 'Somebody corrected it a moment ago; look again',
  },
  'expenses.cursor_malformed': { zh: '翻页标记无效', en: 'The cursor is not one of this list' },
});

export const refuse = refuserOf(expensesMessages);
