import { bookApi } from '../../../server/modules/pay/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import type { AnswerOf, BodyOf } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { periodWritten } from '../../kit/format.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { ContractTable } from '../../kit/contract-table.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { Choice, Money } from '../../kit/figures.tsx';
import { PageLink, useGo } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { stateTones } from './states.ts';

/** What leaves for the payroll system: what is ready, and every batch with its state. */
export function PayBatches() {
  const { t } = useSay();
  const go = useGo();
  const offers = useRoute(bookApi.listPayable);
  return (
    <Page
      title={t('pay.batches')}
      note={t('pay.batches.note')}
      actions={<PageLink to="/pay-corrections">{t('pay.corrections')}</PageLink>}
      watermark
    >
      <Read query={offers}>
        {({ rows }) => (
          <Section title={t('pay.batch.payable')}>
            <Payable rows={rows} />
          </Section>
        )}
      </Read>
      {offers.error === null ? (
        <Section>
          <ContractTable
            route={bookApi.listBatches}
            module="pay"
            rowKey="batchId"
            hide={['batchId']}
            empty={{ words: t('pay.batches.none') }}
            columns={{
              state: {
                render: (row) => (
                  <Choice module="pay" property="state" value={row.state} tones={stateTones} />
                ),
              },
            }}
            onOpen={(row) => go(`/pay-batches/${row.batchId}`)}
          />
        </Section>
      ) : null}
    </Page>
  );
}

type Offers = AnswerOf<typeof bookApi.listPayable>['rows'];

function Payable({ rows }: { readonly rows: Offers }) {
  const { t, locale } = useSay();
  if (rows.length === 0) return <NoDataYet words={t('pay.batch.payable_none')} />;
  return (
    <ul className="kj-lines">
      {rows.map((one) => (
        <li key={`${one.kind}.${one.period}`}>
          <Choice module="pay" property="kind" value={one.kind} />{' '}
          {periodWritten(one.period, locale)} ·{' '}
          {t('pay.batch.payable_persons', { persons: one.persons })}
          {one.variable === null ? null : (
            <>
              {' '}
              · {t('pay.field.variable')} <Money fen={one.variable} exact />
            </>
          )}{' '}
          <Prepare offer={one} />
        </li>
      ))}
    </ul>
  );
}

type Wish = BodyOf<typeof bookApi.prepareBatch>;

function Prepare(props: {
  readonly offer: {
    readonly kind: 'slips' | 'instalments' | 'settlement';
    readonly period: string;
    readonly persons: number;
  };
}) {
  const { t, locale } = useSay();
  const may = useMay();
  const go = useGo();
  const prepare = useCommand(bookApi.prepareBatch);
  const { kind, period, persons } = props.offer;
  if (!may('pay.prepare_batch')) return null;
  const body: Wish =
    kind === 'slips' ? { kind, quarter: period } : { kind, year: Number.parseInt(period, 10) };
  const written = periodWritten(period, locale);
  const words = { kind: t(`pay.kind.${kind}`), period: written, persons };
  return (
    <ConfirmButton
      label={t('pay.batch.prepare')}
      title={`${t('pay.batch.prepare')} · ${words.kind} ${written}`}
      consequence={t('pay.batch.prepare_words', words)}
      onConfirm={async () => {
        const { batchId } = await prepare.mutateAsync({ body });
        go(`/pay-batches/${batchId}`);
      }}
    />
  );
}
