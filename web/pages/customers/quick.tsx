import { contributionApi } from '../../../server/modules/contribution/contract.ts';
import { customersApi } from '../../../server/modules/customers/contract.ts';
import type { CustomerRow } from '../../../server/modules/customers/contract.ts';
import type { ReactNode } from 'react';
import { useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { Choice, DayText, Missing, Money, QuarterText, Rate } from '../../kit/figures.tsx';
import { Read } from '../../kit/page.tsx';
import { Segments } from './segments.tsx';

/** A customer beside the list: who he is, who serves him, what he brought last. */
export function CustomerQuick({ row }: { readonly row: CustomerRow }) {
  const { t } = useSay();
  const may = useMay();
  const { customerId } = row;
  const customer = useRoute(customersApi.readCustomer, { params: { customerId } });
  return (
    <>
      <div>
        <Segments {...row} />
      </div>
      <Read query={customer}>
        {(facts) => (
          <dl className="kj-pairs">
            <Pair title={t('customers.field.customerNo')}>{facts.customerNo}</Pair>
            <Pair title={t('customers.field.kind')}>
              <Choice module="customers" property="kind" value={facts.kind} />
            </Pair>
            <Pair title={t('customers.field.leadName')}>
              {facts.leadName ?? t('customers.lead.none')}
            </Pair>
            <Pair title={t('customers.field.assists')}>
              {facts.assists.length === 0
                ? t('web.none')
                : facts.assists.map((one) => one.name).join('、')}
            </Pair>
            <Pair title={t('customers.field.bookingUnit')}>{facts.bookingUnit}</Pair>
            <Pair title={t('customers.field.openedOn')}>
              <DayText day={facts.openedOn} />
            </Pair>
            <Pair title={t('customers.field.industry')}>{facts.industry ?? <Missing />}</Pair>
            <Pair title={t('customers.field.groupName')}>{facts.groupName ?? <Missing />}</Pair>
          </dl>
        )}
      </Read>
      {may('contribution.read') ? <LastFigures customerId={customerId} /> : null}
    </>
  );
}

/** What the last closed quarter found. */
function LastFigures({ customerId }: { readonly customerId: string }) {
  const { t } = useSay();
  const query = useRoute(contributionApi.readCustomerContribution, { params: { customerId } });
  return (
    <Read query={query} rows={2}>
      {({ rows }) => {
        const last = rows[0];
        if (last === undefined) return <p className="kj-quiet">{t('web.quick.no_figures')}</p>;
        return (
          <section>
            <h3 className="kj-quick-title">
              {t('web.quick.last_figures')} <QuarterText quarter={last.quarter} />
            </h3>
            <dl className="kj-pairs">
              <Pair title={t('contribution.field.netFen')}>
                <Money fen={last.netFen} />
              </Pair>
              <Pair title={t('contribution.field.depositFen')}>
                <Money fen={last.depositFen} />
              </Pair>
              <Pair title={t('contribution.field.loanFen')}>
                <Money fen={last.loanFen} />
              </Pair>
              <Pair title={t('contribution.field.feeFen')}>
                <Money fen={last.feeFen} />
              </Pair>
              <Pair title={t('contribution.field.evaFen')}>
                <Money fen={last.evaFen} />
              </Pair>
              <Pair title={t('contribution.field.rarocMillionths')}>
                {last.rarocMillionths === null ? (
                  <Missing />
                ) : (
                  <Rate millionths={last.rarocMillionths} />
                )}
              </Pair>
            </dl>
          </section>
        );
      }}
    </Read>
  );
}

function Pair(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{props.title}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
