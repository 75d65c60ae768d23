import { useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { dayWritten, fenExact } from '../../kit/format.ts';

/** The rule that gave a value, with its figures, as a sentence. */
export function ReasonText({ reason }: { readonly reason: Readonly<Record<string, string>> }) {
  const { tp, locale } = useSay();
  const { currency } = useSession().bank;
  const unit = currency === 'CNY' && locale === 'zh' ? '元' : currency;
  const money = (fen: string | undefined) => (fen === undefined ? '' : `${fenExact(fen)} ${unit}`);
  const { ratedOn, averageFen, fromFen, rule } = reason;
  return (
    <span>
      {tp(`segmentation.reason.${rule ?? ''}`, {
        ...reason,
        average: money(averageFen),
        from: money(fromFen),
        ...(ratedOn === undefined ? {} : { ratedOn: dayWritten(ratedOn, locale) }),
      })}
    </span>
  );
}
