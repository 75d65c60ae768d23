import { fen, groupedDigits, moneyText } from '../../../../core/money.ts';
import { percentText, rate } from '../../../../core/rate.ts';
import { letterSides, type AmendmentBody, type LetterBody, type LetterSide } from '../contract.ts';
import { targetsMessages } from '../messages.ts';

export interface PrintedSignature {
  readonly side: LetterSide;
  readonly signerName: string;
  readonly signedAt: string;
}

const sequenceWords: Readonly<Record<string, string>> = { corporate: '对公', retail: '零售' };
const levelWords: Readonly<Record<string, string>> = {
  trainee: '见习',
  junior: '初级',
  middle: '中级',
  senior: '高级',
};

/**
 * A figure as it stands on paper: money with two decimals and groups of three, percentages exact.
 */
export function figureText(unit: LetterBody['metrics'][number]['unit'], digits: string): string {
  if (unit === 'millionths') return percentText(rate(BigInt(digits)));
  return groupedDigits(unit === 'fen' ? moneyText(fen(BigInt(digits))) : digits);
}

/** What stands around a signed text: its fingerprint, its signatures, the bank's time zone. */
export interface Surroundings {
  readonly hash: string;
  readonly signatures: readonly PrintedSignature[];
  readonly timeZone: string;
}

export type PrintedLetter = ReturnType<typeof printLetter>;
export type PrintedAmendment = ReturnType<typeof printAmendment>;

/** What the template of the letter is given: every word and figure ready, in Chinese. */
export function printLetter(body: LetterBody, around: Surroundings) {
  const { hash } = around;
  const { bank, rm, customers } = body;
  const currency = currencyWord(bank.currency);
  const heading = `${body.year} 年度客户经理目标责任书`;
  const amount = (text: string | null, unit: LetterBody['metrics'][number]['unit']) =>
    text === null ? '—' : figureText(unit, text);
  return {
    title: `${heading} ${body.letterNo}`,
    heading,
    bank: bank.name,
    no: body.letterNo,
    hash,
    stateText: body.kind === 'adopted' ? '补建认定' : `${body.year}-01-01 至 ${body.year}-12-31`,
    parties: [
      ['甲方（银行）', `${bank.name} ${bank.unit}`],
      ['乙方（客户经理）', `${rm.name}（工号 ${rm.staffNo}）`],
      ['序列', sequenceWords[rm.sequence] ?? rm.sequence],
      ['等级', `${levelWords[rm.level] ?? rm.level} ${rm.step} 档`],
    ],
    adopted:
      body.adopted === null
        ? ''
        : `本书为补建季度 ${body.adopted.quarter} 按《${body.adopted.policy}》认定生效，` +
          '当时未签署，不作签名。',
    replaces:
      body.replaces === undefined
        ? ''
        : `本书替代未签署的 ${body.replaces.letterNo}，原因：${body.replaces.reason}`,
    metricHead: [
      '指标',
      '权重',
      '上年基数',
      '全年目标',
      '一季度末',
      '二季度末',
      '三季度末',
      '四季度末',
    ],
    metricRows: body.metrics.map((one) => [
      one.name,
      one.weight === null ? '—' : percentText(rate(BigInt(one.weight))),
      one.unit === 'fen' ? amount(one.base, 'fen') : '—',
      amount(one.annual, one.unit),
      ...one.quarters.map(({ target }) => amount(target, one.unit)),
    ]),
    unitNote: `金额单位：${currency}。各季度末为年初以来累计目标；日均指标为年初以来累计日均。`,
    levelHead: ['指标', '目标', '冲刺', '挑战'],
    levelRows: body.metrics.flatMap(({ name, unit, annual, levels }) =>
      levels === undefined
        ? []
        : [[name, ...[annual, levels.stretch, levels.challenge].map((one) => amount(one, unit))]],
    ),
    definitions: body.metrics.map((one) => [
      one.name,
      one.definition,
      one.source,
      one.scoring ?? '按考核方案',
    ]),
    customersText: `截至 ${customers.on}，乙方主办客户 ${customers.count} 户。`,
    levels: customers.byLevel.map((one) => [
      targetsMessages[`targets.level.${one.level}`].zh,
      String(one.customers),
      figureText('fen', one.depositAverageFen),
      figureText('fen', one.loanAverageFen),
    ]),
    promises: body.promises,
    clauses: body.clauses.map((clause, at) => ({
      title: `${'五六七八九十'[at] ?? at + 5}、${clause.title}`,
      items: clause.items,
    })),
    signatures: letterSides.map((side) =>
      printedSignature(side, around, body.kind === 'adopted' ? '按制度认定' : '（待签署）'),
    ),
    hashNote: `文本指纹（规范 JSON 的 SHA-256）：${hash}。双方签署后文本锁定，变更须另签补充书。`,
    list: customers.list.map((one) => [
      one.customerNo,
      one.name,
      targetsMessages[`targets.level.${one.level}`].zh,
    ]),
    listNote: `共 ${customers.count} 户，按上年业务量列出 ${customers.list.length} 户。`,
  };
}

