import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { AnswerOf } from '../../api/client.ts';
import { addressOf } from '../../api/client.ts';
import { bookApi } from '../../../server/modules/pay/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice, Count, Instant, Mark, Missing, Money } from '../../kit/figures.tsx';
import { fenExact, periodWritten } from '../../kit/format.ts';
import { usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { Tile, Tiles } from '../../kit/tiles.tsx';
import { stateTones } from './states.ts';

type Batch = AnswerOf<typeof bookApi.readBatch>;

/** One batch: control total, digest, who prepared and approved it, its payments, its file. */
export function PayBatch() {
  const { t, locale } = useSay();
  const batchId = usePathWord('batchId');
  const batch = useRoute(bookApi.readBatch, { params: { batchId } });
  return (
    <Read query={batch} rows={8} title={t('pay.batch')}>
      {(one) => (
        <Page
          title={`${t('pay.batch')} ${one.batchNo}`}
          trail={[{ title: t('pay.batches'), to: '/pay-batches' }]}
          note={
            <>
              <Choice module="pay" property="kind" value={one.kind} /> ·{' '}
              {periodWritten(one.period, locale)} ·{' '}
              <Choice module="pay" property="state" value={one.state} tones={stateTones} />
            </>
          }
          actions={<Verbs batch={one} />}
          watermark
        >
          <Tiles>
            <Tile label={t('pay.field.total')}>
              <Money fen={one.total} />
            </Tile>
            <Tile label={t('pay.field.variable')}>
              <Money fen={one.variable} />
            </Tile>
            <Tile label={t('pay.field.lines')}>
              <Count value={one.lines} />
            </Tile>
          </Tiles>
          <Section>
            <Way batch={one} />
          </Section>
          <Section title={t('pay.batch.lines')}>
            <ContractTable
              route={bookApi.listBatchLines}
              module="pay"
              rowKey="position"
              params={{ batchId }}
              keepIn="here"
              columns={{
                part: {
                  title: t('pay.field.item'),
                  render: (row) => <Choice module="pay" property="line" value={row.part} />,
                },
                number: { render: (row) => (row.number === 0 ? <Missing /> : row.number) },
                variable: { render: (row) => <Money fen={row.variable} exact /> },
                amount: { render: (row) => <Money fen={row.amount} exact /> },
              }}
            />
          </Section>
        </Page>
      )}
    </Read>
  );
}

interface Props {
  readonly batch: Batch;
}

function Verbs({ batch }: Props) {
  const { t } = useSay();
  const may = useMay();
  const rule = useCommand(bookApi.ruleBatch);
  const { batchId, batchNo, digest, lines } = batch;
  const send = (verdict: 'approved' | 'returned', reason: string) =>
    rule.mutateAsync({ params: { batchId }, body: { verdict, reason, digest } });
  if (batch.state === 'approved') {
    return (
      <Button
        icon={<DownloadOutlined />}
        href={addressOf(bookApi.readBatchFile, { params: { batchId } })}
        download
      >
        {t('pay.batch.download')}
      </Button>
    );
  }
  if (batch.state === 'returned' || !may('pay.approve_batch')) return null;
  if (!batch.mayRule) return <Mark tone="warn">{t('pay.batch.other_person')}</Mark>;
  return (
    <>
      <ConfirmButton
        size="medium"
        primary
        label={t('pay.batch.approve')}
        title={t('pay.batch.approve')}
        consequence={t('pay.batch.approve_words', { batchNo, lines, total: fenExact(batch.total) })}
        onConfirm={() => send('approved', '')}
      />{' '}
      <ConfirmButton
        size="medium"
        label={t('pay.batch.return')}
        title={t('pay.batch.return')}
        consequence={t('pay.batch.return_words', { batchNo })}
        askReason
        onConfirm={(reason) => send('returned', reason)}
      />
    </>
  );
}

function Way({ batch }: Props) {
  const { t } = useSay();
  const { ruling } = batch;
  return (
    <dl className="kj-terms">
      <dt>{t('pay.field.preparedName')}</dt>
      <dd>
        {batch.preparedName} · <Instant at={batch.preparedAt} />
      </dd>
      {ruling === null ? null : (
        <>
          <dt>{t('pay.field.ruledName')}</dt>
          <dd>
            {ruling.ruledName} · <Instant at={ruling.ruledAt} />
            {ruling.reason === '' ? null : <> · {ruling.reason}</>}
          </dd>
        </>
      )}
      <dt>{t('pay.field.digest')}</dt>
      <dd className="kj-figure kj-quiet" style={{ overflowWrap: 'anywhere', textAlign: 'left' }}>
        {batch.digest}
      </dd>
    </dl>
  );
}
