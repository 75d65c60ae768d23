import { phrases } from '../../core/messages.ts';

/** What lists say: rows by keyboard, chips, views, many at once, quick view, editing in place. */
export const listsMessages = phrases({
  'web.keys.next_row': { zh: '下一行', en: 'Next row' },
  'web.keys.previous_row': { zh: '上一行', en: 'Previous row' },
  'web.keys.open_row': { zh: '打开这一行', en: 'Open the row' },
  'web.keys.quick_view': { zh: '快速查看', en: 'Quick view' },
  'web.keys.select_row': { zh: '选中或取消这一行', en: 'Select or release the row' },
  'web.keys.search': { zh: '到搜索框', en: 'To the search box' },
  'web.keys.previous_record': { zh: '上一条记录', en: 'Previous record' },
  'web.keys.next_record': { zh: '下一条记录', en: 'Next record' },

  'web.chip': { zh: '{name}：{value}', en: '{name}: {value}' },
  'web.chip.remove': { zh: '去掉条件“{name}：{value}”', en: 'Drop the filter “{name}: {value}”' },
});
