import { Drawer, Button, Select } from 'antd';
import { useState } from 'react';
import { expensesApi, type TaxFigure } from '../../../server/modules/expenses/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractForm } from '../../kit/contract-form.tsx';
import { Instant, Money, Rate } from '../../kit/figures.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { useYears } from './customers.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

type Tax = AnswerOf<typeof expensesApi.readTax>;

/** What of a year's entertainment and staff education the tax law lets the bank deduct. */
export function TaxTab() {
  const { t } = useSay();
  const may = useMay();
  const { years, year, setYear } = useYears();
  const [entering, setEntering] = useState(false);
  const tax = useRoute(expensesApi.readTax, { params: { year } }, { keep: true });
  return (
    <div className="kj-page">
      <div className="kj-bar">
        <Select value={year} options={years} onChange={setYear} />
        {may('expenses.enter_tax') ? (
          <Button onClick={() => setEntering(true)}>{t('expenses.tax.enter')}</Button>
        ) : null}
      </div>
      <Read query={tax}>
        {(answer) => (
          <>
            <div className="kj-halves">
              <Entertainment of={answer.entertainment} />
              <Training of={answer.training} />
            </div>
            <Figures entries={answer.entries} />
            {entering ? (
              <Drawer
                open
                size={480}
                title={t('expenses.tax.enter')}
                onClose={() => setEntering(false)}
              >
                <EnterFigure
                  year={year}
                  entries={answer.entries}
                  onDone={() => setEntering(false)}
                />
              </Drawer>
            ) : null}
          </>
        )}
      </Read>
    </div>
  );
}

function Entertainment({ of }: { readonly of: Tax['entertainment'] }) {
  const { t } = useSay();
  return (
    <Section title={t('expenses.tax.entertainment')}>
      <p className="kj-formula">{t('expenses.tax.entertainment.rule')}</p>
      <Lines
        rows={[
          [t('expenses.tax.spent'), of.spent],
          [t('expenses.tax.figure.other_entertainment'), of.other],
          [t('expenses.tax.figure.revenue'), of.revenue],
        ]}
      />
      <SmallTable
        rows={[
          { words: t('expenses.tax.by_share'), rate: of.shareRate, fen: of.byShare },
          { words: t('expenses.tax.by_revenue'), rate: of.revenueRate, fen: of.byRevenue },
        ]}
        keyOf={(row) => row.words}
        columns={[
          {
            names: true,
            render: (row) => (
              <>
                {row.words} <Rate millionths={row.rate} />
              </>
            ),
          },
          { figure: true, render: (row) => <Money fen={row.fen} exact /> },
        ]}
      />
      <Lines
        strong
        rows={[
          [t('expenses.tax.deductible'), of.deductible],
          [t('expenses.tax.not_deductible'), of.notDeductible],
        ]}
      />
      {of.revenue === null ? <p className="kj-quiet">{t('expenses.tax.no_revenue')}</p> : null}
    </Section>
  );
}

function Training({ of }: { readonly of: Tax['training'] }) {
  const { t } = useSay();
  return (
    <Section title={t('expenses.tax.training')}>
      <p className="kj-formula">{t('expenses.tax.training.rule')}</p>
      <Lines
        rows={[
          [t('expenses.tax.figure.wages'), of.wages],
          [t('expenses.tax.figure.training'), of.spent],
          [t('expenses.tax.brought_in'), of.broughtIn],
          [t('expenses.tax.limit'), of.limit],
        ]}
      />
      <Lines
        strong
        rows={[
          [t('expenses.tax.deductible'), of.deductible],
          [t('expenses.tax.carried_on'), of.carriedOn],
        ]}
      />
    </Section>
  );
}

function Lines(props: {
  readonly rows: readonly (readonly [string, string | null])[];
  readonly strong?: boolean;
}) {
  return (
    <SmallTable
      rows={props.rows}
      keyOf={([label]) => label}
      columns={[
        {
          names: true,
          render: ([label]) => (props.strong === true ? <strong>{label}</strong> : label),
        },
        { figure: true, render: ([, fen]) => <Money fen={fen} exact /> },
      ]}
    />
  );
}

function Figures({ entries }: { readonly entries: Tax['entries'] }) {
  const { t } = useSay();
  if (entries.length === 0) return null;
  return (
    <Section title={t('expenses.tax.figures')}>
      <SmallTable
        rows={entries}
        keyOf={(one) => one.entryId}
        columns={[
          { names: true, render: (one) => t(`expenses.tax.figure.${one.figure}`) },
          { figure: true, render: (one) => <Money fen={one.amount} exact /> },
          { render: (one) => one.source },
          {
            quiet: true,
            render: (one) => (
              <>
                {one.by} · <Instant at={one.enteredAt} />
                {one.replaces === null
                  ? ''
                  : ` · ${t('expenses.tax.replaces', { id: one.replaces })}`}
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}

function EnterFigure(props: {
  readonly year: string;
  readonly entries: Tax['entries'];
  readonly onDone: () => void;
}) {
  const { t } = useSay();
  const [figure, setFigure] = useState<TaxFigure>('revenue');
  const replaced = new Set(props.entries.map((one) => one.replaces));
  const present = props.entries.find((one) => one.figure === figure && !replaced.has(one.entryId));
  const choices = ['revenue', 'other_entertainment', 'wages', 'training'] as const;
  return (
    <ContractForm
      key={`${figure}-${present?.entryId ?? ''}`}
      route={expensesApi.enterTaxFigure}
      module="expenses"
      params={{ year: props.year }}
      initial={{ figure, ...(present === undefined ? {} : { replaces: present.entryId }) }}
      fields={{
        replaces: { hidden: true },
        figure: {
          render: (value, change, id) => (
            <Select
              id={id}
              value={value as TaxFigure}
              options={choices.map((one) => ({
                value: one,
                label: t(`expenses.tax.figure.${one}`),
              }))}
              onChange={(next: TaxFigure) => {
                change(next);
                setFigure(next);
              }}
            />
          ),
        },
      }}
      onDone={props.onDone}
      onCancel={props.onDone}
    />
  );
}
