import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const noticesMessages = phrases({
  'notices.kind_unknown': {
    zh: '没有“{kind}”这类通知',
    en: 'There is no kind of notice named {kind}',
  },
});

export const refuse = refuserOf(noticesMessages);
