import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const exportsMessages = phrases({
  'exports.job.write': { zh: '生成导出文件', en: 'Write an exported file' },
  'exports.job.write.does': {
    zh: '有人导出列表时，后台写成文件',
    en: 'When somebody takes a list away, its file is written',
  },
  'exports.job.sweep': { zh: '清理到期的导出文件', en: 'Remove files past their days' },
  'exports.job.sweep.does': {
    zh: '每小时删除超过保存天数的导出文件',
    en: 'Each hour: exported files past their days are removed',
  },
  'exports.notices.kind': { zh: '导出', en: 'Exports' },
  'exports.title': { zh: '下载中心', en: 'Downloads' },
  'exports.note': {
    zh: '导出的文件只有您本人能看到；下载会记入审计',
    en: 'Only you see your files; each download is recorded in the audit',
  },
  'exports.purpose_missing': {
    zh: '这份清单含客户信息：请先选择用途（个人信息保护法第六条）',
    en: 'This list is about customers: choose what the file is for first (PIPL 6)',
  },
  'exports.purpose.service': { zh: '为客户办理业务', en: 'The customers’ own business' },
  'exports.purpose.management': { zh: '内部管理与考核', en: 'Management and assessment' },
  'exports.purpose.oversight': { zh: '审计与监管报送', en: 'Audit and supervisors' },
  'exports.purpose.marketing_visit': { zh: '上门营销', en: 'Marketing by visit' },
  'exports.purpose.marketing_phone': { zh: '电话营销', en: 'Marketing by phone' },
  'exports.purpose.marketing_message': { zh: '短信营销', en: 'Marketing by message' },
  'exports.about.purpose': { zh: '用途', en: 'Purpose' },
  'exports.about.left_out': { zh: '未列入', en: 'Left out' },
  'exports.about.left_out_words': {
    zh: '{count} 行：客户未同意或已撤回此项营销',
    en: '{count} rows: customers who did not consent to this marketing, or withdrew',
  },
  'exports.list_unknown': {
    zh: '没有可导出的列表 {list}',
    en: 'There is no list {list} that can be exported',
  },
  'exports.column_unknown': {
    zh: '列表没有这些列：{columns}',
    en: 'The list has no such columns: {columns}',
  },
  'exports.query_invalid': {
    zh: '列表的条件不对：{at}：{detail}',
    en: 'The conditions of the list are wrong: {at}: {detail}',
  },
  'exports.too_many_running': {
    zh: '您有 {running} 个导出正在生成，同时最多 {max} 个（制度“导出管理”）',
    en: '{running} of your exports are in the making; {max} at once are allowed (policy "Exports")',
  },
  'exports.too_many_running.next': {
    zh: '等其中一个完成，或在下载中心删除一个',
    en: 'Wait until one is done, or delete one among the downloads',
  },
  'exports.too_many_today': {
    zh: '今天已导出 {count} 次，每天最多 {max} 次（制度“导出管理”）',
    en: '{count} exports today; {max} a day are allowed (policy "Exports")',
  },
  'exports.too_many_today.next': {
    zh: '明天再导出，或请管理员修改制度',
    en: 'Export again tomorrow, or ask an administrator to change the policy',
  },
  'exports.too_many_rows': {
    zh: '列表超过 {max} 行（制度“导出管理”）',
    en: 'The list has more than {max} rows (policy "Exports")',
  },
  'exports.too_many_rows.next': {
    zh: '用筛选条件分几次导出',
    en: 'Narrow the list and export it in parts',
  },
  'exports.too_many_rows_xlsx': {
    zh: '列表超过 Excel 一张表的 {max} 行',
    en: 'The list has more than the {max} rows of an Excel sheet',
  },
  'exports.too_many_rows_xlsx.next': {
    zh: '改用 CSV 导出，或用筛选条件分几次导出',
    en: 'Export it as CSV, or narrow it and export it in parts',
  },
  'exports.account_closed': {
    zh: '账户已关闭或须先修改密码，未生成文件',
    en: 'The account is closed or must change its password first: no file was made',
  },
  'exports.right_lost': {
    zh: '您已没有权限 {right}，未生成文件',
    en: 'You no longer have the right {right}: no file was made',
  },
  'exports.scope_changed': {
    zh: '导出以后您的角色或数据范围有变动，旧文件不再提供',
    en: 'Your roles or your scope changed since: the old file is no longer given out',
  },
  'exports.scope_changed.next': {
    zh: '按现在的范围再导出一次',
    en: 'Export the list again under your present scope',
  },
  'exports.broken': {
    zh: '生成文件时系统出错，已试 {tries} 次',
    en: 'The system failed while making the file, {tries} times',
  },
  'exports.broken.next': {
    zh: '再导出一次；仍不行请告诉管理员',
    en: 'Export it again; tell the administrator if it fails again',
  },
  'exports.not_found': { zh: '没有这个导出', en: 'There is no such export' },
  'exports.not_ready': { zh: '文件还没有生成好', en: 'The file is not made yet' },
  'exports.gone': {
    zh: '文件已删除或已过保存期限',
    en: 'The file was deleted, or its days are over',
  },
  'exports.gone.next': { zh: '再导出一次', en: 'Export the list again' },
  'exports.field.name': { zh: '列表', en: 'List' },
  'exports.field.format': { zh: '格式', en: 'Format' },
  'exports.field.state': { zh: '状态', en: 'State' },
  'exports.field.rows': { zh: '行数', en: 'Rows' },
  'exports.field.sizeBytes': { zh: '大小', en: 'Size' },
  'exports.field.askedAt': { zh: '导出时间', en: 'Asked for' },
  'exports.field.finishedAt': { zh: '完成时间', en: 'Finished' },
  'exports.field.keepUntil': { zh: '保存至', en: 'Kept until' },
  'exports.field.fileDigest': { zh: '文件摘要', en: 'Digest' },
  'exports.field.actions': { zh: '操作', en: 'Actions' },
  'exports.format.xlsx': { zh: 'Excel', en: 'Excel' },
  'exports.format.csv': { zh: 'CSV', en: 'CSV' },
  'exports.state.waiting': { zh: '排队中', en: 'Waiting' },
  'exports.state.running': { zh: '生成中', en: 'In the making' },
  'exports.state.ready': { zh: '可下载', en: 'Ready' },
  'exports.state.failed': { zh: '未成功', en: 'Failed' },
  'exports.state.expired': { zh: '已过期', en: 'Expired' },
  'exports.sheet.rows': { zh: '数据', en: 'Data' },
  'exports.sheet.notes': { zh: '说明', en: 'About' },
  'exports.about.list': { zh: '列表', en: 'List' },
  'exports.about.bank': { zh: '银行', en: 'Bank' },
  'exports.about.by': { zh: '导出人', en: 'Exported by' },
  'exports.about.at': { zh: '数据时刻', en: 'As of' },
  'exports.about.zone': { zh: '{at}（北京时间）', en: '{at} (Beijing time)' },
  'exports.about.filters': { zh: '条件', en: 'Conditions' },
  'exports.about.no_filters': { zh: '无', en: 'none' },
  'exports.about.scope': { zh: '范围', en: 'Scope' },
  'exports.about.scope_words': {
    zh: '只含导出人当时有权查看的行；证件号码已打码',
    en: 'Only rows that the reader could see at that moment; identity numbers are masked',
  },
  'exports.about.money': { zh: '金额单位', en: 'Money' },
  'exports.about.rows': { zh: '行数', en: 'Rows' },
  'exports.about.digest': { zh: '各行摘要 SHA-256', en: 'SHA-256 of the rows' },
  'exports.about.policy': { zh: '制度', en: 'Policy' },
  'exports.about.policy_words': {
    zh: '导出管理 第 {version} 版，保存 {days} 天',
    en: 'Exports, version {version}, kept {days} days',
  },
  'exports.filter.q': { zh: '查找', en: 'Search' },
  'exports.filter.sort': { zh: '排序', en: 'Sorted by' },
  'exports.filter.order': { zh: '次序', en: 'Order' },
  'exports.notice.ready': {
    zh: '导出“{name}”已完成，共 {rows} 行，可以下载',
    en: 'The export "{name}" is ready: {rows} rows',
  },
  'exports.notice.failed': {
    zh: '导出“{name}”未成功，原因见下载中心',
    en: 'The export "{name}" failed: see the reason among the downloads',
  },
  'exports.yes': { zh: '是', en: 'Yes' },
  'exports.no': { zh: '否', en: 'No' },
  'exports.policy.keepDays': { zh: '文件保存天数', en: 'Days a file is kept' },
  'exports.policy.runningMax': {
    zh: '每个账户同时生成数上限',
    en: 'Files of an account in the making at once',
  },
  'exports.policy.dayMax': { zh: '每个账户每天导出次数上限', en: 'Exports of an account a day' },
  'exports.policy.rowsMax': { zh: '每个文件行数上限', en: 'Rows of one file at most' },
});

export const refuse = refuserOf(exportsMessages);