/** What the template of an amendment is given. */
export function printAmendment(body: AmendmentBody, around: Surroundings) {
  const heading = `目标责任书补充书（第 ${body.amendmentNo} 号）`;
  const no = `${body.letterNo} 补 ${body.amendmentNo}`;
  const amount = (text: string | null, unit: LetterBody['metrics'][number]['unit']) =>
    text === null ? '—' : figureText(unit, text);
  const rows = (of: 'before' | 'after') =>
    body.changes.map((one) => [
      one.name,
      of === 'before' ? '原定' : '变更为',
      ...[one[of].annual, one[of].stretch, one[of].challenge].map((text) => amount(text, one.unit)),
      ...one[of].quarters.map(({ target }) => amount(target, one.unit)),
    ]);
  const [before, after] = [rows('before'), rows('after')];
  return {
    title: `${heading} ${no}`,
    heading,
    bank: body.bank.name,
    no,
    hash: around.hash,
    stateText: `自 ${body.fromQuarter} 起`,
    parties: [
      ['甲方（银行）', `${body.bank.name} ${body.bank.unit}`],
      ['乙方（客户经理）', `${body.rm.name}（工号 ${body.rm.staffNo}）`],
    ],
    intro:
      `双方就 ${body.year} 年度目标责任书 ${body.letterNo} 约定：自 ${body.fromQuarter} 起，` +
      '下列目标按变更后的数字执行；责任书原文不变，未列出的各项照旧。',
    reason: body.reason,
    metricHead: [
      '指标',
      '',
      '目标',
      '冲刺',
      '挑战',
      '一季度末',
      '二季度末',
      '三季度末',
      '四季度末',
    ],
    metricRows: before.flatMap((row, at) => [row, after[at]!]),
    unitNote: `金额单位：${currencyWord(body.bank.currency)}。各季度末为年初以来累计目标。`,
    signatures: letterSides.map((side) => printedSignature(side, around, '（待签署）')),
    letterNote: `责任书文本指纹（SHA-256）：${body.letterHash}`,
    hashNote: `补充书文本指纹（规范 JSON 的 SHA-256）：${around.hash}`,
  };
}

function printedSignature(side: LetterSide, around: Surroundings, unsigned: string) {
  const word = side === 'bank' ? '甲方（银行）' : '乙方（客户经理）';
  const signed = around.signatures.find((one) => one.side === side);
  if (signed === undefined) return { side: word, name: unsigned, at: '' };
  const at = `系统签署于 ${zonedText(signed.signedAt, around.timeZone)}`;
  return { side: word, name: signed.signerName, at };
}

/** An instant as the bank's clock showed it: 2026-01-05 09:00（北京时间）. */
export function zonedText(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const word = timeZone === 'Asia/Shanghai' ? '北京时间' : timeZone;
  const day = `${part('year')}-${part('month')}-${part('day')}`;
  return `${day} ${part('hour')}:${part('minute')}（${word}）`;
}

function currencyWord(currency: string): string {
  return currency === 'CNY' ? '元' : currency;
}
