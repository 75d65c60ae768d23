import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const organisationMessages = phrases({
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
  'organisation.calendar.published': { zh: '已按国务院通知录入', en: 'Entered from the State Council notice' },
  'organisation.calendar.fallback': {
    zh: '{year} 年节假日尚未录入，暂按周一至周五计算工作日',
    en: 'The holidays of {year} are not entered: Monday to Friday count as working days',
  },
});

export const refuse = refuserOf(organisationMessages);
