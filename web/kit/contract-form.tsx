import { Button, Form } from 'antd';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Route } from '../../core/schema.ts';
import type { AnswerOf, BodyOf, InputOf } from '../api/client.ts';
import { useCommand } from '../api/queries.ts';
import { phraseOf } from '../i18n/phrases.ts';
import { useSay } from '../i18n/say.ts';
import type { Say } from '../i18n/say.ts';
import { DraftOffer, useDraft } from './draft.tsx';
import { fieldId, Fields } from './form-fields.tsx';
import type { FieldWish } from './form-fields.tsx';
import { faultsOf, startOf, tidied } from './form-values.ts';
import type { Fault, Values } from './form-values.ts';
import { ProblemNote, toldOf } from './problem.tsx';
import { fieldsOf } from './shape.ts';

export type { FieldWish } from './form-fields.tsx';

export interface ContractFormProps<D extends Route> {
  readonly route: D;
  /** The module whose phrases name the fields. */
  readonly module: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly initial?: Partial<BodyOf<D>>;
  /** Wishes by path without list positions: { staffId: { hidden: true }, 'grants.role': { … } }. */
  readonly fields?: Readonly<Record<string, FieldWish>>;
  readonly submit?: string;
  /** The answer, and the body that was sent: a preview is followed by the same as a command. */
  readonly onDone: (answer: AnswerOf<D>, sent: BodyOf<D>) => void;
  readonly onCancel?: () => void;
  readonly before?: ReactNode;
  /** A long form: what is typed is kept on this device until it is sent (`draft.tsx`). */
  readonly draft?: {
    readonly name: string;
    readonly title: string;
    /** The answer is not the end (a preview): the page forgets the form by `forgetForm`. */
    readonly goesOn?: boolean;
  };
}

function wordsOf(fault: Fault, module: string, say: Say): string {
  const own = `${module}.fault.${fault.at.replace(/\.\d+(?=\.|$)/g, '')}`;
  if (fault.key === 'web.fault.form' && phraseOf(own) !== undefined) return say.tk(own);
  if (fault.words !== undefined) {
    return phraseOf(fault.words) === undefined ? fault.words : say.tk(fault.words);
  }
  return say.t(fault.key, fault.params);
}

function isUnder(at: string, parent: string): boolean {
  return at === parent || at.startsWith(`${parent}.`);
}

/** Brings the first faulty field before the reader's eyes. */
function show(at: string | undefined): void {
  if (at === undefined) return;
  const input = document.getElementById(fieldId(at));
  input?.scrollIntoView({ block: 'center' });
  input?.focus({ preventScroll: true });
}

/**
 * A form drawn from a route's body: checked by the contract while typing, sent once, the server's
 * faults shown beside their fields.
 */
export function ContractForm<D extends Route>(props: ContractFormProps<D>) {
  const { route, module } = props;
  const say = useSay();
  const command = useCommand(route);
  const [values, setValues] = useState(() => startOf(route.body, props.initial as Values));
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [answered, setAnswered] = useState<ReadonlyMap<string, string>>(new Map());
  const sending = useRef(false);
  // Inputs that keep words of their own are drawn anew when kept ones are put back.
  const [turn, setTurn] = useState(0);
  const draft = useDraft<Values>({
    name: props.draft?.name ?? '',
    title: props.draft?.title ?? '',
    value: values,
    take: (kept) => {
      setValues(kept);
      setTurn(turn + 1);
    },
  });
  const cancel = () => {
    draft.done();
    props.onCancel?.();
  };

  const faults = faultsOf(route.body, values);
  const shown = new Map(answered);
  for (const fault of faults) {
    const visible = tried || [...touched].some((at) => isUnder(fault.at, at));
    if (visible && !shown.has(fault.at)) shown.set(fault.at, wordsOf(fault, module, say));
  }

  const touch = (at: string) => {
    setTouched((now) => new Set(now).add(at));
    setAnswered((now) => new Map([...now].filter(([one]) => !isUnder(one, at))));
  };

  const send = async () => {
    setTried(true);
    if (faults.length > 0) show(faults[0]?.at);
    if (sending.current || faults.length > 0) return;
    sending.current = true;
    try {
      const input = { params: props.params, body: tidied(route.body, values) };
      const answer = await command.mutateAsync(input as InputOf<D>);
      if (props.draft?.goesOn !== true) draft.done();
      props.onDone(answer, input.body as BodyOf<D>);
    } catch (error) {
      const told = toldOf(error, say);
      setAnswered(new Map(told.faults.map((fault) => [fault.at, fault.words])));
      show(told.faults[0]?.at);
    } finally {
      sending.current = false;
    }
  };

  return (
    <Form layout="vertical" onFinish={() => void send()} noValidate>
      {props.before}
      <DraftOffer draft={draft} />
      <Fields
        key={turn}
        fields={fieldsOf(route.body)}
        at=""
        values={values}
        change={setValues}
        context={{ module, wishes: props.fields ?? {}, faults: shown, touch }}
      />
      {command.error === null ? null : (
        <div style={{ marginBottom: 16 }}>
          <ProblemNote error={command.error} withoutFaults />
        </div>
      )}
      {tried && faults.length > 0 ? (
        <div role="status" style={{ marginBottom: 8, color: 'var(--kj-negative)' }}>
          {say.t('web.form.faulty', { count: faults.length })}
        </div>
      ) : null}
      <div className="kj-bar">
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {props.submit ?? say.t('web.form.submit')}
        </Button>
        {props.onCancel === undefined ? null : (
          <Button onClick={cancel}>{say.t('web.cancel')}</Button>
        )}
      </div>
    </Form>
  );
}
