import { useSay } from '../../i18n/say.ts';
import { Choice, Mark, Missing } from '../../kit/figures.tsx';
import { segmentTones } from './tones.ts';

/** A firm's grade, or that it has none. */
export function Grade(props: { readonly kind: string; readonly grade: string | null }) {
  const { t } = useSay();
  if (props.kind === 'individual') return <Missing />;
  return props.grade === null ? (
    <Mark tone="warn">{t('customers.unrated')}</Mark>
  ) : (
    <span>{props.grade}</span>
  );
}

/** Type and class of a firm, tier of a person, side by side. */
export function Segments(props: {
  readonly corporateType: string | null;
  readonly class: string | null;
  readonly tier: string | null;
}) {
  const shown = [
    ['corporateType', props.corporateType],
    ['class', props.class],
    ['tier', props.tier],
  ] as const;
  return shown
    .filter(([, value]) => value !== null)
    .map(([property, value]) => (
      <Choice
        key={property}
        module="customers"
        property={property}
        value={value}
        tones={{ ...segmentTones, independent: 'calm', general: 'calm', small: 'calm' }}
      />
    ));
}
