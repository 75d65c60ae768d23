import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { rewardsApi } from '../../../server/modules/rewards/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { ContractTable } from '../../kit/contract-table.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { Choice, Count, Money, QuarterText } from '../../kit/figures.tsx';
import { fenExact, quarterWritten } from '../../kit/format.ts';
import { Read, Section } from '../../kit/page.tsx';
import { SourceForm } from './source-form.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

/** The books of the fund: pools of sealed quarters, sources and their second person, the ledger. */
export function FundBooks() {
  const { t } = useSay();
  const may = useMay();
  const [entering, setEntering] = useState(false);
  return (
    <>
      <Section
        title={t('rewards.pools')}
        extra={
          may('rewards.book') ? (
            <Button size="small" onClick={() => setEntering(true)}>
              {t('rewards.enter_source')}
            </Button>
          ) : null
        }
      >
        <Pools />
      </Section>
      <Section title={t('rewards.sources')}>
        <Sources />
      </Section>
      <Section title={t('rewards.ledger')}>
        <ContractTable
          route={rewardsApi.listEntries}
          module="rewards"
          rowKey="entryNo"
          keepIn="here"
        />
      </Section>
      {entering ? (
        <Drawer
          open
          size={480}
          title={t('rewards.enter_source')}
          onClose={() => setEntering(false)}
        >
          <SourceForm onDone={() => setEntering(false)} />
        </Drawer>
      ) : null}
    </>
  );
}

function Pools() {
  const { t, locale } = useSay();
  const may = useMay();
  const pools = useRoute(rewardsApi.listPools);
  const enter = useCommand(rewardsApi.enterSource);
  return (
    <Read query={pools}>
      {({ rows }) =>
        rows.length === 0 ? (
          <NoDataYet words={t('rewards.pools.none')} />
        ) : (
          <SmallTable
            rows={rows}
            keyOf={(row) => row.quarter}
            columns={[
              {
                title: t('rewards.field.quarter'),
                names: true,
                render: (row) => <QuarterText quarter={row.quarter} />,
              },
              {
                title: t('rewards.field.slips'),
                figure: true,
                render: (row) => <Count value={row.slips} />,
              },
              {
                title: t('rewards.field.pool'),
                figure: true,
                render: (row) => <Money fen={row.pool} />,
              },
              {
                title: t('rewards.field.share'),
                figure: true,
                render: (row) => <Money fen={row.share} exact />,
              },
              {
                title: t('rewards.field.booked'),
                figure: true,
                render: (row) =>
                  row.booked === null && may('rewards.book') && row.share !== '0' ? (
                    <ConfirmButton
                      label={t('rewards.book')}
                      title={t('rewards.book')}
                      consequence={t('rewards.book.question', {
                        quarter: quarterWritten(row.quarter, locale),
                        share: fenExact(row.share),
                      })}
                      onConfirm={() =>
                        enter.mutateAsync({ body: { kind: 'pool', quarter: row.quarter } })
                      }
                    />
                  ) : (
                    <Money fen={row.booked} exact />
                  ),
              },
            ]}
          />
        )
      }
    </Read>
  );
}

function Sources() {
  const { t } = useSay();
  const rule = useCommand(rewardsApi.ruleSource);
  return (
    <ContractTable
      route={rewardsApi.listSources}
      module="rewards"
      rowKey="sourceId"
      keepIn="here"
      hide={['sourceId', 'mayRule', 'confirmedBy']}
      columns={{
        verdict: {
          render: (row) =>
            row.mayRule ? (
              <span className="kj-bar">
                <ConfirmButton
                  label={t('rewards.confirm')}
                  title={t('rewards.confirm')}
                  consequence={t('rewards.confirm.question', { amount: fenExact(row.amount) })}
                  primary
                  onConfirm={() =>
                    rule.mutateAsync({
                      params: { sourceId: row.sourceId },
                      body: { verdict: 'confirmed' },
                    })
                  }
                />
                <ConfirmButton
                  label={t('rewards.reject')}
                  title={t('rewards.reject')}
                  danger
                  onConfirm={() =>
                    rule.mutateAsync({
                      params: { sourceId: row.sourceId },
                      body: { verdict: 'rejected' },
                    })
                  }
                />
              </span>
            ) : row.verdict === null ? (
              <span className="kj-quiet">{t('rewards.waits_second')}</span>
            ) : (
              <>
                <Choice
                  module="rewards"
                  property="verdict"
                  value={row.verdict}
                  tones={{ confirmed: 'good', rejected: 'bad' }}
                />{' '}
                {row.confirmedBy}
              </>
            ),
        },
      }}
    />
  );
}
