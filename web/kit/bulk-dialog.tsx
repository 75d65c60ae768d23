import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { bulkOutcome, bulkPreview } from '../../core/bulk.ts';
import type { BulkFigure, BulkOutcome, BulkPreview, BulkRow } from '../../core/bulk.ts';
import type { Route } from '../../core/schema.ts';
import { callLoose } from '../api/client.ts';
import { hasPhrase, useSay } from '../i18n/say.ts';
import { Count, Mark, Money, Rate } from './figures.tsx';
import { Read } from './page.tsx';
import { ProblemNote } from './problem.tsx';
import { SmallTable } from './small-table.tsx';

type Words = Readonly<Record<string, unknown>>;
export type BulkInputs = (words: Words, change: (next: Words) => void) => ReactNode;
export type BulkMeant =
  | { readonly keys: readonly string[] }
  | { readonly matching: Readonly<Record<string, string>> };

/** One verb for many rows: what it asks before, and what it does. */
export interface BulkAction {
  readonly key: string;
  readonly label: string;
  /** What it does, in a sentence. */
  readonly hint?: ReactNode;
  readonly icon?: ReactNode;
  readonly danger?: boolean;
  readonly primary?: boolean;
  /** Body: `bulkChoice` with `body` and the words of `inputs`; answer: `bulkPreview`. */
  readonly preview: Pick<Route, 'method' | 'path'>;
  /** Body: `{ keys }` with `body` and the words of `inputs`; answer: `bulkOutcome`. */
  readonly act: Pick<Route, 'method' | 'path'>;
  /** Fixed words of both bodies. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** Further inputs: who takes them over, a reason. The preview is asked anew with each change. */
  readonly inputs?: BulkInputs;
  /** Whether the inputs suffice to ask for the preview. */
  readonly ready?: (words: Readonly<Record<string, unknown>>) => boolean;
}

interface Props {
  readonly action: BulkAction;
  readonly meant: BulkMeant;
  readonly onClose: () => void;
  readonly onDone: (left: readonly string[]) => void;
}

/**
 * Before: what would happen to each and what is refused, and why. Then the verb, sent once for the
 * keys that were shown. After: what was done and what was not.
 */
