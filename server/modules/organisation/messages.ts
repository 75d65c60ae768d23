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
  'organisation.calendar.edit': { zh: '编辑节假日', en: 'Edit the holidays' },
  'organisation.calendar.edit_hint': {
    zh: '点击日期设置休息日或调休上班日，然后保存全年',
    en: 'Click a day to set it off or worked, then keep the whole year',
  },
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
