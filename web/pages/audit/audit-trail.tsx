import { Drawer, Select } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import './audit.css';
import { auditApi } from '../../../server/platform/audit/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import type { RowOf } from '../../kit/contract-table.tsx';
import { Instant, Missing } from '../../kit/figures.tsx';
import type { FilterInput } from '../../kit/filters.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { ChainStatus } from './chain.tsx';
import { linesOf } from './detail-lines.ts';
import { subjectPage } from './subject-page.ts';
import { auditVerbMessages } from './verb-messages.ts';
import { useAuditWord } from './verb-words.ts';
import { SmallTable } from '../../kit/small-table.tsx';

export type AuditRow = RowOf<typeof auditApi.listAuditRecords>;

/** Who did what to what: search, and each record with its whole detail. */
export function AuditTrail() {
  const { t } = useSay();
  const wordOf = useAuditWord();
  const [open, setOpen] = useState<AuditRow | null>(null);
  return (
    <Page title={t('audit.title')} note={t('audit.note')} watermark>
      <ChainStatus />
      <Section>
        <ContractTable
          route={auditApi.listAuditRecords}
          module="audit"
          rowKey="recordId"
          only={['at', 'login', 'verb', 'subject', 'subjectKey', 'detail']}
          columns={{
            at: { render: (row) => <Instant at={row.at} /> },
            login: { render: (row) => <Who row={row} /> },
            verb: { render: (row) => wordOf('verb', row.verb) },
            subject: { render: (row) => wordOf('subject', row.subject) },
            subjectKey: {
              render: (row) => <span className="kj-cut">{shortKey(row.subjectKey)}</span>,
            },
            detail: { render: (row) => <Gist row={row} /> },
          }}
          filters={{ verb: verbFilter, subject: subjectFilter }}
          filterWords={{
            verb: (value) => wordOf('verb', value),
            subject: (value) => wordOf('subject', value),
          }}
          hideFilters={['day']}
          searchLabel={t('audit.search')}
          onOpen={setOpen}
        />
      </Section>
      {open === null ? null : <Detail row={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

function shortKey(key: string): string {
  return key.length > 28 ? `${key.slice(0, 26)}…` : key;
}

function Who({ row }: { readonly row: AuditRow }) {
  const { t, tk } = useSay();
  if (row.login.startsWith('system:')) {
    const program = row.login.slice('system:'.length);
    const name = tk(`audit.program.${program.replaceAll(/[.-]/g, '_')}`, program);
    return t('audit.system', { name });
  }
  return row.name === null ? row.login : `${row.name} (${row.login})`;
}

/** The first facts of the detail in one line. */
function Gist({ row }: { readonly row: AuditRow }) {
  const name = useLineName(row);
  const value = useLineValue(row);
  const lines = linesOf(row.detail).slice(0, 3);
  if (lines.length === 0) return <Missing />;
  const text = lines.map((line) => `${name(line.name)} ${cut(value(line.name, line.value), 24)}`);
  return <span className="kj-quiet">{cut(text.join(' · '), 60)}</span>;
}

const cut = (text: string, most: number) =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** The name of a place in a detail, by the phrases of the room that wrote it. */
function useLineName(row: AuditRow): (name: string) => string {
  const { tk } = useSay();
  const room = row.verb.split('.')[0] ?? '';
  return (name) =>
    name
      .split('.')
      .map((part) =>
        /^\d+$/.test(part)
          ? `#${Number(part) + 1}`
          : tk(`${room}.field.${part}`, `audit.word.${part}`, `field.${part}`, part),
      )
      .join(' ');
}

/** A word of the room (approved, premium) as it says it; anything else as it stands. */
function useLineValue(row: AuditRow): (name: string, value: string) => string {
  const { tk } = useSay();
  const room = row.verb.split('.')[0] ?? '';
  return (name, value) => {
    const last = name.split('.').at(-1) ?? name;
    return tk(`${room}.${last}.${value}`, `${last}.${value}`, value);
  };
}

function Detail({ row, onClose }: { readonly row: AuditRow; readonly onClose: () => void }) {
  const { t } = useSay();
  const wordOf = useAuditWord();
  const name = useLineName(row);
  const value = useLineValue(row);
  const lines = linesOf(row.detail);
  const compared = lines.some((line) => line.before !== undefined);
  const page = subjectPage(row.subject, row.subjectKey);
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('audit.field.at'), <Instant key="at" at={row.at} />],
    [t('audit.field.login'), <Who key="who" row={row} />],
    [t('audit.field.verb'), wordOf('verb', row.verb)],
    [t('audit.detail.verb'), row.verb],
    [t('audit.field.subject'), wordOf('subject', row.subject)],
    [t('audit.field.subjectKey'), row.subjectKey],
    [t('audit.field.linkNo'), row.linkNo ?? t('audit.detail.waiting')],
  ];
  return (
    <Drawer
      open
      size="min(640px, 100vw)"
      title={t('audit.detail.title', { record: row.recordId })}
      onClose={onClose}
    >
      <SmallTable
        className="kj-audit-detail"
        rows={facts}
        keyOf={([title]) => title}
        columns={[{ names: true, render: ([title]) => title }, { render: ([, one]) => one }]}
      />
      {page === null ? null : (
        <p>
          <PageLink to={page}>{t('audit.detail.open')}</PageLink>
        </p>
      )}
      {lines.length === 0 ? (
        <p className="kj-quiet">{t('audit.detail.none')}</p>
      ) : (
        <SmallTable
          className="kj-audit-detail"
          rows={lines}
          keyOf={(line) => line.name}
          columns={[
            { title: t('audit.detail.what'), names: true, render: (line) => name(line.name) },
            ...(compared
              ? [
                  {
                    title: t('audit.detail.before'),
                    render: (line: (typeof lines)[number]) => value(line.name, line.before ?? ''),
                  },
                ]
              : []),
            {
              title: t(compared ? 'audit.detail.after' : 'audit.field.detail'),
              render: (line) => value(line.name, line.value),
            },
          ]}
        />
      )}
    </Drawer>
  );
}

const verbFilter: FilterInput = (value, change) => (
  <WordFilter kind="verb" value={value} change={change} />
);
const subjectFilter: FilterInput = (value, change) => (
  <WordFilter kind="subject" value={value} change={change} />
);

interface WordFilterProps {
  readonly kind: 'verb' | 'subject';
  readonly value: string | undefined;
  readonly change: (next: string | undefined) => void;
}

/** Verbs or kinds of things by their words. */
function WordFilter({ kind, value, change }: WordFilterProps) {
  const { t } = useSay();
  const wordOf = useAuditWord();
  const start = `audit.${kind}.`;
  const options = Object.keys(auditVerbMessages)
    .filter((key) => key.startsWith(start))
    .map((key) => key.slice(start.length))
    .map((name) => ({ value: name, label: wordOf(kind, name) }));
  return (
    <Select
      aria-label={t(`audit.field.${kind}`)}
      placeholder={t(`audit.field.${kind}`)}
      style={{ minWidth: 150 }}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      value={value ?? null}
      options={options}
      onChange={(next: string | null) => change(next ?? undefined)}
    />
  );
}
