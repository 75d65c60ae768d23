import { z } from 'zod';
import { policyKind, type PolicyFault } from '../../platform/policy/kind.ts';
import { baseChannels } from './contract.ts';
import { contactsMessages } from './messages.ts';

const channelKey = z.string().regex(/^[a-z][a-z_]{0,19}$/);
export const periodNames = ['month', 'quarter', 'half_year'] as const;
export type PeriodName = (typeof periodNames)[number];

const requirement = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  /** Which contacts count; one of them is enough. */
  channels: z.array(channelKey).min(1).max(20),
  /** At least so many in each calendar period. */
  countLeast: z.int().min(1).max(60),
  period: z.enum(periodNames),
});
export type Requirement = z.output<typeof requirement>;

const standard = z.strictObject({
  /** Firms by class, persons by tier. */
  dimension: z.enum(['class', 'tier']),
  values: z
    .array(z.enum(['premium', 'general', 'poor', 'large', 'middle', 'small']))
    .min(1)
    .max(6),
  requirements: z.array(requirement).max(10),
  /** Months without any contact after which an alarm stands; none: no alarm. */
  alarmMonths: z.int().min(1).max(36).nullable(),
});
export type Standard = z.output<typeof standard>;

const days = z.int().min(1).max(180);

const consentNeed = z.enum(['given', 'not_withdrawn']);
const purposeKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
/** Which consent (policy `customer_file`) a channel needs when the bank offers something. */
const marketingChannels = [
  { channel: 'visit', consent: 'marketing_visit' },
  { channel: 'phone', consent: 'marketing_phone' },
  { channel: 'video', consent: 'marketing_phone' },
  { channel: 'message', consent: 'marketing_message' },
];
const marketing = z.strictObject({
  channels: z
    .array(z.strictObject({ channel: channelKey, consent: purposeKey }))
    .max(30)
    .default(marketingChannels),
  /** given: an offer needs a consent; not_withdrawn: it needs only that none was taken back. */
  individual: consentNeed.default('given'),
  corporate: consentNeed.default('not_withdrawn'),
});

const shape = z.strictObject({
  /** Words beside visit, phone, message, branch, video, event. */
  furtherChannels: z
    .array(
      z.strictObject({
        key: channelKey,
        zh: z.string().trim().min(1).max(20),
        en: z.string().trim().min(1).max(40),
      }),
    )
    .max(20),
  standards: z.array(standard).max(12),
  /** Days before a period's end from which an open contact is shown as due soon. */
  dueSoonDays: z.strictObject({ month: days, quarter: days, half_year: days }),
  /** Two people at one customer within so many days are warned (P3). */
  doubleDays: z.int().min(1).max(90),
  /** A contact older than so many days can no longer be written down. */
  backdateDaysMost: z.int().min(1).max(366),
  /** Consent to offers (PIPL 13-15, 24). */
  marketing: marketing.default({
    channels: marketingChannels,
    individual: 'given',
    corporate: 'not_withdrawn',
  }),
});
export type ContactStandard = z.output<typeof shape>;

const personal = ['visit', 'phone', 'branch', 'video'];

