import { contactsApi } from '../../../server/modules/contacts/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice, Count } from '../../kit/figures.tsx';
import { Page, Read } from '../../kit/page.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Tile, Tiles } from '../../kit/tiles.tsx';
import { Last, Rule, Standing } from './standard-parts.tsx';

/** Whom an RM is to contact: what is overdue first, then by the day (B1). */
export function ContactStandards() {
  const { t } = useSay();
  const go = useGo();
  const words = new URLSearchParams(location.search);
  const [staffId, name] = [words.get('staffId'), words.get('of')];
  const of = staffId === null ? {} : { staffId };
  const query = useRoute(contactsApi.listStandards, { query: { ...of, limit: 1 } });
  return (
    <Page
      title={name === null ? t('contacts.standards') : t('contacts.standards.of', { name })}
      watermark
    >
      <Read query={query} rows={2}>
        {({ sums }) => (
          <Tiles>
            <Tile label={t('contacts.state.overdue')}>
              <Count value={sums.overdue} />
            </Tile>
            <Tile label={t('contacts.state.due_soon')}>
              <Count value={sums.dueSoon} />
            </Tile>
            <Tile label={t('contacts.state.open')}>
              <Count value={sums.open} />
            </Tile>
            <Tile label={t('contacts.state.met')}>
              <Count value={sums.met} />
            </Tile>
            <Tile label={t('contacts.field.alarms')}>
              <Count value={sums.alarms} />
            </Tile>
          </Tiles>
        )}
      </Read>
      <ContractTable
        route={contactsApi.listStandards}
        module="contacts"
        rowKey="standardId"
        query={of}
        hideFilters={['staffId']}
        only={['customerName', 'segment', 'requirement', 'state', 'done', 'needed', 'lastDay']}
        columns={{
          segment: {
            render: (row) => <Choice module="contacts" property="segment" value={row.segment} />,
          },
          requirement: { render: (row) => <Rule requirement={row.requirement} /> },
          state: { render: (row) => <Standing row={row} /> },
          lastDay: { render: (row) => <Last row={row} /> },
        }}
        onOpen={(row) => go(`/customers/${row.customerId}?tab=contacts`)}
        empty={{ words: t('contacts.standards.none') }}
      />
    </Page>
  );
}
