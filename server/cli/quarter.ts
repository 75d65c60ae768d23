import type { Command } from 'commander';
import { inputsIn, say } from '../../core/messages.ts';
import { parseQuarter, type Quarter } from '../../core/period.ts';
import { fen, moneyText } from '../../core/money.ts';
import { percentText, rate } from '../../core/rate.ts';
import { isRefusal, type Refusal, type RefusalParams } from '../../core/refusal.ts';
import { publishQuarter } from '../modules/assessment/index.ts';
import {
  closeQuarter,
  explainQuarter,
  openQuarter,
  sealQuarter,
  type ExplainedLine,
  type QuarterExplanation,
  type RunOutcome,
  type StationProgress,
} from '../modules/closing/index.ts';
import { beginProgress } from '../platform/jobs/index.ts';
import { atBank, houseBook, type Bench } from './bank.ts';
import type { Found, Terminal } from './terminal.ts';

interface RunOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export function addQuarter(program: Command): void {
  const quarter = program
    .command('quarter')
    .description('季度：开启、关账、封账、解释 / quarters: open, close, seal, explain');
  for (const [kind, words] of [
    ['open', '开启季度：分层、分配、目标、责任书、费用额度 / open: allocation, targets, letters'],
    ['close', '关账：贡献、考核、薪酬，可重复 / close: contribution, sheets, pay; may be repeated'],
  ] as const) {
    quarter
      .command(kind)
      .description(words)
      .argument('<quarter>', '2026Q3')
      .option('--dry-run', '试算，不保存 / compute and keep nothing')
      .option('--json', '输出 JSON / print JSON')
      .action((given: string, options: RunOptions) =>
        atBank(options, (bench) => withQuarter(given, (of) => run(bench, kind, of, options))),
      );
  }
  quarter
    .command('publish')
    .description(
      '公示考核表，异议期由此开始 / publish the sheets: the window for objections begins',
    )
    .argument('<quarter>', '2026Q3')
    .option('--digest <digest>', '所见关账摘要 / the digest that was seen')
    .option('--dry-run', '只检查能否公示 / only check')
    .option('--json', '输出 JSON / print JSON')
    .action((given: string, options: RunOptions & { digest?: string }) =>
      atBank(options, (bench) => withQuarter(given, (of) => publish(bench, of, options))),
    );
  quarter
    .command('seal')
    .description('封账，不可再改 / seal: final')
    .argument('<quarter>', '2026Q3')
    .option('--digest <digest>', '所见关账摘要 / the digest that was seen')
    .option('--dry-run', '只检查能否封账 / only check')
    .option('--json', '输出 JSON / print JSON')
    .action((given: string, options: RunOptions & { digest?: string }) =>
      atBank(options, (bench) => withQuarter(given, (of) => seal(bench, of, options))),
    );
  quarter
    .command('explain')
    .description('解释一位客户经理的每个数字 / explain every figure of an RM')
    .argument('<rm>', '工号 / staff number')
    .argument('<quarter>', '2026Q3')
    .option('--json', '输出 JSON / print JSON')
    .action((staffNo: string, given: string, options: { json?: boolean }) =>
      atBank(options, (bench) => withQuarter(given, (of) => explain(bench, staffNo, of))),
    );
}

async function withQuarter(
  given: string,
  work: (of: Quarter) => Promise<Found | Refusal>,
): Promise<Found | Refusal> {
  const of = parseQuarter(given.toUpperCase());
  return of === null ? { refused: 'cli.quarter_invalid', params: { given } } : work(of);
}

async function run(
  bench: Bench,
  kind: 'open' | 'close',
  of: Quarter,
  options: RunOptions,
): Promise<Found | Refusal> {
  const { terminal, open, actor } = bench;
  const dryRun = options.dryRun ?? false;
  const work = kind === 'open' ? openQuarter : closeQuarter;
  const shared = dryRun ? null : await beginProgress(open.database, `quarter-${kind}-${of}`);
  const seconds = new Map<string, number>();
  let began = performance.now();
  try {
    const outcome = await work(open.database, actor, of, {
      dryRun,
      onStation: (station) => {
        shared?.report(BigInt(station.position - 1), BigInt(station.of), station.station);
        if (station.state === 'began') began = performance.now();
        else seconds.set(station.station, performance.now() - began);
        if (station.state !== 'began' && !terminal.json) terminal.whisper(lineOf(bench, station));
      },
    });
    if (isRefusal(outcome)) await shared?.fail(outcome.refused);
    else await shared?.finish();
    return isRefusal(outcome) ? outcome : foundOf(bench, outcome, dryRun, seconds);
  } catch (error) {
    await shared?.fail((error as Error).message);
    throw error;
  }
}

function lineOf({ terminal }: Bench, one: StationProgress): string {
  const { position, of } = one;
  const station = wordsOf(terminal, `closing.station.${one.station}`);
  return one.state === 'resumed'
    ? terminal.say('cli.station_resumed', { position, of, station })
    : terminal.say('cli.station_done', { position, of, station, rows: one.result?.rows ?? 0 });
}

