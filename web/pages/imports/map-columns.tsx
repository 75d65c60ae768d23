import { Alert, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { importsApi } from '../../../server/platform/imports/contract.ts';
import type { ColumnMapping } from '../../../server/platform/imports/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { fenFromEntry } from '../../kit/entry.ts';
import { Read, Section } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem.tsx';
import { MappingTable } from './mapping-table.tsx';
import { RememberMapping } from './remember-mapping.tsx';

type View = AnswerOf<typeof importsApi.readUpload>;
type Guess = AnswerOf<typeof importsApi.guessMapping>;

interface Props {
  readonly view: View;
  readonly onSheet: (sheet: string) => void;
  readonly onBegun: (taskId: string) => void;
}

/** What the file holds and which column is which field; then the preview. */
export function MapColumns({ view, onSheet, onBegun }: Props) {
  const { t, tk } = useSay();
  const kinds = useRoute(importsApi.listImportEntities);
  const [entity, setEntity] = useState(view.guesses[0]?.entity ?? null);
  const guess = useRoute(
    importsApi.guessMapping,
    {
      params: { uploadId: view.uploadId },
      query: { entity: entity ?? '', sheet: view.sheet },
    },
    { enabled: entity !== null, staleTime: Infinity },
  );
  const fits = view.guesses.find((one) => one.entity === entity);
  return (
    <Section title={t('imports.step.map')}>
      <div className="kj-imports-controls">
        {view.sheets.length > 1 ? (
          <label>
            <span className="kj-quiet">{t('imports.map.sheet')}</span>
            <Select
              aria-label={t('imports.map.sheet')}
              style={{ width: '100%' }}
              value={view.sheet}
              onChange={onSheet}
              options={view.sheets.map((one) => ({ value: one, label: one }))}
            />
          </label>
        ) : null}
        <label>
          <span className="kj-quiet">{t('imports.map.entity')}</span>
          <Select
            aria-label={t('imports.map.entity')}
            style={{ width: '100%', minWidth: 200 }}
            value={entity}
            onChange={setEntity}
            options={(kinds.data?.rows ?? []).map((row) => ({
              value: row.entity,
              label: tk(`imports.entity.${row.entity}`, row.entity),
            }))}
          />
        </label>
        {fits === undefined ? null : (
          <span className="kj-quiet" style={{ alignSelf: 'end' }}>
            {t('imports.map.fits', { fits: fits.fits, of: fits.of })}
          </span>
        )}
      </div>
      {entity === null ? null : (
        <Read query={guess} rows={8}>
          {(found) => (
            <Mapping
              key={`${entity}/${view.sheet}`}
              view={view}
              entity={entity}
              guess={found}
              onBegun={onBegun}
            />
          )}
        </Read>
      )}
    </Section>
  );
}

interface MappingProps {
  readonly view: View;
  readonly entity: string;
  readonly guess: Guess;
  readonly onBegun: (taskId: string) => void;
}

function Mapping({ view, entity, guess, onBegun }: MappingProps) {
  const { t, tk } = useSay();
  const start = useCommand(importsApi.startTask);
  const [columns, setColumns] = useState<readonly ColumnMapping[]>(guess.columns);
  const [control, setControl] = useState<Readonly<Record<string, string>>>({});
  const named = (field: string) => tk(`imports.field_of.${field}`, field);
  const mapped = new Set(columns.map((one) => one.field));
  const missing = guess.fields.filter((one) => one.required && !mapped.has(one.field));
  const used = new Set(columns.map((one) => one.heading));
  const unused = view.columns.filter((one) => !used.has(one.heading));
  const money = guess.fields.filter((one) => one.kind === 'money' && mapped.has(one.field));
  const sums = money.flatMap(({ field }) => {
    const entry = fenFromEntry(control[field] ?? '');
    return 'digits' in entry && (control[field] ?? '') !== '' ? [[field, entry.digits]] : [];
  });
  const rows = /^\d{1,12}$/.test(control['#rows'] ?? '') ? control['#rows']! : null;
  const preview = async () => {
    const task = await start.mutateAsync({
      params: { uploadId: view.uploadId },
      body: {
        kind: 'preview',
        entity,
        sheet: view.sheet,
        columns: [...columns],
        control: { rows, sums: Object.fromEntries(sums) as Record<string, string> },
      },
    });
    onBegun(task.taskId);
  };
  return (
    <>
      <p className="kj-quiet">
        {guess.remembered === null
          ? t('imports.map.guessed')
          : t('imports.map.remembered', {
              name: guess.remembered.name,
              version: guess.remembered.versionNo,
            })}
      </p>
      <MappingTable
        fields={guess.fields}
        foreign={view.columns}
        columns={columns}
        onChange={setColumns}
      />
      {missing.length === 0 ? null : (
        <Alert
          type="warning"
          className="kj-imports-gap"
          title={t('imports.map.missing', {
            fields: missing.map((one) => named(one.field)).join('、'),
          })}
        />
      )}
      {unused.length === 0 ? null : (
        <p className="kj-quiet">
          {t('imports.map.unused', { columns: unused.map((one) => one.heading).join('、') })}
        </p>
      )}
      <h3>{t('imports.control')}</h3>
      <div className="kj-imports-controls">
        <Control
          label={t('imports.control.rows')}
          value={control['#rows'] ?? ''}
          onChange={(value) => setControl({ ...control, '#rows': value })}
        />
        {money.map(({ field }) => (
          <Control
            key={field}
            label={named(field)}
            value={control[field] ?? ''}
            onChange={(value) => setControl({ ...control, [field]: value })}
          />
        ))}
      </div>
      <div className="kj-bar kj-imports-gap" style={{ flexWrap: 'wrap' }}>
        <Button
          type="primary"
          loading={start.isPending}
          disabled={columns.length === 0}
          onClick={() => void preview().catch(() => undefined)}
        >
          {t('imports.preview')}
        </Button>
        <RememberMapping
          view={view}
          entity={entity}
          columns={columns}
          remembered={guess.remembered}
        />
        <span className="kj-quiet">{t('imports.preview.note')}</span>
      </div>
      {start.error === null ? null : <ProblemNote error={start.error} />}
    </>
  );
}

interface ControlProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Control({ label, value, onChange }: ControlProps) {
  return (
    <label>
      <span className="kj-quiet">{label}</span>
      <Input
        aria-label={label}
        inputMode="decimal"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
