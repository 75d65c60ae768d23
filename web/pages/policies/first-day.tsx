import { useSay } from '../../i18n/say.ts';
import { DayText } from '../../kit/figures.tsx';

/**
 * The day from which a version is in force; the installation's versions were there from the
 * beginning.
 */
export function FirstDay({ day }: { readonly day: string }) {
  const { t } = useSay();
  return day <= '1900-01-01' ? <span>{t('policy.always')}</span> : <DayText day={day} />;
}
