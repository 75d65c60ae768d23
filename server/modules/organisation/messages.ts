import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const organisationMessages = phrases({
  'organisation.sealed_used': {
    zh: '季度 {quarter} 已封账并用到导入 {batch}，不能撤销；更正请录入当前季度',
    en: 'Quarter {quarter} is sealed and used import {batch}: it cannot be undone, correct it in the open quarter',
  },
  'organisation.other_bank': {
    zh: '本数据库属于 {holds}，不能导入 {wanted}；请换一个数据目录（KEJING_DATA）',
    en: 'This database belongs to {holds}; {wanted} cannot be imported. Use another data directory (KEJING_DATA)',
  },
  'organisation.day_outside_year': {
    zh: '{day} 不在 {year} 年内',
    en: '{day} is not in the year {year}',
  },
  'organisation.day_twice': { zh: '{day} 出现两次', en: '{day} is given twice' },
  'organisation.fault.code_missing': { zh: '缺少机构编号', en: 'The unit has no code' },
  'organisation.fault.name_missing': { zh: '缺少机构名称', en: 'The unit has no name' },
  'organisation.fault.kind_unknown': {
    zh: '机构类型只能是 {kinds}',
    en: 'The kind of a unit must be one of {kinds}',
  },
  'organisation.fault.day_unreadable': { zh: '日期无法识别', en: 'The date cannot be read' },
  'organisation.fault.parent_unknown': {
    zh: '上级机构 {parent} 不存在',
    en: 'The unit above, {parent}, does not exist',
  },
  'organisation.fault.second_head_office': {
    zh: '总行只能有一个',
    en: 'There can be only one head office',
  },
  'organisation.field.code': { zh: '机构编号', en: 'Code' },
  'organisation.field.name': { zh: '名称', en: 'Name' },
  'organisation.field.kind': { zh: '类型', en: 'Kind' },
  'organisation.field.level': { zh: '层级', en: 'Level' },
  'organisation.field.openedOn': { zh: '成立日期', en: 'Opened on' },
  'organisation.field.closedOn': { zh: '撤销日期', en: 'Closed on' },
  'organisation.kind.head_office': { zh: '总行', en: 'Head office' },
  'organisation.kind.branch': { zh: '分行', en: 'Branch' },
  'organisation.kind.sub_branch': { zh: '支行', en: 'Sub-branch' },
  'organisation.kind.department': { zh: '部门', en: 'Department' },
  'organisation.kind.rm_department': { zh: '客户经理部', en: 'RM department' },
  'organisation.kind.team': { zh: '团队', en: 'Team' },
  'organisation.units.title': { zh: '机构', en: 'Units' },
  'organisation.calendar.title': { zh: '工作日历', en: 'Working calendar' },
  'organisation.calendar.published': {
    zh: '已按国务院通知录入',
    en: 'Entered from the State Council notice',
  },
  'organisation.calendar.year_days': {
    zh: '{year} 年共 {days} 个工作日',
    en: '{days} working days in {year}',
  },
  'organisation.calendar.month_days': { zh: '{days} 个工作日', en: '{days} working days' },
  'organisation.calendar.off': { zh: '休息日', en: 'Day off' },
  'organisation.calendar.work': { zh: '调休上班', en: 'Make-up working day' },
  'organisation.calendar.plain': { zh: '按平常周次', en: 'As the week has it' },
  'organisation.calendar_moved': {
    zh: '{year} 年日历刚由 {by} 保存过（见下方保存记录）；您改动的内容还在，请核对后重新保存',
    en: '{by} has just saved the calendar of {year} (see the saves below); your changes are still here: check them and save again',
  },
  'organisation.calendar_undone': {
    zh: '{year} 年最近一次保存本身就是撤销，不能再撤销；请直接修改日期',
    en: 'The newest save of {year} is itself an undo and cannot be taken back: change the days instead',
  },
  'organisation.calendar_unchanged': {
    zh: '{year} 年没有任何日期变化，无需保存',
    en: 'No day of {year} changes: there is nothing to save',
  },
  'organisation.paste.no_day': {
    zh: '没有可识别的日期；请写成 2027-01-01 或 1月1日至3日',
    en: 'No day can be read; write 2027-01-01 or 1月1日至3日',
  },
  'organisation.paste.no_kind': {
    zh: '没有说明是放假还是上班；请加上“放假”或“上班”',
    en: 'It does not say off or work: add one of the two words',
  },
  'organisation.paste.no_such_day': {
    zh: '“{text}”不是日历上的日期；请核对月份和日期',
    en: '“{text}” is not a day of the calendar: check month and day',
  },
  'organisation.paste.range': {
    zh: '“{text}”不是先后顺序或超过 {most} 天；请核对起止日期',
    en: '“{text}” runs backwards or over more than {most} days: check both ends',
  },
  'organisation.calendar.edit': { zh: '改日期', en: 'Change days' },
  'organisation.calendar.edit_hint': {
    zh: '点击日期设为休息、上班或按平常周次；保存前都不生效',
    en: 'Click a day to set it off, worked or plain; nothing holds before it is saved',
  },
  'organisation.calendar.paste': { zh: '粘贴放假通知', en: 'Paste a notice' },
  'organisation.calendar.paste_hint': {
    zh: '粘贴国务院办公厅通知原文，或每行一条：日期（或起止日期）、放假或上班、名称',
    en: 'Paste the notice, or a line each: day (or first and last day), off or work, name',
  },
  'organisation.calendar.paste_text': { zh: '通知或表格内容', en: 'Text of the notice or table' },
  'organisation.calendar.read': { zh: '识别并预览', en: 'Read and preview' },
  'organisation.calendar.take': { zh: '采用 {days} 天', en: 'Take {days} days over' },
  'organisation.calendar.taken': {
    zh: '已放入日历，核对后保存',
    en: 'The days are in the calendar: check them and save',
  },
  'organisation.calendar.faults': { zh: '未识别的行', en: 'Lines that were not read' },
  'organisation.calendar.line': { zh: '行', en: 'Line' },
  'organisation.calendar.text': { zh: '内容', en: 'Text' },
  'organisation.calendar.why': { zh: '原因与下一步', en: 'Why, and what next' },
  'organisation.calendar.day': { zh: '日期', en: 'Day' },
  'organisation.calendar.before': { zh: '现在', en: 'Now' },
  'organisation.calendar.after': { zh: '改为', en: 'Becomes' },
  'organisation.calendar.same': { zh: '不变', en: 'unchanged' },
  'organisation.calendar.changing': {
    zh: '将改 {days} 天；全年工作日 {before} → {after}',
    en: '{days} days change; working days {before} → {after}',
  },
  'organisation.calendar.sealed_note': {
    zh: '已封账季度和已算出的期限不变；保存后新计算的期限按新日历',
    en: 'Sealed quarters and terms already set stay; terms computed from now on follow the new calendar',
  },
  'organisation.calendar.history': { zh: '保存记录', en: 'Saves' },
  'organisation.calendar.reason': { zh: '依据或理由', en: 'Source or reason' },
  'organisation.calendar.by': { zh: '保存人', en: 'By' },
  'organisation.calendar.at': { zh: '时间', en: 'At' },
  'organisation.calendar.days': { zh: '天数', en: 'Days' },
  'organisation.calendar.installed': { zh: '系统安装', en: 'Installation' },
  'organisation.calendar.undo': { zh: '撤销这次保存', en: 'Undo this save' },
  'organisation.calendar.undo_sure': {
    zh: '{days} 天恢复到保存前的样子，记录保留',
    en: '{days} days return to what they were; the record stays',
  },
  'organisation.calendar.undone': { zh: '已撤销', en: 'undone' },
  'organisation.calendar.is_undo': { zh: '撤销', en: 'undo' },
  'organisation.calendar.next_missing': {
    zh: '{year} 年节假日尚未录入：跨年期限暂按周一至周五计算。国务院通知发布后请粘贴录入',
    en: 'The holidays of {year} are not entered: terms across the new year count Monday to Friday. Paste the notice when it is out',
  },
  'organisation.calendar.next_go': { zh: '录入 {year} 年', en: 'Enter {year}' },
  'organisation.calendar.mark_off': { zh: '休', en: 'H' },
  'organisation.calendar.mark_work': { zh: '班', en: 'W' },
  'organisation.calendar.mark_plain': { zh: '改', en: '×' },
  'organisation.calendar.source': {
    zh: '依据（文件名称与文号）',
    en: 'Source (notice and number)',
  },
  'organisation.calendar.name': { zh: '名称', en: 'Name' },
  'organisation.units.count': { zh: '{count} 个机构', en: '{count} units' },
  'organisation.units.search': { zh: '名称或编号', en: 'Name or code' },
  'organisation.units.staff': { zh: '员工', en: 'Staff' },
  'organisation.units.unfold': { zh: '全部展开', en: 'Unfold all' },
  'organisation.units.fold': { zh: '收起', en: 'Fold' },
  'organisation.calendar.fallback': {
    zh: '{year} 年节假日尚未录入，暂按周一至周五计算工作日',
    en: 'The holidays of {year} are not entered: Monday to Friday count as working days',
  },
});

export const refuse = refuserOf(organisationMessages);
