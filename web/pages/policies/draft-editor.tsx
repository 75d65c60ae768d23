import { Alert, App, Button, Input, Segmented, Select } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { policyApi } from '../../../server/platform/policy/contract.ts';
import type { PolicyFaultRow } from '../../../server/platform/policy/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useCommand } from '../../api/queries.ts';
import { useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { DayInput } from '../../kit/day-input.tsx';
import { DraftOffer, useDraft } from '../../kit/draft.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Section } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem.tsx';
import { WithCatalogue } from './catalogue.tsx';
import { FileButton } from './file-button.tsx';
import { DocumentForm } from './form/document-form.tsx';
import { placeKey, type JsonShape } from './form/json-shape.ts';
import { useMetricOffers } from './form/metric-offers.ts';
import { LinedText } from './lined-text.tsx';
import { placeWords } from './place-name.ts';
import { SchemeTrial } from './trial.tsx';

interface EditorProps {
  readonly kind: string;
  /** What the kind of scheme is called. */
  readonly title: string;
  readonly version: AnswerOf<typeof policyApi.readPolicyVersion>;
  readonly form: AnswerOf<typeof policyApi.readPolicyShape>;
  readonly newest: number;
  readonly sealedUntil: string | null;
}

/** What is edited: the form's data or the text; the other is made from it when one changes over. */
type Draft =
  | { readonly as: 'form'; readonly body: unknown }
  | { readonly as: 'text'; readonly text: string };

interface Head {
  readonly validFrom: string;
  readonly note: string;
  /** What goes beyond the source. */
  readonly assumed: string;
}

interface Judged {
  readonly faults: readonly PolicyFaultRow[];
  readonly warnings: readonly PolicyFaultRow[];
}

const pause = 600;

/** A draft as a form or as text, checked while it is written, kept with a note and a first day. */
export function DraftEditor(props: EditorProps) {
  const { kind, title, version, form, newest, sealedUntil } = props;
  const { t, locale } = useSay();
  const { today } = useSession().bank;
  const { message } = App.useApp();
  const go = useGo();
  const [draft, setDraft] = useState<Draft>({ as: 'form', body: version.body });
  const [head, setHead] = useState<Head>({
    note: '',
    assumed: version.assumed,
    validFrom: sealedUntil !== null && sealedUntil > today ? sealedUntil : today,
  });
  // The newest version when the editor was opened: a faster colleague is noticed when it is kept.
  const [seen, setSeen] = useState(newest);
  const unsent = useDraft({
    name: `policy/${kind}`,
    title,
    value: { draft, head, seen },
    take: (kept) => {
      setDraft(kept.draft);
      setHead(kept.head);
      setSeen(kept.seen);
    },
  });
  const [judged, setJudged] = useState<Judged | null>(null);
  const check = useCommand(policyApi.checkPolicyDraft);
  const create = useCommand(policyApi.createPolicyDraft);
  const offers = useMetricOffers();
  const text = draft.as === 'text' ? draft.text : JSON.stringify(draft.body);
  const last = useRef(text);
  last.current = text;

  const judge = async () => {
    const asked = last.current;
    const found = await check.mutateAsync({
      params: { kind },
      body: { text: asked, validFrom: head.validFrom },
    });
    if (asked === last.current) setJudged(found);
    return found;
  };
  const quiet = () => undefined;
  // The check follows the writing at a distance; its refusals are shown by `check.error`.
  const judgeSoon = useRef(judge);
  judgeSoon.current = judge;
  useEffect(() => {
    const timer = setTimeout(() => void judgeSoon.current().catch(quiet), pause);
    return () => clearTimeout(timer);
  }, [text, head.validFrom]);

  const changeOver = async (as: Draft['as']) => {
    const found = await judge();
    if (as === 'text') setDraft({ as, text: found.text ?? text });
    else if (found.body === null) void message.error(t('policy.form.unreadable'));
    else setDraft({ as, body: found.body });
  };
  const keep = async () => {
    const found = await judge();
    if (found.faults.length > 0) return;
    const body = { ...head, text: found.text ?? text, seenVersionNo: seen };
    const kept = await create.mutateAsync({ params: { kind }, body });
    unsent.done();
    void message.success(t('policy.draft_kept', { no: kept.versionNo }));
    go(`/policies/${kind}`);
  };
  const takePreset = (key: string) => {
    const preset = form.presets.find((one) => one.key === key);
    if (preset === undefined) return;
    setDraft({ as: 'form', body: preset.body });
    const said = t('policy.preset.taken', { title: preset.title[locale] });
    setHead((now) => ({
      ...now,
      note: now.note === '' ? said : now.note,
      assumed: preset.note[locale],
    }));
    void message.info(said);
  };
  const byPlace = useMemo(
    () => new Map((judged?.faults ?? []).map((one) => [placeKey(one.at), one[locale]])),
    [judged, locale],
  );
  return (
    <>
      <DraftOffer draft={unsent} />
      <DraftHead
        head={head}
        presets={form.presets}
        onHead={(next) => setHead({ ...head, ...next })}
        onPreset={takePreset}
      />
      <Section
        title={t('policy.document')}
        extra={
          <span className="kj-bar">
            <Segmented
              value={draft.as}
              options={[
                { value: 'form', label: t('policy.view.form') },
                { value: 'text', label: t('policy.view.text') },
              ]}
              onChange={(as: Draft['as']) => void changeOver(as).catch(quiet)}
            />
            <FileButton onText={(read) => setDraft({ as: 'text', text: read })} />
            <Button
              type="primary"
              disabled={head.note.trim() === ''}
              loading={create.isPending}
              onClick={() => void keep().catch(quiet)}
            >
              {t('policy.save_draft')}
            </Button>
          </span>
        }
      >
        {create.error === null ? null : <ProblemNote error={create.error} />}
        {check.error === null ? null : <ProblemNote error={check.error} />}
        <Verdict judged={judged} module={form.module} />
        {draft.as === 'text' ? (
          <>
            <p className="kj-quiet">{t('policy.editor.hint')}</p>
            <LinedText
              value={draft.text}
              label={t('policy.document')}
              faults={judged?.faults ?? []}
              onChange={(next) => setDraft({ as: 'text', text: next })}
            />
          </>
        ) : (
          <WithCatalogue>
            <DocumentForm
              shape={form.schema as JsonShape}
              value={draft.body}
              module={form.module}
              faults={byPlace}
              offers={offers}
              onChange={(body) => setDraft({ as: 'form', body })}
            />
          </WithCatalogue>
        )}
      </Section>
      <SchemeTrial kind={kind} text={text} />
    </>
  );
}

interface HeadProps {
  readonly head: Head;
  readonly presets: AnswerOf<typeof policyApi.readPolicyShape>['presets'];
  readonly onHead: (changed: Partial<Head>) => void;
  readonly onPreset: (key: string) => void;
}

/** From which day, what changed and why, and which published scheme to start from. */
function DraftHead({ head, presets, onHead, onPreset }: HeadProps) {
  const { t, locale } = useSay();
  const { today } = useSession().bank;
  return (
    <Section>
      <div className="kj-bar" style={{ alignItems: 'end' }}>
        <label htmlFor="draft-from">{t('policy.field.validFrom')}</label>
        <DayInput
          id="draft-from"
          value={head.validFrom}
          onChange={(next) => onHead({ validFrom: next ?? today })}
        />
        <label htmlFor="draft-note">{t('policy.field.note')}</label>
        <Input
          id="draft-note"
          value={head.note}
          maxLength={500}
          style={{ flex: '1 1 260px' }}
          onChange={(event) => onHead({ note: event.target.value })}
        />
      </div>
      <div className="kj-bar" style={{ marginTop: 8 }}>
        <label htmlFor="draft-assumed">{t('policy.assumed_label')}</label>
        <Input
          id="draft-assumed"
          value={head.assumed}
          maxLength={500}
          style={{ flex: '1 1 260px' }}
          onChange={(event) => onHead({ assumed: event.target.value })}
        />
      </div>
      {presets.length === 0 ? null : (
        <div className="kj-bar" style={{ marginTop: 8 }}>
          <label htmlFor="draft-preset">{t('policy.preset')}</label>
          <Select
            id="draft-preset"
            style={{ flex: '1 1 320px' }}
            value={null}
            options={presets.map((one) => ({
              value: one.key,
              label: `${one.title[locale]} · ${one.source}`,
            }))}
            onChange={(key: string | null) => onPreset(key ?? '')}
          />
        </div>
      )}
    </Section>
  );
}

/** What the last check found: no fault, faults, and what the author should know. */
function Verdict(props: { readonly judged: Judged | null; readonly module: string }) {
  const { judged, module } = props;
  const say = useSay();
  const { t, locale } = say;
  if (judged === null) return null;
  const { faults, warnings } = judged;
  const list = (rows: readonly PolicyFaultRow[]) => (
    <ul className="kj-lines">
      {rows.slice(0, 8).map((one, at) => (
        <li key={at}>
          <strong>{placeWords(say, module, one.at)}</strong> {one[locale]}
        </li>
      ))}
    </ul>
  );
  return (
    <div className="kj-stack" style={{ marginBottom: 8 }}>
      {faults.length === 0 ? (
        <Alert type="success" showIcon title={t('policy.no_fault')} />
      ) : (
        <Alert
          type="error"
          showIcon
          title={t('policy.faults', { count: faults.length })}
          description={list(faults)}
        />
      )}
      {warnings.length === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          title={t('policy.warnings', { count: warnings.length })}
          description={list(warnings)}
        />
      )}
    </div>
  );
}
