import { z } from 'zod';
import { roles } from '../../../core/actor.ts';
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

/** Which grants a second administrator must accept, and how long a request waits. */
export const grantReviewPolicy = policyKind({
  kind: 'grant_review',
  title: { zh: '账户授权双人复核', en: 'Second person for grants' },
  source: 'GB/T 22239-2019 8.1.4.2 访问控制 (separation of rights of administrators)',
  schema: z.object({
    /** Roles that always need a second administrator, whatever their scope. */
    anyScope: z.array(z.enum(roles)),
    /** Roles that need one when the scope is the whole bank: those that see what people earn. */
    bankWide: z.array(z.enum(roles)),
    /** Days of the clock a request waits; afterwards it has lapsed. */
    openDays: z.int().min(1).max(90),
  }),
  initial: {
    anyScope: ['administrator'],
    bankWide: ['rm', 'team_head', 'branch_president', 'hr', 'finance', 'risk', 'auditor'],
    openDays: 7,
  },
  assumed: {
    zh: '假定：哪些授权须第二位管理员复核、申请保留天数；标准只要求权限分离',
    en: 'Which grants need a second administrator, and how long a request waits',
  },
});
