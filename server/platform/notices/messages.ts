import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const noticesMessages = phrases({
  'notices.job.sweep': { zh: '清理旧通知', en: 'Clear away old notices' },
  'notices.job.sweep.does': {
    zh: '每夜删除很久以前的通知',
    en: 'Each night: notices of long ago are removed',
  },
  'notices.kind_unknown': {
    zh: '没有“{kind}”这类通知',
    en: 'There is no kind of notice named {kind}',
  },
});

export const refuse = refuserOf(noticesMessages);
