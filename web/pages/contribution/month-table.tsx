import { Alert, Drawer } from 'antd';
import { useState } from 'react';
import { components, contributionApi } from '../../../server/modules/contribution/contract.ts';
import type {
  AccountMonthRow,
  ExplainedComponent,
} from '../../../server/modules/contribution/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ExplanationView } from '../../kit/explained.tsx';
import { Missing, Money, SchemeName } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { Wide } from '../../kit/wide.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

interface Line {
  readonly accountId: string;
  readonly accountNo: string;
  readonly productName: string;
  readonly month: string;
  readonly amounts: ReadonlyMap<string, string>;
  readonly sumFen: string;
}

/** One line an account and month, one column a component; a line opens to its explanation. */
export function MonthTable(props: { readonly customerId: string; readonly quarter: string }) {
  const { customerId, quarter } = props;
  const { t } = useSay();
  const [open, setOpen] = useState<Line>();
  const months = useRoute(contributionApi.listCustomerMonths, { params: { customerId, quarter } });
  return (
    <Read query={months} rows={6}>
      {({ rows }) => (
        <Wide>
          <Lines lines={linesOf(rows)} onOpen={setOpen} />
          {open === undefined ? null : (
            <Drawer
              open
              size={560}
              title={t('contribution.explain', {
                account: open.accountNo,
                month: open.month.slice(0, 7),
              })}
              onClose={() => setOpen(undefined)}
            >
              <ExplainedMonth customerId={customerId} quarter={quarter} line={open} />
            </Drawer>
          )}
        </Wide>
      )}
    </Read>
  );
}

/** Sums stay exact: fen as bigint. */
function linesOf(rows: readonly AccountMonthRow[]): readonly Line[] {
  const byLine = Map.groupBy(rows, (row) => `${row.month}|${row.accountId}`);
  return [...byLine.values()].map((own) => ({
    ...own[0]!,
    amounts: new Map(own.map((row) => [row.component, row.amountFen])),
    sumFen: String(own.reduce((sum, row) => sum + BigInt(row.amountFen), 0n)),
  }));
}

function Lines(props: { readonly lines: readonly Line[]; readonly onOpen: (line: Line) => void }) {
  const { t } = useSay();
  const { lines, onOpen } = props;
  const total = (component?: string) =>
    String(
      lines.reduce(
        (sum, line) =>
          sum + BigInt(component === undefined ? line.sumFen : (line.amounts.get(component) ?? 0)),
        0n,
      ),
    );
  return (
    <SmallTable
      foot={[
        [
          { spans: 3, names: true, cell: t('contribution.total') },
          ...components.map((one) => ({ figure: true, cell: <Money fen={total(one)} /> })),
          {
            figure: true,
            cell: (
              <strong>
                <Money fen={total()} />
              </strong>
            ),
          },
        ],
      ]}
      rows={lines}
      keyOf={(line) => `${line.month}|${line.accountId}`}
      columns={[
        {
          title: t('contribution.field.month'),
          names: true,
          render: (line) => line.month.slice(0, 7),
        },
        { title: t('contribution.field.accountNo'), render: (line) => line.accountNo },
        {
          title: t('contribution.field.productName'),
          render: (line) => <SchemeName name={line.productName} />,
        },
        ...components.map((one) => ({
          title: t(`contribution.component.${one}`),
          figure: true,
          render: (line: Line) => (
            <Opening fen={line.amounts.get(one)} onOpen={() => onOpen(line)} />
          ),
        })),
        {
          title: t('contribution.total'),
          figure: true,
          render: (line) => <Opening fen={line.sumFen} onOpen={() => onOpen(line)} />,
        },
      ]}
    />
  );
}

function Opening(props: { readonly fen: string | undefined; readonly onOpen: () => void }) {
  const { t } = useSay();
  if (props.fen === undefined) return <Missing />;
  return (
    <button
      type="button"
      className="kj-opens"
      title={t('web.explained.open')}
      onClick={props.onOpen}
    >
      <Money fen={props.fen} />
    </button>
  );
}

/** Each component of the account's month: rule, inputs, policy, and the rows they came from. */
function ExplainedMonth(props: {
  readonly customerId: string;
  readonly quarter: string;
  readonly line: Line;
}) {
  const { t } = useSay();
  const { customerId, quarter, line } = props;
  const { accountId, month } = line;
  const explained = useRoute(contributionApi.explainAccountMonth, {
    params: { customerId, quarter, accountId, month },
  });
  const rows = `/customers/${customerId}?${new URLSearchParams({
    tab: 'holdings',
    account: accountId,
    from: month,
    until: monthAfter(month),
  })}`;
  return (
    <Read query={explained} rows={10}>
      {(answer) => (
        <>
          {answer.components.map((one) => (
            <Section
              key={one.component}
              title={t(`contribution.component.${one.component}`)}
              extra={<Money fen={one.amountFen} exact />}
            >
              <Differs component={one} />
              <ExplanationView module="contribution" explanation={one.explanation} />
            </Section>
          ))}
          <PageLink to={rows}>{t('contribution.source.rows')}</PageLink>
        </>
      )}
    </Read>
  );
}

function Differs({ component }: { readonly component: ExplainedComponent }) {
  const { t } = useSay();
  const { amountFen: now, writtenFen: written } = component;
  if (now === written) return null;
  return <Alert type="warning" showIcon title={t('contribution.differs', { now, written })} />;
}

function monthAfter(month: string): string {
  const [year = 0, at = 0] = month.split('-').map(Number);
  return at === 12 ? `${year + 1}-01-01` : `${year}-${String(at + 1).padStart(2, '0')}-01`;
}
