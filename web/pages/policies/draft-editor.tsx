import { App, Segmented } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { policyApi } from '../../../server/platform/policy/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useCommand } from '../../api/queries.ts';
import { useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { DraftOffer, useDraft } from '../../kit/draft.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Section } from '../../kit/page.tsx';
import { WithCatalogue } from './catalogue.tsx';
import { DraftFoot } from './draft-foot.tsx';
import type { Judged } from './draft-foot.tsx';
import { DraftHead } from './draft-head.tsx';
import type { Head } from './draft-head.tsx';
import { FileButton } from './file-button.tsx';
import { DocumentForm } from './form/document-form.tsx';
import { placeKey, type JsonShape } from './form/json-shape.ts';
import { useMetricOffers } from './form/metric-offers.ts';
import { LinedText } from './lined-text.tsx';
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
          </span>
        }
      >
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
        <DraftFoot
          judged={judged}
          module={form.module}
          errors={[create.error, check.error]}
          noted={head.note.trim() !== ''}
          keeping={create.isPending}
          onKeep={() => void keep().catch(quiet)}
        />
      </Section>
      <SchemeTrial kind={kind} text={text} />
    </>
  );
}
