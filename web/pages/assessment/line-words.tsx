import type { Sheet } from '../../../server/modules/assessment/contract.ts';
import { useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { Explained } from '../../kit/explained.tsx';
import { Count, Mark, Missing, Money, Rate, Score } from '../../kit/figures.tsx';
import type { Tone } from '../../kit/figures.tsx';
import {
  countWritten,
  fenWords,
  percentShort,
  quarterWritten,
  scoreShort,
} from '../../kit/format.ts';
import { Behind } from './behind.tsx';
import { numbersOf, withUnits } from './sheet-line.ts';
import type { Line } from './sheet-line.ts';

/** The name of what a line judges: the catalogue's, else our phrase, else the key itself. */
export function useMetricName(): (line: Pick<Line, 'name' | 'metric'>) => string {
  const { t, tk, locale } = useSay();
  return ({ name, metric }) => {
    if (name !== null) return name[locale];
    return metric === null ? t('assessment.part.base') : tk(`assessment.metric.${metric}`, metric);
  };
}

/** Target or actual in the metric's own unit. */
export function Amount(props: { readonly unit: Line['unit']; readonly value: string | null }) {
  const { unit, value } = props;
  if (value === null) return <Missing />;
  if (unit === 'fen') return <Money fen={value} />;
  if (unit === 'score') return <Score millionths={value} />;
  return unit === 'rate' ? <Rate millionths={value} /> : <Count value={value} />;
}

function useAmountWords(): (unit: Line['unit'], value: string) => string {
  const { locale } = useSay();
  const { currency } = useSession().bank;
  return (unit, value) => {
    if (unit === 'fen') return fenWords(value, locale, currency);
    if (unit === 'rate') return `${percentShort(value)}%`;
    return unit === 'score' ? scoreShort(value) : countWritten(value);
  };
}

/** The formula of a line with its numbers; null where nothing was computed. */
export function useNumbers(): (line: Line) => string | null {
  const { tp } = useSay();
  const words = useAmountWords();
  return (line) => {
    const numbers = numbersOf(line);
    if (numbers === null) return null;
    const params = Object.entries(numbers.params).map(([name, { unit, value }]) => [
      name,
      unit === 'plain' ? value : words(unit, value),
    ]);
    return tp(numbers.phrase, Object.fromEntries(params));
  };
}

const tones: Readonly<Record<string, Tone>> = {
  below_floor: 'bad',
  at_cap: 'strong',
  at_least: 'warn',
  at_most: 'strong',
  below_target: 'bad',
  too_few_marks: 'warn',
  not_measured: 'calm',
  no_target: 'calm',
  no_average: 'calm',
  not_counted: 'calm',
  lower_title: 'warn',
  no_base: 'bad',
  passed: 'good',
  failed: 'bad',
  below: 'bad',
  par: 'good',
  above: 'gold',
};

/** What became of the score, where it was not simply the formula. */
export function OutcomeMark({ line }: { readonly line: Line }) {
  const { tk } = useSay();
  const outcome = line.explanation.inputs['outcome'];
  if (outcome === undefined || ['scored', 'within', 'met'].includes(outcome)) return null;
  return <Mark tone={tones[outcome] ?? 'calm'}>{tk(`assessment.outcome.${outcome}`)}</Mark>;
}

/** Says that a row judges the quarter alone; the year to date is the usual. */
export function PeriodMark({ line }: { readonly line: Line }) {
  const { t } = useSay();
  if (line.explanation.inputs['period'] !== 'quarter') return null;
  return <Mark tone="calm">{t('assessment.period.quarter')}</Mark>;
}

/** Formula with its numbers and what became of it, below a line's figures. */
export function Computed({ line }: { readonly line: Line }) {
  const numbers = useNumbers()(line);
  return (
    <span>
      {numbers === null ? null : <span style={{ overflowWrap: 'anywhere' }}>{numbers} </span>}
      <OutcomeMark line={line} />
      <Carried line={line} />
    </span>
  );
}

function Carried({ line }: { readonly line: Line }) {
  const { t } = useSay();
  const words = useAmountWords();
  if (line.carriedIn === null || line.carriedOut === null) return null;
  const { unit, carriedIn, carriedOut } = line;
  return (
    <div className="kj-quiet">
      {t('assessment.carried_in', { amount: words(unit, carriedIn) })} ·{' '}
      {t('assessment.carried_out', { amount: words(unit, carriedOut) })}
    </div>
  );
}

/** The score opens to its formula with its numbers, and to the customers behind the figure. */
export function LineScore({ sheet, line }: { readonly sheet: Sheet; readonly line: Line }) {
  const { t, tk, locale } = useSay();
  const metricName = useMetricName();
  const numbers = useNumbers()(line);
  const { formula } = line.explanation;
  const behind = line.measures.length > 0;
  const own = `/attribution/staff/${sheet.staffId}`;
  return (
    <Explained
      module="assessment"
      title={`${metricName(line)} · ${quarterWritten(sheet.quarter, locale)}`}
      explanation={{
        ...withUnits(line.explanation, line.unit),
        formula: numbers === null ? formula : `${tk(formula)} — ${numbers}`,
        policyVersion: `v${sheet.policyVersionNo}`,
      }}
      {...(behind
        ? {
            source: {
              to: `${own}/metrics/${line.metric}?quarter=${sheet.quarter}`,
              label: t('assessment.behind_all'),
            },
            more: (
              <Behind staffId={sheet.staffId} quarter={sheet.quarter} measures={line.measures} />
            ),
          }
        : {})}
    >
      <strong>
        <Score millionths={line.score} />
      </strong>
    </Explained>
  );
}
