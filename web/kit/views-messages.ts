import { phrases } from '../../core/messages.ts';

/** What the menu of views, editing in place and its conflict dialog say. */
export const viewMenuMessages = phrases({
  'web.view': { zh: '视图', en: 'Views' },
  'web.view.changed': { zh: '已改动', en: 'changed' },
  'web.view.none': { zh: '全部记录', en: 'All records' },
  'web.view.mine': { zh: '我的视图', en: 'My views' },
  'web.view.shared': { zh: '与我共享', en: 'Shared with me' },
  'web.view.default_mark': { zh: '（默认）', en: ' (default)' },
  'web.view.by': { zh: '{name} · {owner}', en: '{name} · {owner}' },
  'web.view.save': { zh: '保存改动', en: 'Save the change' },
  'web.view.revert': { zh: '还原', en: 'Back to the view' },
  'web.view.save_as': { zh: '另存为视图…', en: 'Save as a view…' },
  'web.view.settings': { zh: '名称与共享…', en: 'Name and sharing…' },
  'web.view.make_default': { zh: '设为我的默认', en: 'Open the list with it' },
  'web.view.drop_default': { zh: '取消默认', en: 'No longer open with it' },
  'web.view.remove': { zh: '删除视图', en: 'Remove the view' },
  'web.view.removed': { zh: '已删除视图“{name}”', en: 'The view “{name}” was removed' },
  'web.view.undo': { zh: '撤销', en: 'Undo' },
  'web.view.saved': { zh: '已保存视图“{name}”', en: 'The view “{name}” was saved' },
  'web.view.what': {
    zh: '视图记下筛选、排序、列与密度；共享后每个人仍只看到自己权限内的数据，搜索文字不共享',
    en: 'A view keeps filters, order, columns and density. Shared, it still shows each reader only what he may see; the search text is not shared',
  },
  'web.view.bank_right': {
    zh: '与全行共享需要相应权限',
    en: 'Sharing with the whole bank needs its right',
  },

  'web.inline.edit': { zh: '修改{label}：{value}', en: 'Edit {label}: {value}' },
  'web.inline.empty': { zh: '未填写', en: 'Empty' },
  'web.conflict.title': { zh: '{label}：有人先改了', en: '{label}: somebody was faster' },
  'web.conflict.theirs': { zh: '现在的值，{by} 写入', en: 'What stands there, by {by}' },
  'web.conflict.mine': { zh: '您的值', en: 'Yours' },
  'web.conflict.not_saved': { zh: '没有保存', en: 'Not saved' },
  'web.conflict.keep': { zh: '保留对方的', en: 'Keep theirs' },
  'web.conflict.write': { zh: '仍写入我的', en: 'Write mine over it' },
});
