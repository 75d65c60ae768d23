import { Alert, Steps } from 'antd';
import { useState } from 'react';
import { importsApi } from '../../../server/platform/imports/contract.ts';
import type { ColumnMapping } from '../../../server/platform/imports/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { PageLink, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { FileFacts } from './file-facts.tsx';
import './imports.css';
import { MapColumns } from './map-columns.tsx';
import { TaskWatch } from './task-watch.tsx';

type View = AnswerOf<typeof importsApi.readUpload>;

/** What a person decided so far about a dropped file. */
export interface Plan {
  readonly sheet: string;
  readonly entity: string;
  readonly columns: readonly ColumnMapping[];
}

/** A dropped file on its way in: what it is, its columns, the preview, the load. */
export function ImportFile() {
  const { t } = useSay();
  const uploadId = usePathWord('uploadId');
  const [sheet, setSheet] = useState<string | null>(null);
  const query = useRoute(
    importsApi.readUpload,
    { params: { uploadId }, query: sheet === null ? {} : { sheet } },
    { staleTime: Infinity, keep: true },
  );
  return (
    <Page
      title={query.data?.name ?? t('imports.upload.title')}
      trail={[{ title: t('imports.title'), to: '/imports' }]}
      watermark
    >
      <Read query={query} rows={8}>
        {(view) => <Journey key={view.uploadId} view={view} onSheet={setSheet} />}
      </Read>
    </Page>
  );
}

interface JourneyProps {
  readonly view: View;
  readonly onSheet: (sheet: string) => void;
}

function Journey({ view, onSheet }: JourneyProps) {
  const { t } = useSay();
  const last = view.tasks[0];
  const [taskId, setTaskId] = useState(last?.taskId ?? null);
  const [kind, setKind] = useState(last?.kind ?? 'preview');
  const [ended, setEnded] = useState(false);
  const begun = (id: string, of: 'preview' | 'load') => {
    setTaskId(id);
    setKind(of);
    setEnded(false);
  };
  const at = taskId === null ? 1 : kind === 'preview' ? 2 : ended ? 4 : 3;
  return (
    <>
      <Steps
        size="small"
        current={at}
        items={(['file', 'map', 'preview', 'load', 'result'] as const).map((step) => ({
          title: t(`imports.step.${step}`),
        }))}
      />
      {view.batchId === null ? null : (
        <Alert
          type="info"
          title={t('imports.upload.loaded_as', { batch: view.batchId })}
          description={
            <PageLink to={`/imports/${view.batchId}`}>
              {t('imports.result.open', { batch: view.batchId })}
            </PageLink>
          }
        />
      )}
      <Section title={t('imports.step.file')}>
        <FileFacts view={view} />
      </Section>
      {taskId === null ? (
        <MapColumns
          key={view.sheet}
          view={view}
          onSheet={onSheet}
          onBegun={(id) => begun(id, 'preview')}
        />
      ) : (
        <TaskWatch
          key={taskId}
          taskId={taskId}
          onLoad={(id) => begun(id, 'load')}
          onEnded={() => setEnded(true)}
          onBack={() => setTaskId(null)}
        />
      )}
    </>
  );
}
