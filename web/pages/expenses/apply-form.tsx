import { Button, Form } from 'antd';
import { useRef, useState } from 'react';
import { expensesApi, type Purse } from '../../../server/modules/expenses/contract.ts';
import type { AnswerOf, InputOf } from '../../api/client.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { phraseOf } from '../../i18n/phrases.ts';
import { useSay } from '../../i18n/say.ts';
import { DraftOffer, useDraft } from '../../kit/draft.tsx';
import { Mark, Money } from '../../kit/figures.tsx';
import { Fields } from '../../kit/form-fields.tsx';
import { faultsOf, startOf, tidied, type Values } from '../../kit/form-values.ts';
import { ProblemNote } from '../../kit/problem.tsx';
import { fieldsOf } from '../../kit/shape.ts';
import { CustomerChoice } from './customer-choice.tsx';
import { newRequestKey } from './request-key.ts';
import type { PurseAnswer } from './shape.ts';
import { SplittingNote } from './splitting-note.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

type Check = AnswerOf<typeof expensesApi.checkApplication>;

/** Asks to spend; each rule is checked with its numbers while the form is filled in. */
export function ApplyForm(props: {
  readonly answer: PurseAnswer;
  readonly purse: Purse;
  readonly onDone: (applicationId: string) => void;
  readonly onCancel: () => void;
}) {
  const { t, named } = useSay();
  const { rules, today } = props.answer;
  const shape = expensesApi.apply.body;
  const [values, setValues] = useState<Values>(() =>
    startOf(shape, {
      purse: props.purse,
      plannedDay: today,
      subject: 'ordinary',
      requestKey: newRequestKey(),
      kind: rules.kinds.find((one) => one.allowed)?.key,
    }),
  );
  const [tried, setTried] = useState(false);
  const sending = useRef(false);
  const command = useCommand(expensesApi.apply);
  // The kept words carry their request key: an application sent before is not made twice.
  const [turn, setTurn] = useState(0);
  const draft = useDraft<Values>({
    name: `expense-application/${props.purse}`,
    title: t('expenses.apply'),
    value: values,
    take: (kept) => {
      setValues(kept);
      setTurn(turn + 1);
    },
  });
  const faults = faultsOf(shape, values);
  const wish = faultsOf(expensesApi.checkApplication.query, values);
  const query = tidied(expensesApi.checkApplication.query, values);
  const check = useRoute(
    expensesApi.checkApplication,
    { query } as InputOf<typeof expensesApi.checkApplication>,
    { enabled: wish.length === 0, keep: true },
  );
  const send = async () => {
    setTried(true);
    if (sending.current || faults.length > 0) return;
    sending.current = true;
    try {
      const body = tidied(shape, values);
      const made = await command.mutateAsync({ body } as InputOf<typeof expensesApi.apply>);
      draft.done();
      props.onDone(made.applicationId);
    } catch {
      // The refusal is shown below the fields.
    } finally {
      sending.current = false;
    }
  };
  const shown = new Map(
    tried
      ? faults.map((fault) => [fault.at, fault.words ?? t(fault.key, fault.params)] as const)
      : [],
  );
  const kinds = rules.kinds.filter((one) => one.allowed);
  return (
    <Form layout="vertical" onFinish={() => void send()} noValidate>
      <DraftOffer draft={draft} />
      <Fields
        key={turn}
        fields={fieldsOf(shape)}
        at=""
        values={values}
        change={setValues}
        context={{
          module: 'expenses',
          faults: shown,
          touch: () => undefined,
          wishes: {
            requestKey: { hidden: true },
            customerId: {
              render: (value, change, id) => (
                <CustomerChoice id={id} value={value as string | undefined} onChange={change} />
              ),
            },
            kind: {
              label: t('expenses.field.kind_of_spending'),
              options: kinds.map(({ key, name }) => ({ value: key, label: named(name) })),
            },
            purpose: { lines: 2 },
          },
        }}
      />
      {wish.length > 0 ? null : check.data === undefined ? (
        check.error === null ? null : (
          <ProblemNote error={check.error} />
        )
      ) : (
        <LiveCheck check={check.data} />
      )}
      {command.error === null ? null : <ProblemNote error={command.error} />}
      <div className="kj-form-foot">
        {check.data === undefined || wish.length > 0 ? null : <Verdict check={check.data} />}
        <div className="kj-bar">
          <Button type="primary" htmlType="submit" loading={command.isPending}>
            {t('expenses.apply')}
          </Button>
          <Button
            onClick={() => {
              draft.done();
              props.onCancel();
            }}
          >
            {t('web.cancel')}
          </Button>
        </div>
      </div>
    </Form>
  );
}

function LiveCheck({ check }: { readonly check: Check }) {
  const { t, tk } = useSay();
  return (
    <div>
      <SmallTable
        rows={check.checks}
        keyOf={(one) => one.rule}
        columns={[
          { names: true, render: (one) => tk(`expenses.check.${one.rule}`) },
          {
            figure: true,
            render: (one) => (
              <>
                <Money fen={String(BigInt(one.present) + BigInt(one.adding))} /> /{' '}
                <Money fen={one.limit} />
              </>
            ),
          },
          {
            render: (one) => (
              <Mark tone={one.holds ? 'good' : 'bad'}>
                {t(one.holds ? 'expenses.check.holds' : 'expenses.check.broken')}
              </Mark>
            ),
          },
        ]}
      />
      {check.splitting === null ? null : <SplittingNote splitting={check.splitting} />}
    </div>
  );
}

/** In one sentence: who will decide, or what is refused. Stays in sight while the form scrolls. */
function Verdict({ check }: { readonly check: Check }) {
  const { t, tk, tp } = useSay();
  const { refusal } = check;
  return (
    <div role="status" style={{ marginBottom: 8 }}>
      {refusal === null ? (
        <span className="kj-quiet">
          {t('expenses.check.goes_to', { role: tk(`role.${check.approver}`) })}
          {check.needsClearance ? ` ${t('expenses.check.compliance')}` : ''}
        </span>
      ) : phraseOf(refusal.code) === undefined ? null : (
        <span style={{ color: 'var(--kj-negative)' }}>{tp(refusal.code, refusal.params)}</span>
      )}
    </div>
  );
}
