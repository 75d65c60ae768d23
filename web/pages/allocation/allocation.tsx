import { useSearch } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useState } from 'react';
import { allocationApi } from '../../../server/modules/allocation/contract.ts';
import { organisationApi } from '../../../server/modules/organisation/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { Mark } from '../../kit/figures.tsx';
import { PageLink, useGo } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { QuarterSelect } from '../../kit/quarter-select.tsx';
import { Handovers } from './handovers.tsx';
import { Loads } from './loads.tsx';
import { Proposals } from './proposals.tsx';

/** Who got which customers and why, and how full each RM is. */
export function Allocation() {
  const { t } = useSay();
  const go = useGo();
  const may = useMay();
  const { tab } = useSearch({ strict: false }) as { readonly tab?: string };
  const items = [
    { key: 'loads', label: t('allocation.loads'), children: <Loads /> },
    { key: 'results', label: t('allocation.results'), children: <Results /> },
    ...(may('allocation.read_handovers')
      ? [{ key: 'handovers', label: t('allocation.handovers'), children: <Handovers /> }]
      : []),
    ...(may('allocation.read_proposals')
      ? [{ key: 'proposals', label: t('allocation.proposals'), children: <Proposals /> }]
      : []),
  ];
  return (
    <Page
      title={t('allocation.title')}
      actions={<PageLink to="/policies/allocation">{t('policy.document')}</PageLink>}
    >
      <Tabs
        destroyOnHidden
        activeKey={items.some((one) => one.key === tab) ? (tab ?? 'loads') : 'loads'}
        onChange={(key) => go(`/allocation?tab=${key}`, { replace: true })}
        items={items}
      />
    </Page>
  );
}

/** What the runs of a quarter decided for each customer, with the reason. */
function Results() {
  const { t, tp } = useSay();
  const go = useGo();
  const quarters = useRoute(organisationApi.listQuarters);
  const [chosen, setChosen] = useState<string>();
  return (
    <Section>
      <Read query={quarters}>
        {({ rows }) => {
          const opened = rows.filter((row) => row.opened).map((row) => row.quarter);
          const quarter = chosen ?? opened[0];
          if (quarter === undefined) {
            return <NoDataYet words={t('allocation.without_quarter')} />;
          }
          return (
            <ContractTable
              key={quarter}
              route={allocationApi.listAllocations}
              module="allocation"
              rowKey="customerId"
              query={{ quarter }}
              hide={['customerId']}
              keepIn="here"
              empty={{ words: t('allocation.none') }}
              actions={<QuarterSelect quarters={opened} value={quarter} onChange={setChosen} />}
              onOpen={(row) => go(`/customers/${row.customerId}`)}
              columns={{
                staffName: {
                  render: (row) =>
                    row.staffName ?? <Mark tone="warn">{t('allocation.field.unplaced')}</Mark>,
                },
                reason: {
                  render: (row) => (
                    <span style={{ whiteSpace: 'normal' }}>
                      {tp(row.reason.code, row.reason.params)}
                    </span>
                  ),
                },
              }}
            />
          );
        }}
      </Read>
    </Section>
  );
}
