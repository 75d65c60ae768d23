import { expensesApi } from '../../../server/modules/expenses/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Choice, DayText, Instant, Money } from '../../kit/figures.tsx';
import { PageLink, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { PreviousNext } from '../../kit/previous-next.tsx';
import { Tile, Tiles } from '../../kit/tiles.tsx';
import { Claims } from './claims.tsx';
import { SplittingNote } from './splitting-note.tsx';
import { applicationTones } from './tones.ts';
import { Verbs } from './verbs.tsx';
import type { Application } from './shape.ts';
import { SmallTable } from '../../kit/small-table.tsx';

/** One application with its whole way: who did what, invoices, and the reader's next step. */
export function ExpenseApplication() {
  const { t } = useSay();
  const applicationId = usePathWord('applicationId');
  const query = useRoute(expensesApi.readApplication, { params: { applicationId } });
  return (
    <Read query={query} rows={10}>
      {(one) => (
        <Page
          title={t('expenses.application_of', { name: one.name, customer: one.customerName })}
          trail={[{ title: t('expenses.title'), to: '/expenses' }]}
          note={
            <>
              {t('expenses.application_no', { id: one.applicationId })} · {one.unitName}
            </>
          }
          actions={
            <>
              <Choice
                module="expenses"
                property="state"
                value={one.state}
                tones={applicationTones}
              />
              <PreviousNext
                rowKey="applicationId"
                at={one.applicationId}
                to={(key) => `/expense-applications/${key}`}
              />
            </>
          }
          watermark
        >
          {one.splitting === null ? null : <SplittingNote splitting={one.splitting} />}
          <Verbs application={one} />
          <Head application={one} />
          <div className="kj-halves">
            <Section title={t('expenses.what')}>
              <What application={one} />
            </Section>
            <Section title={t('expenses.way')}>
              <Way application={one} />
            </Section>
          </div>
          <Claims application={one} />
        </Page>
      )}
    </Read>
  );
}

interface Props {
  readonly application: Application;
}

function Head({ application: one }: Props) {
  const { t, tk } = useSay();
  const sum = (kind: string) => one.entries.find((entry) => entry.kind === kind)?.amount ?? null;
  return (
    <Tiles>
      <Tile label={t('expenses.field.amount')} note={tk(`expenses.purse.${one.purse}`)}>
        <Money fen={one.amount} exact />
      </Tile>
      <Tile label={t('expenses.field.claimed')}>
        <Money fen={one.claimed} exact />
      </Tile>
      <Tile label={t('expenses.kind.used')}>
        <Money fen={sum('used')} exact />
      </Tile>
      <Tile label={t('expenses.kind.returned')}>
        <Money fen={sum('returned')} exact />
      </Tile>
    </Tiles>
  );
}

function What({ application: one }: Props) {
  const { t, tk, named } = useSay();
  const rows = [
    [
      t('expenses.field.customerId'),
      <PageLink key="customer" to={`/customers/${one.customerId}`}>
        {one.customerName}
      </PageLink>,
    ],
    [t('expenses.field.kind_of_spending'), named(one.kindName)],
    [t('expenses.field.purpose'), one.purpose],
    [t('expenses.field.plannedDay'), <DayText key="day" day={one.plannedDay} />],
    [
      t('expenses.people'),
      t('expenses.people_words', { guests: one.guests, attendants: one.attendants }),
    ],
    [t('expenses.field.subject'), tk(`expenses.subject.${one.subject}`)],
    [t('expenses.decides'), tk(`role.${one.approver}`)],
    [t('expenses.claim_until'), <DayText key="until" day={one.claimUntil} />],
    [
      t('web.explained.policy'),
      <PageLink key="policy" to="/policies/expense_scheme">
        v{one.policyVersionNo}
      </PageLink>,
    ],
  ] as const;
  return (
    <SmallTable
      rows={rows}
      keyOf={([label]) => label}
      columns={[{ names: true, render: ([label]) => label }, { render: ([, value]) => value }]}
    />
  );
}

/** Who did what and when, in order. */
function Way({ application: one }: Props) {
  const { t, tk } = useSay();
  const { clearance, ruling, ending } = one;
  const steps = [
    {
      key: 'applied',
      words: t('expenses.way.applied'),
      by: one.name,
      at: one.appliedAt,
      reason: '',
    },
    ...(clearance === null
      ? []
      : [{ ...clearance, key: 'clearance', words: tk(`expenses.way.${clearance.verdict}`) }]),
    ...(ruling === null
      ? []
      : [{ ...ruling, key: 'ruling', words: tk(`expenses.way.${ruling.verdict}`) }]),
    ...one.claims.flatMap((claim) => [
      { ...claim.claim, key: `claim-${claim.claimId}`, words: t('expenses.way.claimed') },
      ...(claim.verification === null
        ? []
        : [
            {
              ...claim.verification,
              key: `verification-${claim.claimId}`,
              words: tk(`expenses.way.claim_${claim.verification.verdict}`),
            },
          ]),
      ...(claim.payment === null
        ? []
        : [
            {
              ...claim.payment,
              reason: claim.payment.reference,
              key: `payment-${claim.claimId}`,
              words: t('expenses.way.paid'),
            },
          ]),
    ]),
    ...(ending === null
      ? []
      : [{ ...ending, key: 'ending', words: tk(`expenses.state.${ending.kind}`) }]),
  ];
  return (
    <ul className="kj-lines">
      {steps.map((step) => (
        <li key={step.key}>
          <strong>{step.words}</strong> {step.by}{' '}
          <span className="kj-quiet">
            <Instant at={step.at} />
            {step.reason === '' ? '' : ` · ${step.reason}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
