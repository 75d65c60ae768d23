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

  'web.keys.close_quick': { zh: '关闭快速查看', en: 'Close the quick view' },
  'web.record_place': { zh: '{place} / {seen}', en: '{place} / {seen}' },
  'web.back_to_list': { zh: '回到列表', en: 'Back to the list' },
  'web.quick': { zh: '快速查看', en: 'Quick view' },
  'web.quick.of': { zh: '快速查看“{name}”', en: 'Quick view of “{name}”' },
  'web.quick.last_figures': { zh: '最近结算的季度', en: 'Last closed quarter' },
  'web.quick.no_figures': { zh: '还没有结算过的季度', en: 'No quarter was closed yet' },
  'web.quick.open': { zh: '打开', en: 'Open' },

  'web.bulk': { zh: '批量操作', en: 'Many at once' },
  'web.bulk.tick': { zh: '选择“{name}”', en: 'Select “{name}”' },
  'web.bulk.tick_page': { zh: '选择本页全部', en: 'Select the whole page' },
  'web.bulk.chosen': { zh: '已选 {count} 条', en: '{count} selected' },
  'web.bulk.all_chosen': { zh: '已选全部符合条件的记录：', en: 'All that match are selected:' },
  'web.bulk.choose_all': { zh: '改选全部符合条件的：', en: 'Select all that match:' },
  'web.bulk.clear': { zh: '取消选择', en: 'Release' },
  'web.bulk.act': { zh: '{label} {count} 条', en: '{label}: {count}' },
  'web.bulk.can': { zh: '将执行 {count} 条', en: '{count} will go through' },
  'web.bulk.cannot': { zh: '{count} 条不能执行', en: '{count} will not' },
  'web.bulk.max': { zh: '一次最多 {count} 条', en: 'At most {count} at once' },
  'web.bulk.done': { zh: '已完成 {count} 条', en: '{count} done' },
  'web.bulk.not_done': {
    zh: '{count} 条未完成，原因如下',
    en: '{count} not done, with the reason',
  },
  'web.bulk.goes': { zh: '可以', en: 'Goes' },
  'web.bulk.over': { zh: '超出', en: 'Over' },
  'web.bulk.rows': { zh: '逐条结果', en: 'Record by record' },

  'web.chip.remove': { zh: '去掉条件“{name}：{value}”', en: 'Drop the filter “{name}: {value}”' },
});
