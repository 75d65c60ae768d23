import type { ReactNode } from 'react';
import { deskApi } from '../../../server/modules/desk/contract.ts';
import { useRoute } from '../../api/queries.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useSay } from '../../i18n/say.ts';
import { Mark, Money } from '../../kit/figures.tsx';
import { countWritten, quarterWritten } from '../../kit/format.ts';
import { Meter } from '../../kit/meter.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';

/** What can be priced and what was computed: gaps here make contribution, and pay, wrong. */
export function Coverage() {
  const query = useRoute(deskApi.readCoverage);
  return <Read query={query}>{(answer) => <Lines {...answer} />}</Read>;
}

function Lines(answer: AnswerOf<typeof deskApi.readCoverage>) {
  const { t, locale } = useSay();
  const { quarter, products, priced, balance, balancePriced, customers, computed } = answer;
  return (
    <ul className="kj-lines">
      <li className="kj-desk-meter kj-desk-meter-wide">
        <PageLink to="/products">{t('desk.coverage.products')}</PageLink>
        <Covered
          part={priced}
          whole={products}
          figure={`${countWritten(priced)} / ${countWritten(products)}`}
        />
      </li>
      <li className="kj-desk-meter kj-desk-meter-wide">
        {t('desk.coverage.balance')}
        <Covered
          part={Number(balancePriced)}
          whole={Number(balance)}
          figure={
            <>
              <Money fen={balancePriced} /> / <Money fen={balance} />
            </>
          }
        />
      </li>
      {quarter === null ? null : (
        <li className="kj-desk-meter kj-desk-meter-wide">
          <PageLink to={`/contribution?quarter=${quarter}`}>
            {t('desk.coverage.customers')} · {quarterWritten(quarter, locale)}
          </PageLink>
          <Covered
            part={computed}
            whole={customers}
            figure={`${countWritten(computed)} / ${countWritten(customers)}`}
          />
        </li>
      )}
      {answer.missing.map((one) => (
        <li key={one.code}>
          <PageLink to="/products">{one.name}</PageLink>
          <Mark tone="bad">{t('desk.coverage.missing')}</Mark>
          <span className="kj-line-end">
            <Money fen={one.balance} />
          </span>
        </li>
      ))}
    </ul>
  );
}

interface CoveredProps {
  readonly part: number;
  readonly whole: number;
  readonly figure: ReactNode;
}

function Covered({ part, whole, figure }: CoveredProps) {
  const { t } = useSay();
  const all = part >= whole;
  return (
    <span className="kj-line-end">
      <Meter
        percent={whole === 0 ? 0 : (part * 100) / whole}
        tone={all ? 'good' : 'bad'}
        figure={figure}
        words={t(all ? 'desk.coverage.whole' : 'desk.coverage.part')}
      />
    </span>
  );
}