export function BulkDialog({ action, meant, onClose, onDone }: Props) {
  const { t } = useSay();
  const client = useQueryClient();
  const [words, setWords] = useState<Words>({});
  const [outcome, setOutcome] = useState<BulkOutcome | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const sending = useRef(false);
  const more = { ...action.body, ...words };
  const ready = action.ready?.(words) ?? true;
  const preview = useQuery<BulkPreview>({
    queryKey: ['bulk preview', action.preview.path, meant, more],
    queryFn: async ({ signal }) =>
      bulkPreview.parse(await callLoose(action.preview, { body: { ...meant, ...more } }, signal)),
    enabled: ready && outcome === null,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const willing = (preview.data?.rows ?? []).filter((row) => row.refused === null);
  const act = async () => {
    if (sending.current || willing.length === 0) return;
    sending.current = true;
    setBusy(true);
    setProblem(null);
    try {
      const body = { keys: willing.map((row) => row.key), ...more };
      const done = bulkOutcome.parse(await callLoose(action.act, { body }));
      const before = (preview.data?.rows ?? []).filter((row) => row.refused !== null);
      setOutcome({ done: done.done, rows: [...done.rows, ...before] });
      await client.invalidateQueries({
        predicate: (query) => query.queryKey[0] !== 'bulk preview',
      });
    } catch (error) {
      setProblem(error);
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };
  const close = () => {
    if (outcome !== null) {
      onDone(outcome.rows.filter((row) => row.refused !== null).map((row) => row.key));
    }
    onClose();
  };
  return (
    <Modal
      open
      width={720}
      title={action.label}
      okText={
        outcome === null
          ? t('web.bulk.act', { label: action.label, count: willing.length })
          : t('web.close')
      }
      cancelText={t('web.cancel')}
      {...(outcome === null ? {} : { cancelButtonProps: { style: { display: 'none' } } })}
      confirmLoading={busy}
      okButtonProps={{
        danger: action.danger === true && outcome === null,
        disabled: outcome === null && (!ready || willing.length === 0),
      }}
      onOk={() => (outcome === null ? void act() : close())}
      onCancel={close}
    >
      <div className="kj-stack">
        {action.hint === undefined ? null : <p>{action.hint}</p>}
        {outcome === null ? action.inputs?.(words, setWords) : null}
        {outcome !== null ? (
          <Outcome outcome={outcome} />
        ) : ready ? (
          <Read query={preview} rows={3}>
            {(answer) => <Preview preview={answer} />}
          </Read>
        ) : null}
        {problem === null ? null : <ProblemNote error={problem} />}
      </div>
    </Modal>
  );
}

function Preview({ preview }: { readonly preview: BulkPreview }) {
  const { t } = useSay();
  const refused = preview.rows.filter((row) => row.refused !== null).length;
  return (
    <>
      <div className="kj-bulk-counts" aria-live="polite">
        <Mark tone="good">{t('web.bulk.can', { count: preview.rows.length - refused })}</Mark>
        {refused === 0 ? null : <Mark tone="warn">{t('web.bulk.cannot', { count: refused })}</Mark>}
        <span className="kj-quiet">{t('web.bulk.max', { count: preview.max })}</span>
      </div>
      {preview.figures.length === 0 ? null : (
        <dl className="kj-bulk-figures">
          {preview.figures.map((figure) => (
            <Figure key={figure.name} figure={figure} />
          ))}
        </dl>
      )}
      <RowsTold rows={preview.rows} />
    </>
  );
}

function Outcome({ outcome }: { readonly outcome: BulkOutcome }) {
  const { t } = useSay();
  const refused = outcome.rows.filter((row) => row.refused !== null);
  return (
    <div role="status">
      <div className="kj-bulk-counts">
        <Mark tone="good">{t('web.bulk.done', { count: outcome.done })}</Mark>
        {refused.length === 0 ? null : (
          <Mark tone="warn">{t('web.bulk.not_done', { count: refused.length })}</Mark>
        )}
      </div>
      <RowsTold rows={refused} />
    </div>
  );
}

function Figure({ figure }: { readonly figure: BulkFigure }) {
  const { t, tk } = useSay();
  return (
    <div>
      <dt>{tk(figure.name)}</dt>
      <dd>
        <ValueOfFigure figure={figure} />{' '}
        {figure.over ? <Mark tone="bad">{t('web.bulk.over')}</Mark> : null}
      </dd>
    </div>
  );
}

function ValueOfFigure({ figure }: { readonly figure: BulkFigure }) {
  if (figure.unit === 'fen') return <Money fen={figure.value} />;
  if (figure.unit === 'rate') return <Rate millionths={figure.value} />;
  if (figure.unit === 'count') return <Count value={figure.value} />;
  return <>{figure.value}</>;
}

/** Each record with its reason; those refused first. */
function RowsTold({ rows }: { readonly rows: readonly BulkRow[] }) {
  const { t } = useSay();
  if (rows.length === 0) return null;
  const ordered = rows.toSorted(
    (a, b) => Number(a.refused === null) - Number(b.refused === null), // tidy: not money
  );
  return (
    <div className="kj-bulk-rows" tabIndex={0} role="region" aria-label={t('web.bulk.rows')}>
      <SmallTable
        rows={ordered}
        keyOf={(row) => row.key}
        columns={[
          { names: true, render: (row) => row.name },
          { render: (row) => row.about },
          {
            render: (row) =>
              row.refused === null ? (
                <Mark tone="good">{t('web.bulk.goes')}</Mark>
              ) : (
                <Why {...row.refused} />
              ),
          },
        ]}
      />
    </div>
  );
}

/** The rule's words; a parameter that is itself a phrase is said in the same language. */
export function Why(props: {
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
}) {
  const { tp, tk } = useSay();
  const said = Object.entries(props.params).map(([name, value]) => [
    name,
    hasPhrase(value) ? tk(value) : value,
  ]);
  return (
    <span className="kj-bulk-why">
      {tp(props.code, Object.fromEntries(said) as Record<string, string>)}
    </span>
  );
}