/** How often whom, and what may be written down: a service standard for each segment (B1). */
export const contactStandardKind = policyKind({
  kind: 'contact_standard',
  title: { zh: '客户联系标准', en: 'Contact standard' },
  source:
    'B1, B3, P3; domain rules 5 (contact rule, alarm of core customers); 个人信息保护法 13–15, 24',
  schema: shape,
  assumed: {
    zh:
      '假定：大客户与优质客户的季度计划以规划面谈（计划渠道）为准；' +
      '季度联系与半年致电可以是任何亲自联系；' +
      '劣质企业按一般企业；首个周期按剩余天数折算并四舍五入；到期前 7、14、30 天提醒；超过 ' +
      '30 天的联系不再受理；个人客户须已同意、企业客户未撤回方可主动营销，' +
      '视频按电话营销，网点与活动不另需同意。7 天重复联系提示为原文所定',
    en:
      'ASSUMED: the quarterly plan of large and premium customers is a planning talk ' +
      '(channel plan); a quarterly contact and a half-year call may be any personal one; ' +
      'poor firms as general ones; a first period counts by the days left, rounded half ' +
      'up; due soon 7, 14 and 30 days before the end; contacts older than 30 days are ' +
      'refused; an offer needs the consent of a person, and that of a firm not withdrawn; ' +
      'video counts as phone, branch and events need none. The 7 days of P3 are given.',
  },
  initial: {
    furtherChannels: [{ key: 'plan', zh: '规划面谈', en: 'Planning talk' }],
    standards: [
      ...(['class', 'tier'] as const).map((dimension) => ({
        dimension,
        values: [dimension === 'class' ? ('premium' as const) : ('large' as const)],
        requirements: [
          {
            key: 'visit',
            channels: ['visit'],
            countLeast: 1,
            period: 'month' as const,
          },
          { key: 'plan', channels: ['plan'], countLeast: 1, period: 'quarter' as const },
        ],
        alarmMonths: 3,
      })),
      {
        dimension: 'class',
        values: ['general', 'poor'],
        requirements: [
          { key: 'contact', channels: [...personal], countLeast: 1, period: 'quarter' },
        ],
        alarmMonths: null,
      },
      {
        dimension: 'tier',
        values: ['middle'],
        requirements: [
          { key: 'contact', channels: [...personal], countLeast: 1, period: 'quarter' },
        ],
        alarmMonths: null,
      },
      {
        dimension: 'tier',
        values: ['small'],
        requirements: [
          { key: 'call', channels: [...personal], countLeast: 1, period: 'half_year' },
        ],
        alarmMonths: null,
      },
    ],
    dueSoonDays: { month: 7, quarter: 14, half_year: 30 },
    doubleDays: 7,
    backdateDaysMost: 30,
  },
  check: standardFaults,
});

const ofDimension = {
  class: ['premium', 'general', 'poor'],
  tier: ['large', 'middle', 'small'],
} as const;

function standardFaults(body: ContactStandard): PolicyFault[] {
  const faults: PolicyFault[] = [];
  const known = new Set<string>(baseChannels);
  for (const [at, { key }] of body.furtherChannels.entries()) {
    if (known.has(key)) {
      faults.push({
        at: `furtherChannels.${at}.key`,
        zh: `联系方式 ${key} 重复`,
        en: `the channel ${key} stands twice`,
      });
    }
    known.add(key);
  }
  const claimed = new Set<string>();
  for (const [at, one] of body.standards.entries()) {
    faults.push(...valueFaults(one, at, claimed), ...requirementFaults(one, at, known));
  }
  return faults;
}

function valueFaults(one: Standard, at: number, claimed: Set<string>): PolicyFault[] {
  return one.values.flatMap((value, index): PolicyFault[] => {
    const place = `standards.${at}.values.${index}`;
    const said = contactsMessages[`contacts.values.${value}`];
    if (!(ofDimension[one.dimension] as readonly string[]).includes(value)) {
      return [
        {
          at: place,
          zh: `“${said.zh}”不是该维度的取值`,
          en: `“${said.en}” is no value of this dimension`,
        },
      ];
    }
    if (claimed.has(value)) {
      return [
        {
          at: place,
          zh: `“${said.zh}”已有另一项标准`,
          en: `“${said.en}” has another standard already`,
        },
      ];
    }
    claimed.add(value);
    return [];
  });
}

function requirementFaults(one: Standard, at: number, known: ReadonlySet<string>): PolicyFault[] {
  const keys = new Set<string>();
  return one.requirements.flatMap((wanted, index): PolicyFault[] => {
    const place = `standards.${at}.requirements.${index}`;
    const unknown = wanted.channels.filter((channel) => !known.has(channel));
    const faults: PolicyFault[] = unknown.map((channel) => ({
      at: `${place}.channels`,
      zh: `没有联系方式 ${channel}`,
      en: `there is no channel ${channel}`,
    }));
    if (keys.has(wanted.key)) {
      faults.push({
        at: `${place}.key`,
        zh: `要求 ${wanted.key} 重复`,
        en: `the requirement ${wanted.key} stands twice`,
      });
    }
    keys.add(wanted.key);
    return faults;
  });
}
