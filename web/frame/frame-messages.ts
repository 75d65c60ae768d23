import { phrases } from '../../core/messages.ts';

/** What the frame says: palette, keys, notices, the account's own page, troubles. */
export const frameMessages = phrases({
  'web.trail': { zh: '所在位置', en: 'Where this page stands' },
  'web.groups': { zh: '主导航', en: 'Main places' },
  'web.groups.of': { zh: '{group}的页面', en: 'Pages of {group}' },
  'web.bottom': { zh: '常用', en: 'Main places' },
  'web.bottom.search': { zh: '查找', en: 'Find' },
  'web.bottom.more': { zh: '更多', en: 'More' },
  'web.moving': { zh: '正在打开页面', en: 'Opening the page' },

  'web.palette.open': { zh: '查找或前往', en: 'Find or go to' },
  'web.palette.title': {
    zh: '查找客户、员工、页面和操作',
    en: 'Find customers, staff, pages, actions',
  },
  'web.palette.hint': {
    zh: '姓名、拼音、首字母或编号',
    en: 'Name, pinyin, initials or number',
  },
  'web.palette.none': {
    zh: '没有找到“{words}”。可试姓名、拼音首字母或完整编号；您范围以外的客户不会出现',
    en: 'Nothing found for “{words}”. Try a name, pinyin initials or the whole number; customers outside your scope do not appear',
  },
  'web.palette.found': { zh: '{count} 项', en: '{count} found' },
  'web.palette.recent': { zh: '最近打开', en: 'Opened lately' },
  'web.palette.customers': { zh: '客户', en: 'Customers' },
  'web.palette.staff': { zh: '员工', en: 'Staff' },
  'web.palette.pages': { zh: '页面', en: 'Pages' },
  'web.palette.actions': { zh: '操作', en: 'Actions' },
  'web.palette.keys': {
    zh: '↑ ↓ 选择　Enter 打开　Esc 关闭',
    en: '↑ ↓ choose · Enter open · Esc close',
  },

  'web.keys.title': { zh: '键盘快捷键', en: 'Keys' },
  'web.keys.note': {
    zh: '输入文字时，单键快捷键不起作用',
    en: 'Single keys are silent while you type',
  },
  'web.keys.then': { zh: '然后', en: 'then' },
  'web.keys.sheet': { zh: '显示本页的快捷键', en: 'Show the keys of this page' },
  'web.keys.palette': { zh: '查找或前往', en: 'Find or go to' },
  'web.keys.search': { zh: '到列表的搜索框', en: 'To the search of the list' },
  'web.keys.notices': { zh: '打开通知', en: 'Open the notices' },
  'web.keys.go': { zh: '前往（再按一个字母）', en: 'Go to (a letter follows)' },
  'web.keys.space': { zh: '空格', en: 'Space' },

  'web.notices.title': { zh: '通知', en: 'Notices' },
  'web.notices.bell': { zh: '通知，{count} 条未读', en: 'Notices, {count} unread' },
  'web.notices.none': {
    zh: '没有通知。别人的办理需要您知道时，会出现在这里',
    en: 'No notices. What others do and you should know appears here',
  },
  'web.notices.all_read': { zh: '全部已读', en: 'Mark all as read' },
  'web.notices.archive': { zh: '归档', en: 'Archive' },
  'web.notices.restore': { zh: '移回收件箱', en: 'Back to the inbox' },
  'web.notices.archived': { zh: '已归档', en: 'Archived' },
  'web.notices.undo': { zh: '撤销', en: 'Undo' },
  'web.notices.wishes': { zh: '接收哪些通知', en: 'Which notices to see' },
  'web.notices.wishes.note': {
    zh: '关闭的类别不再显示和计数，重新打开后会恢复',
    en: 'Kinds switched off are neither shown nor counted; switched on again they come back',
  },
  'web.notices.unread': { zh: '未读', en: 'Unread' },
  'web.notices.inbox': { zh: '收件箱', en: 'Inbox' },
  'web.notices.system': { zh: '系统', en: 'The system' },
  'web.notices.kind.any': { zh: '全部类别', en: 'Every kind' },
  'notices.field.code': { zh: '通知', en: 'Notice' },
  'notices.field.kind': { zh: '类别', en: 'Kind' },
  'notices.field.by': { zh: '经办', en: 'By' },
  'notices.field.writtenAt': { zh: '时间', en: 'When' },

  'web.action.new_handover': { zh: '新建移交', en: 'New hand-over' },
  'web.action.enter_figures': { zh: '登记指标数据', en: 'Enter figures of metrics' },
  'web.action.run_quarter': { zh: '开启、关账或封账', en: 'Open, close or seal a quarter' },
  'web.action.import': { zh: '导入数据', en: 'Import data' },
  'web.action.new_account': { zh: '新建登录账户', en: 'New sign-in account' },
  'web.action.password': { zh: '修改密码', en: 'Change the password' },

  'web.version.bar': {
    zh: '系统已更新，请先保存正在填写的内容，再刷新页面',
    en: 'There is a new version: save what you are writing, then reload',
  },
  'web.version.reload': { zh: '刷新页面', en: 'Reload' },
  'web.session.ending': {
    zh: '登录将在 {minutes} 分钟后因无操作结束，正在填写的内容会保留在页面上',
    en: 'You are signed out in {minutes} minutes unless you go on; what you are writing stays on the page',
  },
  'web.session.stay': { zh: '继续使用', en: 'Go on' },
  'web.session.final': {
    zh: '本次登录将在 {minutes} 分钟后到期，请先保存，再重新登录',
    en: 'This session ends in {minutes} minutes: save, then sign in again',
  },
  'web.403.ask': {
    zh: '有这项权限的角色：{roles}。如果工作需要，请联系本机构管理员',
    en: 'Roles with this right: {roles}. If your work needs it, ask the administrator of your unit',
  },
  'web.403.own': { zh: '您现在的角色：{roles}', en: 'Your roles: {roles}' },
});
