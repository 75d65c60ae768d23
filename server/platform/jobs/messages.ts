import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const jobsMessages = phrases({
  'progress.unknown': { zh: '没有进行中的工作 {key}', en: 'There is no such work: {key}' },
});

export const refuse = refuserOf(jobsMessages);
