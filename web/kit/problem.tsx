import { ReloadOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { ProblemError } from '../api/client.ts';
import { phraseOf } from '../i18n/phrases.ts';
import { sayIn, useSay } from '../i18n/say.ts';
import type { Say } from '../i18n/say.ts';

/**
 * What a refusal or a failure says to a person: the sentence, the faulty fields, what to do next.
 */
export interface Told {
  readonly sentence: string;
  readonly code: string;
  readonly faults: readonly { readonly at: string; readonly words: string }[];
  readonly next?: string;
}

/** 'body.grants[0].role', '/grants/0/role' → 'grants.0.role'. */
export function faultPath(at: string): string {
  return at
    .replace(/\[(\w+)\]/g, '.$1')
    .replace(/\//g, '.')
    .replace(/^\.+/, '')
    .replace(/^body\.(?=.)/, '');
}

/**
 * The server's sentence when it sent one, else our phrase of its code; `<code>.next` is the next
 * step.
 */
export function toldOf(error: unknown, say: Pick<Say, 'locale'>): Told {
  if (!(error instanceof ProblemError)) {
    return { sentence: sayIn(say.locale, 'web.broken'), code: 'web.broken', faults: [] };
  }
  const { problem } = error;
  const own = phraseOf(problem.code) === undefined ? undefined : problem.code;
  const sentence =
    problem.detail !== ''
      ? problem.detail
      : own === undefined
        ? problem.title
        : sayIn(say.locale, own, { status: problem.status, ...problem.params });
  const next = `${problem.code}.next`;
  return {
    sentence,
    code: problem.code,
    faults: (problem.errors ?? []).map((one) => ({ at: faultPath(one.at), words: one.detail })),
    ...(phraseOf(next) === undefined ? {} : { next: sayIn(say.locale, next, problem.params) }),
  };
}

interface Props {
  readonly error: unknown;
  readonly onRetry?: () => void;
  readonly action?: ReactNode;
  /** Faulty fields already shown beside their inputs. */
  readonly withoutFaults?: boolean;
}

/** A refusal or failure in place: which rule with which numbers, and what to do. */
export function ProblemNote({ error, onRetry, action, withoutFaults = false }: Props) {
  const say = useSay();
  const { sentence, faults, next, code } = toldOf(error, say);
  const refusal = error instanceof ProblemError && error.problem.status < 500 && code !== '';
  const offline = code === 'web.offline';
  const rows = withoutFaults ? [] : faults;
  return (
    <Alert
      type={refusal && !offline ? 'warning' : 'error'}
      showIcon
      role="alert"
      title={sentence}
      description={
        rows.length === 0 && next === undefined ? undefined : (
          <>
            {next === undefined ? null : <div>{next}</div>}
            {rows.length === 0 ? null : (
              <ul style={{ margin: 0, paddingInlineStart: 18 }}>
                {rows.map((row) => (
                  <li key={`${row.at} ${row.words}`}>
                    {row.at === '' ? '' : `${row.at}: `}
                    {row.words}
                  </li>
                ))}
              </ul>
            )}
          </>
        )
      }
      action={
        onRetry === undefined ? (
          action
        ) : (
          <Button size="small" icon={<ReloadOutlined />} onClick={onRetry}>
            {say.t('web.retry')}
          </Button>
        )
      }
    />
  );
}
