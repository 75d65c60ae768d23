import type { UnitTarget } from '../../../server/modules/targets/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { Mark } from '../../kit/figures.tsx';
import { Amount } from './amount.tsx';

/** What nobody has taken on; a plan that the RMs cover says so. */
export function Gap(props: { readonly unit: UnitTarget['unit']; readonly gap: string | null }) {
  const { t } = useSay();
  if (props.gap !== null && BigInt(props.gap) <= 0n) {
    return <Mark tone="good">{t('targets.page.covered')}</Mark>;
  }
  return <Amount unit={props.unit} value={props.gap} />;
}
