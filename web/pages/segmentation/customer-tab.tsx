import { segmentationApi } from '../../../server/modules/segmentation/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice, DayText, Mark, Missing } from '../../kit/figures.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { ReasonText } from './reason.tsx';
import { segmentTones } from '../customers/tones.ts';
import type { Customer } from '../../customer-tab.ts';
import { SmallTable } from '../../kit/small-table.tsx';

/** 分层: how type, class and tier changed, and why. */
export function SegmentsTab({ customer }: { readonly customer: Customer }) {
  const { t } = useSay();
  const { customerId } = customer;
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
      <Section title={t('segmentation.history')}>
        <ContractTable
          route={segmentationApi.listSegments}
          params={{ customerId }}
          module="segmentation"
          rowKey="position"
          keepIn="here"
          only={['dimension', 'value', 'fromDay', 'untilDay', 'reason']}
          columns={{
            value: {
              render: (row) => (
                <Choice
                  module="segmentation"
                  property="value"
                  value={row.value}
                  tones={segmentTones}
                />
              ),
            },
            untilDay: {
              render: (row) =>
                row.untilDay === null ? (
                  <Mark tone="good">{t('segmentation.now')}</Mark>
                ) : (
                  <DayText day={row.untilDay} />
                ),
            },
            reason: { render: (row) => <ReasonText reason={row.reason} /> },
          }}
          empty={{ words: t('segmentation.none') }}
        />
      </Section>
      {customer.kind === 'corporate' ? <Ratings customerId={customerId} /> : null}
    </div>
  );
}

function Ratings({ customerId }: { readonly customerId: string }) {
  const { t } = useSay();
  const segments = useRoute(segmentationApi.listSegments, { params: { customerId } });
  return (
    <Section title={t('segmentation.ratings')}>
      <Read query={segments} rows={2}>
        {({ ratings }) =>
          ratings.length === 0 ? (
            <span className="kj-quiet">{t('segmentation.ratings.none')}</span>
          ) : (
            <SmallTable
              rows={ratings}
              keyOf={(one) => `${one.fromDay} ${one.scale}`}
              columns={[
                {
                  title: t('segmentation.field.fromDay'),
                  render: (one) => <DayText day={one.fromDay} />,
                },
                { title: t('segmentation.field.scale'), render: (one) => one.scale },
                { title: t('segmentation.field.grade'), render: (one) => one.grade },
                {
                  title: t('segmentation.field.defaulted'),
                  render: (one) =>
                    one.defaulted === null ? <Missing /> : t(one.defaulted ? 'web.yes' : 'web.no'),
                },
              ]}
            />
          )
        }
      </Read>
    </Section>
  );
}
