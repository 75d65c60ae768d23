import { expensesApi } from '../../../server/modules/expenses/contract.ts';
import type { PhraseKey } from '../../i18n/phrases.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice } from '../../kit/figures.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Section } from '../../kit/page.tsx';
import { applicationTones } from './tones.ts';

/** What waits for the approver, within his own limit. */
export function ApprovalInbox() {
  return <Inbox waiting="rule" title="expenses.inbox.rule" />;
}

/** What compliance looks at: guests who are public officials or related parties. */
export function ClearanceInbox() {
  return <Inbox waiting="clear" title="expenses.inbox.clear" />;
}

/** Finance: claims whose invoices wait for a look, and those that wait for the money. */
export function FinanceInbox() {
  return (
    <div className="kj-page">
      <Inbox waiting="verify" title="expenses.inbox.verify" />
      <Inbox waiting="pay" title="expenses.inbox.pay" />
    </div>
  );
}

/** Every application in the scope. */
export function AllApplications() {
  return (
    <Section>
      <Applications query={{}} empty="expenses.applications.none" />
    </Section>
  );
}

function Inbox(props: {
  readonly waiting: 'rule' | 'clear' | 'verify' | 'pay';
  readonly title: PhraseKey;
}) {
  const { t } = useSay();
  return (
    <Section title={t(props.title)}>
      <Applications query={{ waiting: props.waiting }} empty="expenses.inbox.none" />
    </Section>
  );
}

/** Applications as a list; each opens to its way. */
export function Applications(props: {
  readonly query: Readonly<Record<string, string>>;
  readonly empty: PhraseKey;
  readonly hide?: readonly ('name' | 'staffNo' | 'unitName')[];
}) {
  const { t } = useSay();
  const go = useGo();
  return (
    <ContractTable
      route={expensesApi.listApplications}
      module="expenses"
      rowKey="applicationId"
      keepIn="here"
      query={props.query}
      hideFilters={['customerId', 'waiting', 'mine']}
      hide={['applicationId', ...(props.hide ?? [])]}
      columns={{
        state: {
          render: (row) => (
            <Choice module="expenses" property="state" value={row.state} tones={applicationTones} />
          ),
        },
      }}
      empty={{ words: t(props.empty) }}
      onOpen={(row) => go(`/expense-applications/${row.applicationId}`)}
    />
  );
}