function foundOf(
  { terminal }: Bench,
  outcome: RunOutcome,
  dryRun: boolean,
  seconds: ReadonlyMap<string, number>,
): Found {
  const { quarter, kind, digest } = outcome;
  const steps = outcome.steps.map((step) => ({
    ...step,
    ms: Math.round(seconds.get(step.station) ?? 0),
  }));
  const code = dryRun ? 'cli.quarter_rehearsed' : 'cli.quarter_done';
  return {
    data: { ...outcome, steps, dryRun },
    lines: [terminal.say(code, { quarter, kind: wordsOf(terminal, `closing.${kind}`), digest })],
  };
}

async function publish(
  bench: Bench,
  of: Quarter,
  options: RunOptions & { readonly digest?: string },
): Promise<Found | Refusal> {
  const published = await bench.open.database.transaction(
    bench.actor,
    (tx) => publishQuarter(tx, { quarter: of, seen: options.digest ?? null }),
    { rollBack: options.dryRun ?? false },
  );
  if (isRefusal(published)) return published;
  const { objectionsUntil } = published;
  const line = bench.terminal.say('cli.quarter_published', { quarter: of, objectionsUntil });
  const data = { quarter: of, kind: 'publish', objectionsUntil, dryRun: options.dryRun ?? false };
  return { data, lines: [line] };
}

async function seal(
  bench: Bench,
  of: Quarter,
  options: RunOptions & { readonly digest?: string },
): Promise<Found | Refusal> {
  const sealed = await bench.open.database.transaction(
    bench.actor,
    (tx) => sealQuarter(tx, { quarter: of, seen: options.digest ?? null }),
    { rollBack: options.dryRun ?? false },
  );
  if (isRefusal(sealed)) return sealed;
  const { digest } = sealed;
  const code = options.dryRun === true ? 'cli.quarter_rehearsed' : 'cli.quarter_done';
  const line = bench.terminal.say(code, {
    quarter: of,
    kind: wordsOf(bench.terminal, 'closing.seal'),
    digest,
  });
  const data = { quarter: of, kind: 'seal', digest, dryRun: options.dryRun ?? false };
  return { data, lines: [line] };
}

async function explain(bench: Bench, staffNo: string, of: Quarter): Promise<Found | Refusal> {
  const found = await bench.open.database.transaction(
    bench.actor,
    (tx) => explainQuarter(tx, { quarter: of, staffNo }),
    { readOnly: true },
  );
  return isRefusal(found) ? found : { data: found, lines: explanationLines(bench, found) };
}

/** Title, figure, formula and inputs, one below the other. */
function explanationLines({ terminal }: Bench, found: QuarterExplanation): string[] {
  const lines = [`${found.quarter}  ${found.staffNo}  ${found.name}`];
  for (const { section, lines: figures } of found.sections) {
    lines.push('', `== ${wordsOf(terminal, `${section}.title`)}`);
    for (const { title, name: named, metricUnit, amount, unit, explanation } of figures) {
      const { formula, inputs } = explanation;
      lines.push(
        `${named?.[terminal.locale] ?? wordsOf(terminal, title)}: ${figureText(amount, unit)}`,
        `    ${wordsOf(terminal, formula, inputs)}`,
      );
      for (const [name, value] of inputsIn(inputs, terminal.locale)) {
        const word = `${section}.${name}.${value}`;
        const given = isWord(word) ? wordsOf(terminal, word) : inputText(metricUnit, name, value);
        lines.push(`      ${inputName(terminal, section, name)} = ${given}`);
      }
    }
  }
  return lines;
}

function isWord(code: string): boolean {
  return houseBook()[code] !== undefined;
}

function wordsOf(terminal: Terminal, code: string, params: RefusalParams = {}): string {
  const phrase = houseBook()[code];
  return phrase === undefined ? code : say(phrase, terminal.locale, params);
}

function inputName(terminal: Terminal, section: string, name: string): string {
  const book = houseBook();
  const bare = name.replace(/(Fen|Rate|Millionths)$/, '');
  const keys = [name, bare].flatMap((one) => [
    `${section}.input.${one}`,
    `${section}.field.${one}`,
  ]);
  const key = keys.find((one) => book[one] !== undefined);
  return key === undefined ? name : wordsOf(terminal, key);
}

/** Money in yuan; points and rates with a decimal point: the wire has fen and millionths. */
function figureText(amount: string, unit: 'fen' | 'count' | 'rate' | 'points'): string {
  if (unit === 'fen') return moneyText(fen(BigInt(amount)));
  if (unit === 'count') return amount;
  if (unit === 'rate') return percentText(rate(BigInt(amount)));
  const millionths = BigInt(amount);
  const digits = (millionths < 0n ? -millionths : millionths).toString().padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0+$/, '');
  const sign = millionths < 0n ? '-' : '';
  return `${sign}${digits.slice(0, -6)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Inputs of a sheet's line that are in the unit of its metric. */
const metricAmounts = /^(a|t|step|excess|average|above|bandFrom|carriedIn|carriedOut)$/;

/** The unit stands last in an input's name; actual, target and step have that of their metric. */
function inputText(metricUnit: ExplainedLine['metricUnit'], name: string, value: string): string {
  if (!/^-?\d+$/.test(value)) return value;
  if (metricUnit !== undefined && metricAmounts.test(name)) {
    return figureText(value, metricUnit === 'score' ? 'points' : metricUnit);
  }
  if (name.endsWith('Fen')) return figureText(value, 'fen');
  if (/(Rate|Percent|Share)(Millionths)?$/.test(name)) return figureText(value, 'rate');
  return name.endsWith('Millionths') ? figureText(value, 'points') : value;
}
