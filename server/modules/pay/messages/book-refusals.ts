/** Why a batch, a claw-back, a correction, an objection or a settlement is refused. */
export const bookRefusals = {
  'pay.bank_wide_only': {
    zh: '薪酬批次包含全行人员，需要全行数据范围',
    en: 'A pay batch holds the whole bank: it needs a scope over the whole bank',
  },
  'pay.quarter_unsealed': {
    zh: '{quarter} 尚未封账，封账后才能出批次',
    en: '{quarter} is not sealed; seal it, then prepare the batch',
  },
  'pay.year_not_begun': {
    zh: '{year} 年尚未开始（今天 {today}），递延款到支付年份才能支付',
    en: '{year} has not begun (today is {today}): instalments are paid in the year they are due',
  },
  'pay.batch_waiting': {
    zh: '批次 {batchNo} 正在等待复核，请先批准或退回',
    en: 'Batch {batchNo} waits for its second person: approve or return it first',
  },
  'pay.batch_done': {
    zh: '已由批次 {batchNo} 支付，不能再付一次',
    en: 'Batch {batchNo} has paid this: it is not paid twice',
  },
  'pay.nothing_due': {
    zh: '{period} 没有应付未付的款项',
    en: 'Nothing is due and unpaid for {period}',
  },
  'pay.batch_unknown': {
    zh: '没有这个批次，或不在您的范围内',
    en: 'There is no such batch, or it is outside your scope',
  },
  'pay.batch_stale': {
    zh: '批次 {batchNo} 编制之后数据已变（例如有追索扣回），请退回后重新编制',
    en: 'Something changed since batch {batchNo} was prepared (a claw-back, say): return it and prepare it anew',
  },
  'pay.batch_not_approved': {
    zh: '批次 {batchNo} 尚未经第二人批准，不能导出',
    en: 'Batch {batchNo} is not approved by a second person: it does not leave the bank',
  },
  'pay.digest_differs': {
    zh: '您核对的摘要与批次不符，批次摘要为 {now}',
    en: 'The digest you checked is not that of the batch, which is {now}',
  },
  'pay.reason_missing': { zh: '退回须写明原因', en: 'Returning needs a reason' },
  'pay.ruled_before': {
    zh: '已经有人作出决定，不能再改',
    en: 'Somebody has decided already; it cannot be changed',
  },
  'pay.same_person': {
    zh: '编制人与复核人不能是同一人，请由另一人决定',
    en: 'Who prepared it cannot approve it: another person decides',
  },
  'pay.own_pay': {
    zh: '不能处理自己的薪酬，请由他人办理',
    en: 'Nobody handles his own pay: let another person do it',
  },
  'pay.staff_unknown': {
    zh: '没有工号 {staffNo}',
    en: 'There is no staff number {staffNo}',
  },
  'pay.plan_unknown': {
    zh: '此人没有已封账的绩效薪酬，或不在您的范围内',
    en: 'This person has no sealed performance pay, or is outside your scope',
  },
  'pay.clawback_unknown': {
    zh: '没有这笔追索扣回，或不在您的范围内',
    en: 'There is no such claw-back, or it is outside your scope',
  },
  'pay.clawback_period': {
    zh: '期间有误：{from} 晚于 {until}',
    en: 'The period is wrong: {from} is after {until}',
  },
  'pay.clawback_must_be_whole': {
    zh: '该情形应当追回主要责任人期内全部绩效薪酬（100%），而不是 {share}%',
    en: 'This cause obliges the bank to take all performance pay of the period from the person chiefly responsible (100 %), not {share} %',
  },
  'pay.clawback_not_heard': {
    zh: '听取本人陈述的日期 {heardOn} 在今天（{today}）之后：须先听取陈述',
    en: 'The person is to be heard before: {heardOn} is after today, {today}',
  },
  'pay.clawback_nothing': {
    zh: '{from} 至 {until} 没有可停付或可追回的绩效薪酬',
    en: 'No performance pay of {from} to {until} is left to stop or take back',
  },
  'pay.clawback_differs': {
    zh: '期内绩效薪酬与提出时不同（提出时 {proposedFen} 分，您看到 {seenFen} 分）：部分可能不在您的范围内，请由全行范围的人员决定',
    en: 'The performance pay of the period is not what was proposed ({proposedFen} fen, you see {seenFen} fen): part of it may be outside your scope; let somebody with the whole bank decide',
  },
  'pay.receipt_later': {
    zh: '收款日 {receivedOn} 在今天（{today}）之后',
    en: 'Received on {receivedOn}, which is after today, {today}',
  },
  'pay.receipt_too_much': {
    zh: '超过应收余额 {openFen} 分',
    en: 'More than the {openFen} fen that are open',
  },
  'pay.voucher_known': {
    zh: '凭证 {voucherNo} 已登记过',
    en: 'Voucher {voucherNo} was entered before',
  },
  'pay.slip_not_sealed': {
    zh: '{quarter} 尚未封账：直接重新关账即可，不需要更正',
    en: '{quarter} is not sealed: close it again instead of correcting it',
  },
  'pay.correction_too_early': {
    zh: '更正须登记在 {wrong} 之后的季度，不能是 {quarter}',
    en: 'A correction goes into a quarter after {wrong}, not {quarter}',
  },
  'pay.correction_sealed': {
    zh: '{quarter} 已封账，请登记到仍未封账的季度',
    en: '{quarter} is sealed: enter it in a quarter that is still open',
  },
  'pay.correction_not_open': {
    zh: '{quarter} 尚未开启，请选已开启且未封账的季度',
    en: '{quarter} is not open: choose one that is open and not sealed',
  },
  'pay.correction_unknown': {
    zh: '没有这笔更正，或不在您的范围内',
    en: 'There is no such correction, or it is outside your scope',
  },

  'pay.objection_not_own': {
    zh: '只能对自己的工资单提出异议',
    en: 'An objection is to the own slip only',
  },
  'pay.objection_too_early': {
    zh: '工资单尚未发放，发放后可提出异议',
    en: 'The slip is not paid yet; object to it once it is',
  },
  'pay.objection_too_late': {
    zh: '异议期已于 {until} 截止（今天 {today}）',
    en: 'The window closed on {until} (today is {today})',
  },
  'pay.objection_again': {
    zh: '已对本单提出过异议',
    en: 'This slip was objected to before',
  },
  'pay.objection_unknown': {
    zh: '没有这项异议，或不在您的范围内',
    en: 'There is no such objection, or it is outside your scope',
  },
} as const;
