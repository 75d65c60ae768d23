import { UploadOutlined } from '@ant-design/icons';
import { Alert, App, Button, Input } from 'antd';
import { useRef, useState } from 'react';
import { useSearch } from '@tanstack/react-router';
import { policyApi } from '../../../server/platform/policy/contract.ts';
import type { PolicyFaultRow } from '../../../server/platform/policy/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { DayInput } from '../../kit/day-input.tsx';
import { useGo, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem.tsx';
import { LinedText } from './lined-text.tsx';
import './policies.css';

type Version = AnswerOf<typeof policyApi.readPolicyVersion>;

/** A new version of a scheme, written from an older one; faults stand at their lines. */
export function PolicyDraft() {
  const { t, locale } = useSay();
  const kind = usePathWord('kind');
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const from = Math.max(1, Number(search['from'] ?? 1) || 1);
  const version = useRoute(policyApi.readPolicyVersion, { params: { kind, versionNo: from } });
  const versions = useRoute(policyApi.listPolicyVersions, { params: { kind } });
  const title = versions.data?.title[locale] ?? kind;
  return (
    <Page
      title={t('policy.draft_from', { no: from })}
      trail={[
        { title: t('policy.title'), to: '/policies' },
        { title, to: `/policies/${kind}` },
      ]}
    >
      <Read query={versions}>
        {({ rows, sealedUntil }) => (
          <Read query={version} rows={12}>
            {(answer) => (
              <Editor
                kind={kind}
                version={answer}
                newest={rows[0]?.versionNo ?? 0}
                sealedUntil={sealedUntil}
              />
            )}
          </Read>
        )}
      </Read>
    </Page>
  );
}

interface EditorProps {
  readonly kind: string;
  readonly version: Version;
  readonly newest: number;
  readonly sealedUntil: string | null;
}

function Editor({ kind, version, newest, sealedUntil }: EditorProps) {
  const { t } = useSay();
  const { today } = useSession().bank;
  const { message } = App.useApp();
  const go = useGo();
  const [text, setText] = useState(version.text);
  const [note, setNote] = useState('');
  const [assumed, setAssumed] = useState(version.assumed);
  const [validFrom, setValidFrom] = useState<string>(
    sealedUntil !== null && sealedUntil > today ? sealedUntil : today,
  );
  // The newest version when the editor was opened: a faster colleague is noticed when it is kept.
  const [seen] = useState(newest);
  const [faults, setFaults] = useState<readonly PolicyFaultRow[] | null>(null);
  const check = useCommand(policyApi.checkPolicyDraft);
  const create = useCommand(policyApi.createPolicyDraft);

  const edit = (next: string) => {
    setText(next);
    setFaults(null);
  };
  const look = async (): Promise<boolean> => {
    const found = (await check.mutateAsync({ params: { kind }, body: { text } })).faults;
    setFaults(found);
    return found.length === 0;
  };
  const keep = async () => {
    if (!(await look())) return;
    const body = { text, note, assumed, validFrom, seenVersionNo: seen };
    const kept = await create.mutateAsync({ params: { kind }, body });
    void message.success(t('policy.draft_kept', { no: kept.versionNo }));
    go(`/policies/${kind}`);
  };
  const quiet = () => undefined;
  return (
    <>
      <Section>
        <div className="kj-bar" style={{ alignItems: 'end' }}>
          <label htmlFor="draft-from">{t('policy.field.validFrom')}</label>
          <DayInput
            id="draft-from"
            value={validFrom}
            onChange={(next) => setValidFrom(next ?? today)}
          />
          <label htmlFor="draft-note">{t('policy.field.note')}</label>
          <Input
            id="draft-note"
            value={note}
            maxLength={500}
            style={{ flex: '1 1 260px' }}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
        <div className="kj-bar" style={{ marginTop: 8 }}>
          <label htmlFor="draft-assumed">{t('policy.assumed_label')}</label>
          <Input
            id="draft-assumed"
            value={assumed}
            maxLength={500}
            style={{ flex: '1 1 260px' }}
            onChange={(event) => setAssumed(event.target.value)}
          />
        </div>
      </Section>
      <Section
        title={t('policy.document')}
        extra={
          <span className="kj-bar">
            <FileButton onText={edit} />
            <Button loading={check.isPending} onClick={() => void look().catch(quiet)}>
              {t('policy.check')}
            </Button>
            <Button
              type="primary"
              disabled={note.trim() === ''}
              loading={create.isPending}
              onClick={() => void keep().catch(quiet)}
            >
              {t('policy.save_draft')}
            </Button>
          </span>
        }
      >
        <p className="kj-quiet">{t('policy.editor.hint')}</p>
        {create.error === null ? null : <ProblemNote error={create.error} />}
        {check.error === null ? null : <ProblemNote error={check.error} />}
        <LinedText
          value={text}
          label={t('policy.document')}
          faults={faults ?? []}
          onChange={edit}
        />
        {faults !== null && faults.length === 0 ? (
          <Alert type="success" showIcon title={t('policy.no_fault')} />
        ) : null}
      </Section>
    </>
  );
}

/** Reads a YAML or JSON file into the editor. */
function FileButton({ onText }: { readonly onText: (text: string) => void }) {
  const { t } = useSay();
  const input = useRef<HTMLInputElement>(null);
  const take = async (files: FileList | null) => {
    const file = files?.[0];
    if (file !== undefined) onText(await file.text());
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".yaml,.yml,.json"
        className="kj-hidden"
        aria-label={t('policy.import')}
        tabIndex={-1}
        onChange={(event) => void take(event.target.files)}
      />
      <Button icon={<UploadOutlined />} onClick={() => input.current?.click()}>
        {t('policy.import')}
      </Button>
    </>
  );
}
