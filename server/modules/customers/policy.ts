import { z } from 'zod';
import { rateText } from '../../../core/schema.ts';
import { policyKind, type PolicyFault } from '../../platform/policy/kind.ts';
import { consentFamilies } from './contract/file.ts';

const key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
const words = z.string().trim().min(1).max(60);
const named = z.strictObject({ key, zh: words, en: words });

const shape = z.strictObject({
  beneficialOwner: z.strictObject({
    /** Who owns so much of a firm, through whatever chain, is a beneficial owner. */
    shareLeastMillionths: rateText.transform(BigInt),
    /** Levels of a chain that are looked at. */
    levelsMost: z.int().min(1).max(20),
    /** The rule that the threshold comes from, shown beside it. */
    source: z.string().trim().min(1).max(200),
  }),
  consentPurposes: z
    .array(
      named.extend({
        family: z.enum(consentFamilies),
        /** A consent counts only with the file that proves it; taking it back never needs one. */
        needsDocument: z.boolean(),
        law: z.string().trim().max(120),
      }),
    )
    .min(1)
    .max(40),
  consentChannels: z.array(named).min(1).max(20),
  documentKinds: z.array(named).min(1).max(40),
});
export type CustomerFile = z.output<typeof shape>;

const marketing = {
  family: 'marketing',
  needsDocument: false,
  law: '个人信息保护法 24',
} as const;

/** What a bank keeps of a customer beside his business: owners, consents, files. */
export const customerFileKind = policyKind({
  kind: 'customer_file',
  title: { zh: '客户档案规则', en: 'Customer file' },
  source: '反洗钱法 29；受益所有人信息管理办法 6；个人信息保护法 13–15, 23, 24, 29',
  schema: shape,
  assumed: {
    zh: '假定：控制链层数，用途、渠道与文件种类的清单；25% 为受益所有人管理办法的界限',
    en:
      'ASSUMED: levels of a chain, the lists of purposes, channels and kinds of files; 25 % is ' +
      'the threshold of the order on beneficial owners',
  },
  initial: {
    beneficialOwner: {
      shareLeastMillionths: '250000',
      levelsMost: 10,
      source: '受益所有人信息管理办法（2024 年第 3 号令）第六条：25%（含）以上',
    },
    consentPurposes: [
      { key: 'marketing_phone', zh: '电话营销', en: 'Marketing by phone', ...marketing },
      { key: 'marketing_message', zh: '短信营销', en: 'Marketing by message', ...marketing },
      { key: 'marketing_visit', zh: '上门拜访营销', en: 'Marketing by visit', ...marketing },
      {
        key: 'sensitive_data',
        zh: '处理敏感个人信息（单独同意）',
        en: 'Processing sensitive data (separate consent)',
        family: 'sensitive',
        needsDocument: true,
        law: '个人信息保护法 28–30',
      },
      {
        key: 'group_sharing',
        zh: '集团内共享（单独同意）',
        en: 'Sharing within the group (separate consent)',
        family: 'sharing',
        needsDocument: true,
        law: '个人信息保护法 23',
      },
    ],
    consentChannels: [
      { key: 'counter', zh: '柜面', en: 'Counter' },
      { key: 'phone', zh: '电话', en: 'Phone' },
      { key: 'app', zh: '手机银行', en: 'Mobile bank' },
      { key: 'letter', zh: '书面', en: 'Letter' },
      { key: 'visit', zh: '当面', en: 'In person' },
    ],
    documentKinds: [
      { key: 'consent', zh: '同意书', en: 'Consent' },
      { key: 'licence', zh: '营业执照', en: 'Business licence' },
      { key: 'articles', zh: '公司章程', en: 'Articles' },
      { key: 'financials', zh: '财务报表', en: 'Financial statements' },
      { key: 'contract', zh: '合同', en: 'Contract' },
      { key: 'due_diligence', zh: '尽职调查', en: 'Due diligence' },
      { key: 'other', zh: '其他', en: 'Other' },
    ],
  },
  check: fileFaults,
});

/** What a schema cannot say: a share of the whole, keys once each. */
export function fileFaults(file: CustomerFile): PolicyFault[] {
  const faults: PolicyFault[] = [];
  const least = file.beneficialOwner.shareLeastMillionths;
  if (least < 1n || least > 1_000_000n) {
    faults.push({
      at: 'beneficialOwner.shareLeastMillionths',
      zh: '门槛须大于 0 且不超过 100%',
      en: 'the threshold must be above 0 and at most 100 %',
    });
  }
  for (const list of ['consentPurposes', 'consentChannels', 'documentKinds'] as const) {
    file[list].forEach((one, at) => {
      if (file[list].findIndex((other) => other.key === one.key) < at) {
        faults.push({ at: `${list}.${at}.key`, zh: '代码重复', en: 'the key stands twice' });
      }
    });
  }
  return faults;
}
