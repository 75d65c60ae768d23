import { Button } from 'antd';
import { useState } from 'react';
import { importsApi } from '../../../server/platform/imports/contract.ts';
import type { QuarantinedRow } from '../../../server/platform/imports/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { PageLink, useGo, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem.tsx';
import './imports.css';
import { MendGrid } from './mend-grid.tsx';

const pageRows = 50;

/** The editor of quarantined rows: mend cells in place, load what is mended, give rows up. */
export function Mend() {
  const { t, tk } = useSay();
  const params = { batchId: usePathWord('batchId'), entity: usePathWord('entity') };
  const [cursor, setCursor] = useState<string | null>(null);
  const query = useRoute(
    importsApi.listQuarantined,
    { params, query: { limit: pageRows, ...(cursor === null ? {} : { cursor }) } },
    { staleTime: Infinity },
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
      watermark
    >
      <Read query={query} rows={8}>
        {(page) =>
          page.rows.length === 0 ? (
            <Section>
              <p>{t('imports.mend.empty')}</p>
              <PageLink to={`/imports/${params.batchId}`}>
                {t('imports.result.open', { batch: params.batchId })}
              </PageLink>
            </Section>
          ) : (
            <Editor
              key={`${cursor} ${page.rows.map((one) => one.turn).join()} ${page.rows[0]!.key}`}
              params={params}
              rows={page.rows}
              fields={page.fields}
              next={page.next}
              first={cursor === null}
              onPage={setCursor}
              onChanged={() => void query.refetch()}
            />
          )
        }
      </Read>
    </Page>
  );
}

interface EditorProps {
  readonly params: { readonly batchId: string; readonly entity: string };
  readonly rows: readonly QuarantinedRow[];
  readonly fields: Parameters<typeof MendGrid>[0]['fields'];
  readonly next: string | null;
  readonly first: boolean;
  readonly onPage: (cursor: string | null) => void;
  readonly onChanged: () => void;
}

function Editor(props: EditorProps) {
  const { t } = useSay();
  const go = useGo();
  const [rows, setRows] = useState(props.rows);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const drop = useCommand(importsApi.dropQuarantined);
  const load = useCommand(importsApi.loadMended);
  const { params } = props;
  const clean = rows.filter(
    (row) => row.turn > 0 && row.faults.every((one) => one.level !== 'error'),
  ).length;
  const loadMended = async () => {
    const done = await load.mutateAsync({ params, body: {} });
    go(`/imports/${done.batchId}`);
  };
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
              props.onChanged();
            }}
          />
          <Button
            type="primary"
            size="small"
            disabled={clean === 0}
            loading={load.isPending}
            onClick={() => void loadMended().catch(() => undefined)}
          >
            {t('imports.mend.load', { count: clean })}
          </Button>
        </>
      }
    >
      <p className="kj-quiet">{t('imports.mend.note')}</p>
      {load.error === null ? null : <ProblemNote error={load.error} />}
      <MendGrid
        params={params}
        fields={props.fields}
        rows={rows}
        chosen={chosen}
        onChoose={setChosen}
        onRows={setRows}
        onReload={props.onChanged}
      />
      <div className="kj-bar kj-imports-gap">
        {props.first ? null : (
          <Button size="small" onClick={() => props.onPage(null)}>
            {t('imports.mend.first')}
          </Button>
        )}
        {props.next === null ? null : (
          <Button size="small" onClick={() => props.onPage(props.next)}>
            {t('imports.mend.more')}
          </Button>
        )}
      </div>
    </Section>
  );
}
