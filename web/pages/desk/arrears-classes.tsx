import { deskApi } from '../../../server/modules/desk/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Choice, Count, Money } from '../../kit/figures.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { Wide } from '../../kit/wide.tsx';
import { Read } from '../../kit/page.tsx';

const order = ['normal', 'special_mention', 'substandard', 'doubtful', 'loss'];
const tones = {
  normal: 'good',
  special_mention: 'warn',
  substandard: 'bad',
  doubtful: 'bad',
  loss: 'bad',
} as const;

/** Loans by class at the last closing: how many, how much, what is overdue and for how long. */
export function ArrearsClasses() {
  const { t, locale } = useSay();
  const query = useRoute(deskApi.listArrearsClasses);
  return (
    <Read query={query}>
      {({ quarter, rows }) =>
        quarter === null || rows.length === 0 ? (
          <NoDataYet words={t('desk.no_loans')} />
        ) : (
          <Wide>
            <table className="kj-plain">
              <caption className="kj-quiet kj-desk-caption">
                {t('desk.as_of', { quarter: quarterWritten(quarter, locale) })}
              </caption>
              <thead>
                <tr>
                  <th scope="col">{t('desk.field.riskClass')}</th>
                  {(['loans', 'balance', 'overdue', 'daysMost'] as const).map((name) => (
                    <th key={name} scope="col" className="kj-figure">
                      {t(`desk.field.${name}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows
                  .toSorted((a, b) => order.indexOf(a.riskClass) - order.indexOf(b.riskClass))
                  .map((row) => (
                    <tr key={row.riskClass}>
                      <th scope="row">
                        <Choice
                          module="holdings"
                          property="riskClass"
                          value={row.riskClass}
                          tones={tones}
                        />
                      </th>
                      <td className="kj-figure">
                        <Count value={row.loans} />
                      </td>
                      <td className="kj-figure">
                        <Money fen={row.balance} />
                      </td>
                      <td className="kj-figure">
                        <Money fen={row.overdue} />
                      </td>
                      <td className="kj-figure">
                        <Count value={row.daysMost} />
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </Wide>
        )
      }
    </Read>
  );
}
