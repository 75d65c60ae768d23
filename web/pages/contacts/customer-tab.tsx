import { contactsApi } from '../../../server/modules/contacts/contract.ts';
import { useRoute } from '../../api/queries.ts';
import type { Customer } from '../../customer-tab.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { DayText, Mark, Missing } from '../../kit/figures.tsx';
import { Section } from '../../kit/page.tsx';
import './contacts.css';
import { ChannelName, Near, NoteActions, WriteNote } from './note-parts.tsx';

interface Props {
  readonly customer: Customer;
}

/** 联系: everybody's contacts with the customer, newest first (P3). */
export function ContactsTab({ customer }: Props) {
  const { t } = useSay();
  const { customerId, name } = customer;
  return (
    <Section title={t('contacts.title')} extra={<WriteNote customer={{ customerId, name }} />}>
      <ContractTable
        route={contactsApi.listCustomerNotes}
        params={{ customerId }}
        module="contacts"
        rowKey="noteId"
        keepIn="here"
        only={[
          'happenedAt',
          'channel',
          'staffName',
          'words',
          'withWhom',
          'nextStep',
          'nextOn',
          'near',
        ]}
        columns={{
          channel: { render: (row) => <ChannelName channel={row.channel} /> },
          staffName: {
            render: (row) => (
              <>
                {row.staffName}{' '}
                {row.standing === 'handed_over' ? (
                  <Mark tone="calm">{t('contacts.standing.handed_over')}</Mark>
                ) : null}
              </>
            ),
          },
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
        empty={{ words: t('contacts.page.none') }}
      />
    </Section>
  );
}

/** When and how the customer was contacted last. */
export function LastContact({ customer }: Props) {
  const { customerId } = customer;
  const query = useRoute(contactsApi.listCustomerNotes, {
    params: { customerId },
    query: { limit: 1 },
  });
  const last = query.data?.rows[0];
  if (last === undefined) return <Missing />;
  return (
    <span>
      <DayText day={last.happenedAt.slice(0, 10)} /> <ChannelName channel={last.channel} />
    </span>
  );
}
