import { deskApi } from '../../../server/modules/desk/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Choice, Count, Money } from '../../kit/figures.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { Read } from '../../kit/page.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

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
          <SmallTable
            caption={
              <span className="kj-quiet kj-desk-caption">
                {t('desk.as_of', { quarter: quarterWritten(quarter, locale) })}
              </span>
            }
            rows={rows.toSorted((a, b) => order.indexOf(a.riskClass) - order.indexOf(b.riskClass))}
            keyOf={(row) => row.riskClass}
            columns={[
              {
                title: t('desk.field.riskClass'),
                names: true,
                render: (row) => (
                  <Choice
                    module="holdings"
                    property="riskClass"
                    value={row.riskClass}
                    tones={tones}
                  />
                ),
              },
              {
                title: t('desk.field.loans'),
                figure: true,
                render: (row) => <Count value={row.loans} />,
              },
              {
                title: t('desk.field.balance'),
                figure: true,
                render: (row) => <Money fen={row.balance} />,
              },
              {
                title: t('desk.field.overdue'),
                figure: true,
                render: (row) => <Money fen={row.overdue} />,
              },
              {
                title: t('desk.field.daysMost'),
                figure: true,
                render: (row) => <Count value={row.daysMost} />,
              },
            ]}
          />
        )
      }
    </Read>
  );
}
