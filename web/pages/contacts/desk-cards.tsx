import { contactsApi } from '../../../server/modules/contacts/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Rate } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';
import { Rule, Standing } from './standard-parts.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

/** The RM's customers to contact, the most urgent first. */
export function DueContacts() {
  const { t } = useSay();
  const query = useRoute(contactsApi.listStandards, { query: { limit: 8 } });
  return (
    <Read query={query} rows={5}>
      {({ rows, sums }) => {
        const due = rows.filter((row) => row.state === 'overdue' || row.state === 'due_soon');
        const { overdue, dueSoon, met } = sums;
        return (
          <>
            <p className="kj-quiet">{t('contacts.card.kept', { overdue, due: dueSoon, met })}</p>
            {due.length === 0 ? <NoDataYet words={t('contacts.card.good')} /> : null}
            <ul className="kj-lines">
              {due.map((row) => (
                <li key={row.standardId}>
                  <PageLink to={`/customers/${row.customerId}?tab=contacts`}>
                    {row.customerName}
                  </PageLink>{' '}
                  <Standing row={row} />
                  <div className="kj-quiet">
                    <Rule requirement={row.requirement} />
                  </div>
                </li>
              ))}
            </ul>
            <PageLink to="/contact-standards">{t('contacts.card.all')}</PageLink>
          </>
        );
      }}
    </Read>
  );
}

/** Each RM of the team: what is overdue, and how much is kept. */
export function TeamContacts() {
  const { t } = useSay();
  const query = useRoute(contactsApi.listFulfilment, { query: { limit: 12 } });
  return (
    <Read query={query} rows={5}>
      {({ rows }) => (
        <>
          {rows.length === 0 ? <NoDataYet /> : null}
          <SmallTable
            rows={rows}
            keyOf={(row) => row.staffId}
            columns={[
              { title: t('contacts.field.name'), render: (row) => row.name },
              { title: t('contacts.field.overdue'), render: (row) => row.overdue },
              { title: t('contacts.field.dueSoon'), render: (row) => row.dueSoon },
              {
                title: t('contacts.field.keptRate'),
                render: (row) => <Rate millionths={row.keptRate} />,
              },
            ]}
          />
          <PageLink to="/contact-fulfilment">{t('contacts.card.all')}</PageLink>
        </>
      )}
    </Read>
  );
}
