import type { ObjectionRow } from '../../../server/modules/assessment/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { Choice, Mark } from '../../kit/figures.tsx';

/** The verdict, or that the answer waits, or is overdue: in words first. */
export function StateOfObjection({ row }: { readonly row: ObjectionRow }) {
  const { t } = useSay();
  if (row.verdict === null) {
    return row.overdue ? (
      <Mark tone="bad">{t('assessment.objection.overdue')}</Mark>
    ) : (
      <Mark tone="gold">{t('assessment.objection.waiting')}</Mark>
    );
  }
  const tones = { upheld: 'good', rejected: 'calm', withdrawn: 'calm' } as const;
  return <Choice module="assessment" property="verdict" value={row.verdict} tones={tones} />;
}
