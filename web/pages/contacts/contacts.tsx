import { Segmented } from 'antd';
import { useState } from 'react';
import { contactsApi } from '../../../server/modules/contacts/contract.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Page } from '../../kit/page.tsx';
import { PageLink, useGo } from '../../kit/page-link.tsx';
import './contacts.css';
import { NextSteps } from './next-steps.tsx';
import { ChannelName, Near, NoteActions, WriteNote } from './note-parts.tsx';

/** Contacts with the customers in the scope: the list, and what was agreed as a calendar. */
export function Contacts() {
  const { t } = useSay();
  const may = useMay();
  const [view, setView] = useState<'list' | 'calendar'>('list');
  return (
    <Page
      title={t('contacts.title')}
      actions={
        <>
          {may('contacts.write') ? (
            <PageLink to="/notes">{t('contacts.page.on_phone')}</PageLink>
          ) : null}
          <Segmented
            value={view}
            options={[
              { value: 'list', label: t('contacts.page.list') },
              { value: 'calendar', label: t('contacts.page.calendar') },
            ]}
            onChange={setView}
          />
          <WriteNote />
        </>
      }
      watermark
    >
      {view === 'list' ? <NoteTable /> : <NextSteps />}
    </Page>
  );
}

function NoteTable() {
  const { t } = useSay();
  const go = useGo();
  return (
    <ContractTable
      route={contactsApi.listNotes}
      module="contacts"
      rowKey="noteId"
      hideFilters={['staffId']}
      hide={['noteId', 'customerId', 'staffId', 'revision', 'standing', 'receivedAt', 'staffNo']}
      columns={{
        channel: { render: (row) => <ChannelName channel={row.channel} /> },
        words: { render: (row) => <div className="kj-note-words">{row.words}</div> },
        near: { render: (row) => <Near near={row.near} /> },
      }}
      extra={[
        {
          name: 'work',
          title: t('web.table.actions'),
          render: (row) => <NoteActions note={row} />,
        },
      ]}
      onOpen={(row) => go(`/customers/${row.customerId}?tab=contacts`)}
      empty={{ words: t('contacts.page.none') }}
    />
  );
}
