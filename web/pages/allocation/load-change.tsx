import { useSay } from '../../i18n/say.ts';
import { Count, Mark } from '../../kit/figures.tsx';

/** Customers an RM leads now and afterwards, beside what his grade holds (null: no limit). */
export function LoadChange(props: {
  readonly now: number;
  readonly after: number;
  readonly max: number | null;
}) {
  const { t } = useSay();
  const { now, after, max } = props;
  return (
    <>
      <Count value={now} /> → <Count value={after} /> /{' '}
      {max === null ? t('allocation.pool_no_limit') : <Count value={max} />}{' '}
      {max !== null && after > max ? <Mark tone="bad">{t('allocation.proposal_over')}</Mark> : null}
    </>
  );
}
