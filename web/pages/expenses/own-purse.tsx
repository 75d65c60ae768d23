import { Button, Drawer } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { expensesApi, type Purse } from '../../../server/modules/expenses/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Money } from '../../kit/figures.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { ApplyForm } from './apply-form.tsx';
import { BalanceBar } from './balance-bar.tsx';
import { Applications } from './inboxes.tsx';
import type { PurseAnswer } from './shape.ts';
import { SmallTable } from '../../kit/small-table.tsx';

/** The RM's own money: what he has, the rules, apply, and what became of his applications. */
export function OwnPurse() {
  const { t } = useSay();
  const go = useGo();
  const [applying, setApplying] = useState<Purse | null>(null);
  const purse = useRoute(expensesApi.readPurse);
  return (
    <Read query={purse}>
      {(answer) => (
        <div className="kj-page">
          <div className="kj-halves">
            {answer.rows.map((row) => (
              <Section
                key={row.purse}
                title={t(`expenses.purse.${row.purse}`)}
                extra={
                  row.left === '0' ? null : (
                    <Button type="primary" size="small" onClick={() => setApplying(row.purse)}>
                      {t('expenses.apply')}
                    </Button>
                  )
                }
              >
                <BalanceBar balance={row} />
              </Section>
            ))}
          </div>
          <Section title={t('expenses.applications.mine')}>
            <Applications
              query={{ mine: 'yes' }}
              hide={['name', 'staffNo', 'unitName']}
              empty="expenses.applications.none"
            />
          </Section>
          <Section title={t('expenses.rules')}>
            <Rules rules={answer.rules} />
          </Section>
          {applying === null ? null : (
            <Drawer open size={560} title={t('expenses.apply')} onClose={() => setApplying(null)}>
              <ApplyForm
                answer={answer}
                purse={applying}
                onDone={(id) => go(`/expense-applications/${id}`)}
                onCancel={() => setApplying(null)}
              />
            </Drawer>
          )}
        </div>
      )}
    </Read>
  );
}

function Rules({ rules }: { readonly rules: PurseAnswer['rules'] }) {
  const { t, tk, named, locale } = useSay();
  const caps = [
    ['expenses.policy.perApplicationFen', rules.perApplication],
    ['expenses.policy.perCustomerQuarterFen', rules.perCustomerQuarter],
    ['expenses.policy.perPersonQuarterFen', rules.perPersonQuarter],
    ['expenses.policy.perHeadFen', rules.perHead],
  ] as const;
  const rows: readonly (readonly [string, ReactNode])[] = [
    ...caps.flatMap(([key, value]) =>
      value === null ? [] : [[t(key), <Money key={key} fen={value} />] as const],
    ),
    ...rules.approval.map(
      ({ role, limit }) =>
        [
          t('expenses.approved_by', { role: tk(`role.${role}`) }),
          limit === null ? t('expenses.no_limit') : <Money key={role} fen={limit} />,
        ] as const,
    ),
    [t('expenses.claim_within'), t('expenses.days', { days: rules.claimWithinDays })],
    [t('expenses.policy.validity'), t(`expenses.validity.${rules.validity}`)],
    [
      t('expenses.forbidden'),
      rules.kinds
        .filter((one) => !one.allowed)
        .map((one) => named(one.name))
        .join(locale === 'zh' ? '、' : ', '),
    ],
  ];
  return (
    <SmallTable
      rows={rows}
      keyOf={([words]) => words}
      columns={[
        { names: true, render: ([words]) => words },
        { figure: true, render: ([, value]) => value },
      ]}
    />
  );
}
