import { Drawer } from 'antd';
import { useState } from 'react';
import { cycleApi } from '../../../server/modules/assessment/contract.ts';
import type { ObjectionRow } from '../../../server/modules/assessment/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { StateOfObjection } from './objection-state.tsx';
import { Objection } from './objection.tsx';

/** What is objected to: the catalogue's name, else our phrase, else the key itself. */
export function useObjectedName(): (row: ObjectionRow) => string {
  const { tk, locale } = useSay();
  return ({ metric, metricName }) =>
    metricName === null ? tk(`assessment.metric.${metric}`, metric) : metricName[locale];
}

/** Objections of a quarter: those that wait first; a row opens to the whole and the answer. */
export function ObjectionTable({ quarter }: { readonly quarter: string }) {
  const { t } = useSay();
  const nameOf = useObjectedName();
  const [openId, setOpenId] = useState<string | null>(null);
  const [rows, setRows] = useState<ObjectionRow | null>(null);
  return (
    <>
      <ContractTable
        route={cycleApi.listObjections}
        module="assessment"
        rowKey="objectionId"
        keepIn="here"
        query={{ quarter }}
        only={['name', 'unitName', 'metric', 'raisedOn', 'answerDue', 'verdict']}
        empty={{ words: t('assessment.objection.none') }}
        columns={{
          metric: { render: nameOf },
          verdict: { render: (row) => <StateOfObjection row={row} /> },
        }}
        onOpen={(row) => {
          setRows(row);
          setOpenId(row.objectionId);
        }}
      />
      {openId === null || rows === null ? null : (
        <Drawer
          open
          size={520}
          title={`${rows.name} · ${nameOf(rows)}`}
          onClose={() => setOpenId(null)}
        >
          <Objection row={rows} withSheet onDone={() => setOpenId(null)} />
        </Drawer>
      )}
    </>
  );
}
