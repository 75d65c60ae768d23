import { phrases } from '../../core/messages.ts';

export const changeMessages = phrases({
  'web.change.year': { zh: '同比', en: 'YoY' },
  'web.change.quarter': { zh: '环比', en: 'QoQ' },
  'web.change.up': { zh: '上升', en: 'up' },
  'web.change.down': { zh: '下降', en: 'down' },
  'web.change.same': { zh: '持平', en: 'unchanged' },
  'web.change.no_base': { zh: '没有可比的基数', en: 'There is no base to compare with' },
  'web.change.negative_base': { zh: '（基数为负）', en: '(base below zero)' },
});
