import { DownloadOutlined, EditOutlined } from '@ant-design/icons';
import { App, Button, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import { policyApi } from '../../../server/platform/policy/contract.ts';
import type { PolicyVersionRow } from '../../../server/platform/policy/contract.ts';
import { addressOf } from '../../api/client.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { Choice, Instant, Missing } from '../../kit/figures.tsx';
import type { Tone } from '../../kit/figures.tsx';
import { useGo, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { DocumentView } from './document-view.tsx';
import { FirstDay } from './first-day.tsx';
import { SchemeTrial } from './trial.tsx';
import './policies.css';
import { VersionDifference } from './version-difference.tsx';

const tones: Readonly<Record<string, Tone>> = {
  draft: 'calm',
  in_review: 'warn',
  returned: 'bad',
  in_force: 'good',
  coming: 'strong',
  past: 'calm',
  overtaken: 'calm',
};

/** One scheme: its versions, the document of one, and where it differs from the one before. */
export function Policy() {
  const { t, locale } = useSay();
  const kind = usePathWord('kind');
  const may = useMay();
  const go = useGo();
  const versions = useRoute(policyApi.listPolicyVersions, { params: { kind } });
  const [chosen, setChosen] = useState<number | null>(null);
  const rows = versions.data?.rows ?? [];
  const shown = chosen ?? rows.find((row) => row.state === 'in_force')?.versionNo ?? null;
  return (
    <Page
      title={versions.data?.title[locale] ?? kind}
      trail={[{ title: t('policy.title'), to: '/policies' }]}
      note={t('policy.source', { source: versions.data?.source ?? '' })}
      actions={
        may('policy.draft') && shown !== null ? (
          <Button
            type="primary"
            icon={<EditOutlined />}
            onClick={() => go(`/policies/${kind}/draft?from=${shown}`)}
          >
            {t('policy.draft_from', { no: shown })}
          </Button>
        ) : null
      }
    >
      <Section title={t('policy.versions')}>
        <Read query={versions}>
          {() => <Versions kind={kind} rows={rows} shown={shown} onChoose={setChosen} />}
        </Read>
      </Section>
      {shown === null ? null : <VersionDocument kind={kind} versionNo={shown} />}
    </Page>
  );
}

interface VersionsProps {
  readonly kind: string;
  readonly rows: readonly PolicyVersionRow[];
  readonly shown: number | null;
  readonly onChoose: (versionNo: number) => void;
}

function Versions({ kind, rows, shown, onChoose }: VersionsProps) {
  const { t } = useSay();
  const columns: TableColumnsType<PolicyVersionRow> = [
    {
      key: 'versionNo',
      title: t('policy.field.versionNo'),
      render: (_value, row) => (
        <Button type="link" size="small" onClick={() => onChoose(row.versionNo)}>
          {t('policy.version', { no: row.versionNo })}
        </Button>
      ),
    },
    {
      key: 'state',
      title: t('policy.field.state'),
      render: (_value, row) => (
        <Choice module="policy" property="state" value={row.state} tones={tones} />
      ),
    },
    {
      key: 'validFrom',
      title: t('policy.field.validFrom'),
      render: (_value, row) => <FirstDay day={row.validFrom} />,
    },
    {
      key: 'note',
      title: t('policy.field.note'),
      render: (_value, row) => (
        <>
          {row.note}
          {row.state === 'returned' ? (
            <div className="kj-quiet">
              {t('policy.returned.because', { reason: row.review?.reason ?? '' })}
            </div>
          ) : null}
        </>
      ),
    },
    {
      key: 'author',
      title: t('policy.field.author'),
      render: (_value, row) => row.author ?? t('policy.installation'),
    },
    {
      key: 'createdAt',
      title: t('policy.field.createdAt'),
      render: (_value, row) => <Instant at={row.createdAt} />,
    },
    {
      key: 'approver',
      title: t('policy.field.approver'),
      render: (_value, row) =>
        row.approvedAt === null ? <Missing /> : (row.approver ?? t('policy.installation')),
    },
    { key: 'next', title: '', render: (_v, row) => <NextStep kind={kind} version={row} /> },
  ];
  return (
    <Table<PolicyVersionRow>
      rowKey="versionNo"
      size="small"
      pagination={rows.length > 20 ? { pageSize: 20 } : false}
      scroll={{ x: 'max-content' }}
      columns={columns}
      dataSource={[...rows]}
      rowClassName={(row) => (row.versionNo === shown ? 'ant-table-row-selected' : '')}
    />
  );
}

/** What may be done with a draft now: sent by its author, approved or returned by another. */
function NextStep(props: { readonly kind: string; readonly version: PolicyVersionRow }) {
  const { kind, version } = props;
  const { t } = useSay();
  const may = useMay();
  const { account } = useSession();
  const { message } = App.useApp();
  const submit = useCommand(policyApi.submitPolicy);
  const approve = useCommand(policyApi.approvePolicy);
  const sendBack = useCommand(policyApi.returnPolicy);
  const own = version.authorId === account.accountId;
  const no = version.versionNo;
  const params = { kind, versionNo: no };
  const named = t('policy.version', { no });
  if ((version.state === 'draft' || version.state === 'returned') && may('policy.draft')) {
    return (
      <ConfirmButton
        primary
        label={t('policy.submit')}
        title={`${t('policy.submit')} · ${named}`}
        consequence={t('policy.submit.sure', { no })}
        onConfirm={async () => {
          await submit.mutateAsync({ params, body: {} });
          void message.success(t('policy.submitted', { no }));
        }}
      />
    );
  }
  if (version.state !== 'in_review' || !may('policy.approve')) return null;
  return (
    <span className="kj-bar">
      {own ? <span className="kj-quiet">{t('policy.author_approves', { no })}</span> : null}
      <ConfirmButton
        primary
        disabled={own}
        label={t('policy.approve')}
        title={`${t('policy.approve')} · ${named}`}
        consequence={t('policy.approve.sure', { no, day: version.validFrom })}
        onConfirm={async () => {
          await approve.mutateAsync({ params });
          void message.success(t('policy.approved', { no }));
        }}
      />
      <ConfirmButton
        disabled={own}
        askReason
        label={t('policy.return')}
        title={`${t('policy.return')} · ${named}`}
        consequence={t('policy.return.sure', { no })}
        onConfirm={async (reason) => {
          await sendBack.mutateAsync({ params, body: { reason } });
          void message.success(t('policy.returned', { no }));
        }}
      />
    </span>
  );
}

function VersionDocument(props: { readonly kind: string; readonly versionNo: number }) {
  const { kind, versionNo } = props;
  const { t } = useSay();
  const [compared, setCompared] = useState(false);
  const [asText, setAsText] = useState(false);
  const version = useRoute(
    policyApi.readPolicyVersion,
    { params: { kind, versionNo } },
    { keep: true },
  );
  const file = addressOf(policyApi.readPolicyFile, { params: { kind, versionNo } });
  const withBefore = compared && versionNo > 1;
  return (
    <>
      <Section
        title={
          withBefore
            ? t('policy.difference.of', { from: versionNo - 1, to: versionNo })
            : `${t('policy.document')} · ${t('policy.version', { no: versionNo })}`
        }
        extra={
          <span className="kj-bar">
            <Button disabled={versionNo === 1} onClick={() => setCompared(!compared)}>
              {withBefore ? t('policy.document') : t('policy.compare')}
            </Button>
            <Button disabled={withBefore} onClick={() => setAsText(!asText)}>
              {t(asText ? 'policy.view.read' : 'policy.view.text')}
            </Button>
            <Button icon={<DownloadOutlined />} href={file} download>
              {t('policy.export')}
            </Button>
          </span>
        }
      >
        <Read query={version} rows={10}>
          {(answer) => (
            <>
              {answer.assumed === '' ? null : (
                <p className="kj-quiet">
                  {t('policy.assumed_label')}: {answer.assumed}
                </p>
              )}
              {withBefore ? (
                <WithBefore version={answer} />
              ) : asText ? (
                <pre className="kj-document">{answer.text}</pre>
              ) : (
                <DocumentView body={answer.body} module={answer.module} />
              )}
            </>
          )}
        </Read>
      </Section>
      {version.data === undefined ? null : <SchemeTrial kind={kind} text={version.data.text} />}
    </>
  );
}

type Version = AnswerOf<typeof policyApi.readPolicyVersion>;

function WithBefore({ version }: { readonly version: Version }) {
  const { kind, versionNo, body, module } = version;
  const before = useRoute(policyApi.readPolicyVersion, {
    params: { kind, versionNo: versionNo - 1 },
  });
  return (
    <Read query={before}>
      {(answer) => <VersionDifference before={answer.body} after={body} module={module} />}
    </Read>
  );
}
