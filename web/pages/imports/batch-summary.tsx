import { Alert } from 'antd';
import { useSay } from '../../i18n/say.ts';
import { Choice, Instant } from '../../kit/figures.tsx';
import { countWritten } from '../../kit/format.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Section } from '../../kit/page.tsx';
import type { Detail } from './batch-detail.ts';
import { stateTones } from './tones.ts';

/** State, who, when, and what it corrects. */
export function Summary({ batch }: { readonly batch: Detail }) {
  const { t } = useSay();
  const { undo, correctsBatchId } = batch;
  return (
    <Section>
      {undo === null ? null : (
        <Alert
          type="warning"
          style={{ marginBottom: 12 }}
          title={t('imports.undone_by', { ...undo, rows: countWritten(undo.rowsRemoved) })}
          description={<Instant at={undo.undoneAt} />}
        />
      )}
      <span className="kj-bar" style={{ gap: 20, flexWrap: 'wrap' }}>
        <Choice module="imports" property="state" value={batch.state} tones={stateTones} />
        <span>
          {t('imports.field.login')} {batch.login}
        </span>
        <span>
          {t('imports.field.startedAt')} <Instant at={batch.startedAt} />
        </span>
        <span>
          {t('imports.field.finishedAt')} <Instant at={batch.finishedAt} />
        </span>
        {correctsBatchId === null ? null : (
          <span>
            {t('imports.field.correctsBatchId')}{' '}
            <PageLink to={`/imports/${correctsBatchId}`}>{correctsBatchId}</PageLink>
          </span>
        )}
      </span>
    </Section>
  );
}
