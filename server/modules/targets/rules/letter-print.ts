import { fen, moneyText } from '../../../../core/money.ts';
import { percentText, rate } from '../../../../core/rate.ts';
import { letterSides, type LetterBody, type LetterSide } from '../contract.ts';
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
  return grouped(unit === 'fen' ? moneyText(fen(BigInt(digits))) : digits);
}

/** What the template of the letter is given: every word and figure ready, in Chinese. */
export function printLetter(
  body: LetterBody,
  hash: string,
  signatures: readonly PrintedSignature[],
) {
  const { bank, rm, customers } = body;
  const currency = bank.currency === 'CNY' ? '元' : bank.currency;
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
    signatures: letterSides.map((side) => printedSignature(body, side, signatures)),
    hashNote: `文本指纹（规范 JSON 的 SHA-256）：${hash}。双方签署后文本锁定，变更须另签补充书。`,
    list: customers.list.map((one) => [
      one.customerNo,
      one.name,
      targetsMessages[`targets.level.${one.level}`].zh,
    ]),
    listNote: `共 ${customers.count} 户，按上年业务量列出 ${customers.list.length} 户。`,
  };
}

function printedSignature(
  body: LetterBody,
  side: LetterSide,
  signatures: readonly PrintedSignature[],
) {
  const word = side === 'bank' ? '甲方（银行）' : '乙方（客户经理）';
  const signed = signatures.find((one) => one.side === side);
  if (signed !== undefined) {
    const at = signed.signedAt.slice(0, 16).replace('T', ' ');
    return { side: word, name: signed.signerName, at: `系统签署于 ${at}（协调世界时 UTC）` };
  }
  return { side: word, name: body.kind === 'adopted' ? '按制度认定' : '（待签署）', at: '' };
}

function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}
