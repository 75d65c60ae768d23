import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { importsApi } from '../../../server/platform/imports/contract.ts';
import type { OpenRule, QuarantinedRow } from '../../../server/platform/imports/contract.ts';
import { addressOf } from '../../api/client.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { countWritten } from '../../kit/format.ts';
import { PageLink, useGo, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem.tsx';
import './imports.css';
import { MendGrid } from './mend-grid.tsx';
import { MendRules } from './mend-rules.tsx';
import { UploadCorrection } from './upload.tsx';

const pageRows = 50;

/** Which rows are shown: of one fault or all, from where. */
interface Sight {
  readonly rule: Pick<OpenRule, 'code' | 'column'> | null;
  readonly cursor: string | null;
}

/** The editor of quarantined rows: mend cells or many at once, load the mended, give rows up. */
export function Mend() {
  const { t, tk } = useSay();
  const params = { batchId: usePathWord('batchId'), entity: usePathWord('entity') };
  const [sight, setSight] = useState<Sight>({ rule: null, cursor: null });
  const { rule, cursor } = sight;
  const query = useRoute(
    importsApi.listQuarantined,
    { params, query: { limit: pageRows, ...(cursor === null ? {} : { cursor }), ...rule } },
    { staleTime: Infinity, keep: true },
  );
  const kind = tk(`imports.entity.${params.entity}`, params.entity);
  return (
    <Page
      title={t('imports.mend.title')}
      note={kind}
      trail={[
        { title: t('imports.title'), to: '/imports' },
        { title: `${t('imports.one')} ${params.batchId}`, to: `/imports/${params.batchId}` },
      ]}
      actions={<ByFile {...params} />}
      watermark
    >
      <Read query={query} rows={8}>
        {(page) =>
          page.rules.length === 0 ? (
            <Section>
              <p>{t('imports.mend.empty')}</p>
              <PageLink to={`/imports/${params.batchId}`}>
                {t('imports.result.open', { batch: params.batchId })}
              </PageLink>
            </Section>
          ) : (
            <>
              <MendRules
                params={params}
                rules={page.rules}
                shown={rule}
                onShow={(next) => setSight({ rule: next, cursor: null })}
                onChanged={() => void query.refetch()}
              />
              <Editor
                key={`${cursor} ${page.rows.map((one) => `${one.key}/${one.turn}`).join()}`}
                params={params}
                page={page}
                first={cursor === null}
                onPage={(next) => setSight({ rule, cursor: next })}
                onChanged={() => void query.refetch()}
              />
            </>
          )
        }
      </Read>
    </Page>
  );
}

/** The rows as a file for a spreadsheet, and the way back in. */
function ByFile(params: { readonly batchId: string; readonly entity: string }) {
  const { t } = useSay();
  const go = useGo();
  return (
    <span className="kj-bar" style={{ flexWrap: 'wrap' }}>
      <Button
        icon={<DownloadOutlined />}
        size="small"
        href={addressOf(importsApi.readQuarantineFile, { params })}
        download
      >
        {t('imports.quarantine.download')}
      </Button>
      <UploadCorrection {...params} onLoaded={(loaded) => go(`/imports/${loaded}`)} />
    </span>
  );
}

interface EditorProps {
  readonly params: { readonly batchId: string; readonly entity: string };
  readonly page: AnswerOf<typeof importsApi.listQuarantined>;
  readonly first: boolean;
  readonly onPage: (cursor: string | null) => void;
  readonly onChanged: () => void;
}

function Editor({ params, page, first, onPage, onChanged }: EditorProps) {
  const { t } = useSay();
  const [rows, setRows] = useState(page.rows);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const drop = useCommand(importsApi.dropQuarantined);
  const freshly = rows.filter((row, at) => row.turn > 0 && page.rows[at]?.turn === 0).length;
  const edited = BigInt(page.edited) + BigInt(freshly);
  return (
    <Section
      extra={
        <>
          <ConfirmButton
            danger
            disabled={chosen.size === 0}
            label={t('imports.mend.drop')}
            title={t('imports.mend.drop')}
            consequence={t('imports.mend.drop.consequence', { count: chosen.size })}
            askReason
            onConfirm={async (reason) => {
              await drop.mutateAsync({ params, body: { keys: [...chosen], reason } });
              onChanged();
            }}
          />
          <Load params={params} edited={edited} />
        </>
      }
    >
      <p className="kj-quiet">{t('imports.mend.keys')}</p>
      <MendGrid
        params={params}
        fields={page.fields}
        rows={rows}
        chosen={chosen}
        onChoose={setChosen}
        onRows={(next: readonly QuarantinedRow[]) => setRows([...next])}
        onReload={onChanged}
      />
      <div className="kj-bar kj-imports-gap">
        {first ? null : (
          <Button size="small" onClick={() => onPage(null)}>
            {t('imports.mend.first')}
          </Button>
        )}
        {page.next === null ? null : (
          <Button size="small" onClick={() => onPage(page.next)}>
            {t('imports.mend.more')}
          </Button>
        )}
      </div>
    </Section>
  );
}

interface LoadProps {
  readonly params: EditorProps['params'];
  readonly edited: bigint;
}

/** Loads the edited rows that no rule refuses any more; the others stay. */
function Load({ params, edited }: LoadProps) {
  const { t } = useSay();
  const go = useGo();
  const load = useCommand(importsApi.loadMended);
  const loadMended = async () => {
    const done = await load.mutateAsync({ params, body: {} });
    go(`/imports/${done.batchId}`);
  };
  return (
    <>
      <Button
        type="primary"
        size="small"
        disabled={edited === 0n}
        loading={load.isPending}
        title={t('imports.mend.load.note')}
        onClick={() => void loadMended().catch(() => undefined)}
      >
        {t('imports.mend.load', { count: countWritten(edited.toString()) })}
      </Button>
      {load.error === null ? null : <ProblemNote error={load.error} />}
    </>
  );
}
