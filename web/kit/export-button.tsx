import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Modal, Radio, Select, Tooltip } from 'antd';
import { useState } from 'react';
import type { Route } from '../../core/schema.ts';
import { exportPurposes, exportsApi } from '../../server/platform/exports/contract.ts';
import type {
  ExportFormat,
  ExportPurpose,
  ExportRow,
} from '../../server/platform/exports/contract.ts';
import { addressOf } from '../api/client.ts';
import type { LooseInput } from '../api/client.ts';
import { useCommand } from '../api/queries.ts';
import { useMay } from '../api/session.ts';
import { useSay } from '../i18n/say.ts';
import { watchExport } from './export-watch.ts';
import { countWritten } from './format.ts';
import { useGo } from './page-link.tsx';
import { ProblemNote } from './problem.tsx';
import { fieldsOf, rowShapeOf } from './shape.ts';

/** Says that a file is ready, or failed, wherever the reader is by then. */
export function useExportToast(): (row: ExportRow) => void {
  const { t, tp } = useSay();
  const { notification } = App.useApp();
  const go = useGo();
  return (row) =>
    watchExport(row.exportId, (done) => {
      const { name, exportId } = done;
      const ready = done.state === 'ready';
      const key = `export-${exportId}`;
      const rows = countWritten(done.rows ?? '0');
      notification[ready ? 'success' : 'error']({
        key,
        duration: ready ? 10 : 0,
        title: t(ready ? 'web.export.ready' : 'web.export.failed', { name, rows }),
        description: done.reason === null ? null : tp(done.reason.code, done.reason.params),
        actions: (
          <span className="kj-bar">
            {ready ? (
              <Button
                type="primary"
                size="small"
                href={addressOf(exportsApi.downloadExport, { params: { exportId } })}
                download
                onClick={() => notification.destroy(key)}
              >
                {t('web.export.download')}
              </Button>
            ) : null}
            <Button
              size="small"
              onClick={() => {
                notification.destroy(key);
                go('/exports');
              }}
            >
              {t('web.export.centre')}
            </Button>
          </span>
        ),
      });
    });
}

interface ExportButtonProps {
  readonly route: Route;
  readonly input: LooseInput;
  /** All columns in the reader's order; those he hides; what the table calls them. */
  readonly names: readonly string[];
  readonly hidden: readonly string[];
  readonly titleOf: (name: string) => string;
}

/** Takes a list away as a file; shown to whoever has the right to. */
export function ExportButton(props: ExportButtonProps) {
  const { route } = props;
  const { t } = useSay();
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (route.export === undefined || !may(route.export.right ?? route.right)) return null;
  return (
    <>
      <Tooltip title={t('web.export')}>
        <Button
          icon={<DownloadOutlined />}
          aria-label={t('web.export')}
          onClick={() => setOpen(true)}
        />
      </Tooltip>
      {open ? <Ask {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** The page's heading: what the reader calls the list. */
function listName(): string {
  return document.title.split(' · ')[0]?.slice(0, 60) ?? '';
}

function Ask(props: ExportButtonProps & { readonly onClose: () => void }) {
  const { route, input, names, hidden, titleOf, onClose } = props;
  const { t, tk } = useSay();
  const { message } = App.useApp();
  const create = useCommand(exportsApi.createExport);
  const toast = useExportToast();
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [whole, setWhole] = useState(false);
  const [purpose, setPurpose] = useState<ExportPurpose | null>(null);
  const isAboutCustomers = route.export?.persons !== undefined;
  const [requestKey] = useState(() => crypto.randomUUID());
  const [name] = useState(listName);
  const known = new Set(
    fieldsOf(rowShapeOf(route.response) ?? route.response).map((field) => field.property),
  );
  const all = names.filter((one) => known.has(one));
  const shown = all.filter((one) => !hidden.includes(one));
  const start = async () => {
    const columns = (whole ? all : shown).map((one) => ({ name: one, title: titleOf(one) }));
    const params = wordsIn(input.params);
    const { cursor: _cursor, limit: _limit, ...query } = wordsIn(input.query);
    const wish = { list: route.path, params, query, columns, purpose };
    const body = { ...wish, format, name, requestKey };
    const made = await create.mutateAsync({ body });
    void message.success(t('web.export.asked', { name }));
    toast(made);
    onClose();
  };
  return (
    <Modal
      open
      title={t('web.export.title', { name })}
      okText={t('web.export.start')}
      cancelText={t('web.cancel')}
      confirmLoading={create.isPending}
      okButtonProps={{ disabled: isAboutCustomers && purpose === null }}
      onOk={() => void start().catch(() => undefined)}
      onCancel={onClose}
    >
      <p className="kj-quiet">{t('web.export.note')}</p>
      <div className="kj-stack">
        {isAboutCustomers ? <PurposeSelect value={purpose} onChange={setPurpose} /> : null}
        <Radio.Group
          aria-label={t('web.export.format')}
          value={format}
          options={(['xlsx', 'csv'] as const).map((value) => ({
            value,
            label: tk(`exports.format.${value}`),
          }))}
          onChange={(event) => setFormat(event.target.value as ExportFormat)}
        />
        {shown.length === all.length ? null : (
          <Radio.Group
            aria-label={t('web.export.columns')}
            value={whole}
            options={[
              { value: false, label: t('web.export.shown', { count: shown.length }) },
              { value: true, label: t('web.export.all', { count: all.length }) },
            ]}
            onChange={(event) => setWhole(event.target.value as boolean)}
          />
        )}
        {create.error === null ? null : <ProblemNote error={create.error} />}
      </div>
    </Modal>
  );
}

/** What a file with customers in it is for: chosen each time, never remembered. */
function PurposeSelect(props: {
  readonly value: ExportPurpose | null;
  readonly onChange: (value: ExportPurpose) => void;
}) {
  const { t, tk } = useSay();
  const { value, onChange } = props;
  return (
    <div className="kj-export-purpose">
      <Select
        aria-label={t('web.export.purpose')}
        placeholder={t('web.export.purpose')}
        {...(value === null ? {} : { value })}
        options={exportPurposes.map((one) => ({ value: one, label: tk(`exports.purpose.${one}`) }))}
        onChange={onChange}
        style={{ width: '100%' }}
      />
      <p className="kj-quiet">
        {t(value?.startsWith('marketing_') ? 'web.export.marketing' : 'web.export.purpose_note')}
      </p>
    </div>
  );
}

/** The filled words of an input: what is empty is no condition. */
function wordsIn(given: unknown): Record<string, string> {
  const entries = Object.entries((given ?? {}) as object).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}
