import { phrases } from '../../core/messages.ts';

/** What is said about words that were typed and not sent. */
export const draftMessages = phrases({
  'web.draft.offer': {
    zh: '您 {at} 填写、尚未提交的内容还在本机',
    en: 'What you wrote at {at} and did not send is still on this device',
  },
  'web.draft.take': { zh: '接着填', en: 'Go on with it' },
  'web.draft.drop': { zh: '不要了', en: 'Discard it' },
  'web.draft.full': {
    zh: '本机存储已满，正在填写的内容没有留底；请尽快提交',
    en: 'The storage of this device is full: what you write is not kept here, send it soon',
  },
  'web.draft.unfinished': {
    zh: '有尚未提交的内容：',
    en: 'Written and not sent:',
  },
  'web.draft.open': { zh: '去看', en: 'Open' },
  'web.draft.leave_title': {
    zh: '还有 {count} 份内容没有提交',
    en: 'Forms written and not sent: {count}',
  },
  'web.draft.leave_words': {
    zh: '{titles}。退出后这些内容将从本机删除',
    en: '{titles}. Signing out removes them from this device',
  },
});
