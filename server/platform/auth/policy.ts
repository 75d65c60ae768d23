import { z } from 'zod';
import { policyKind } from '../policy/kind.ts';

const minutes = (max: number) => z.int().min(1).max(max);

/** How people sign in: a rule that the bank's security officer sets. */
export const signInPolicy = policyKind({
  kind: 'sign_in',
  title: { zh: '登录安全', en: 'Sign-in security' },
  source: 'GB/T 22239-2019 8.1.4.1 身份鉴别 (identification, failed sign-ins, time-out)',
  schema: z.object({
    failuresMax: z.int().min(1).max(100),
    lockMinutes: minutes(1440),
    /** Failures further apart than this are not in a row. */
    failureWindowMinutes: minutes(1440),
    idleMinutes: minutes(1440),
    sessionHours: z.int().min(1).max(168),
    tokenDaysMax: z.int().min(1).max(3660),
  }),
  initial: {
    failuresMax: 5,
    lockMinutes: 15,
    failureWindowMinutes: 60,
    idleMinutes: 60,
    sessionHours: 12,
    tokenDaysMax: 366,
  },
  assumed: {
    zh: '假定：全部数字；标准要求设限，由银行自行确定',
    en: 'All numbers: the standard asks for limits and leaves them to the bank',
  },
});
