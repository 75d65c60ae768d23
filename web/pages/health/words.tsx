import { healthApi } from '../../../server/platform/health/contract.ts';
import type { HealthState } from '../../../server/platform/health/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useSay } from '../../i18n/say.ts';
import { Mark } from '../../kit/figures.tsx';
import { instantWritten } from '../../kit/format.ts';
import { sizeWritten } from '../exports/size.ts';

export type HealthAnswer = AnswerOf<typeof healthApi.readHealth>;
export type FindingRow = HealthAnswer['findings'][number];

const tones = { good: 'good', warn: 'warn', bad: 'bad', unknown: 'calm' } as const;

/** The state in words; the colour only helps the eye. */
export function StateMark({ state }: { readonly state: HealthState }) {
  const { t } = useSay();
  return <Mark tone={tones[state]}>{t(`health.state.${state}`)}</Mark>;
}

/** What a check found: sizes and instants by the end of their name. */
export function useFound(): (finding: FindingRow) => string {
  const { tp, locale } = useSay();
  return ({ found, params }) => {
    const shown = Object.entries(params).map(([name, value]) => {
      if (name.endsWith('Bytes')) return [name, sizeWritten(value)];
      return [name, name.endsWith('At') ? instantWritten(value, locale) : value];
    });
    return tp(found, Object.fromEntries(shown) as Record<string, string>);
  };
}

const rank = { bad: 0, warn: 1, unknown: 2, good: 2 } as const;

/** Red first, then amber, the rest in the order of the checks. */
export function worstFirst(findings: readonly FindingRow[]): readonly FindingRow[] {
  return findings.toSorted((a, b) => rank[a.state] - rank[b.state]);
}
