import { Button, Modal } from 'antd';
import { useState } from 'react';
import { cycleApi, wholeSheet } from '../../../server/modules/assessment/contract.ts';
import type { Sheet, SheetPublication } from '../../../server/modules/assessment/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractForm } from '../../kit/contract-form.tsx';
import { Mark } from '../../kit/figures.tsx';
import { dayWritten } from '../../kit/format.ts';
import { Read, Section } from '../../kit/page.tsx';
import { useMetricName } from '../assessment/line-words.tsx';
import { useObjectedName } from './objection-table.tsx';
import { Objection, Withdraw } from './objection.tsx';

interface Props {
  readonly sheet: Sheet;
}

/** On a sheet: whether it is published, until when the RM may object, and his objections. */
export function PublicationOfSheet({ sheet }: Props) {
  const { t } = useSay();
  const { sheetId } = sheet;
  const query = useRoute(cycleApi.readSheetPublication, { params: { sheetId } });
  return (
    <Section title={t('assessment.publication.title')}>
      <Read query={query} rows={2}>
        {(view) => (
          <div className="kj-stack">
            <Standing view={view} />
            <Raise sheet={sheet} view={view} />
            <Own view={view} />
          </div>
        )}
      </Read>
    </Section>
  );
}

function Standing({ view }: { readonly view: SheetPublication }) {
  const { t, locale } = useSay();
  if (view.publishedOn === null || view.objectionsUntil === null) {
    return <div className="kj-quiet">{t('assessment.publication.none')}</div>;
  }
  const isOpen = view.today <= view.objectionsUntil;
  return (
    <div>
      <Mark tone={isOpen ? 'strong' : 'calm'}>
        {t(isOpen ? 'assessment.publication.open' : 'assessment.publication.over')}
      </Mark>{' '}
      {t('assessment.publication.days', {
        published: dayWritten(view.publishedOn, locale),
        until: dayWritten(view.objectionsUntil, locale),
      })}
      {view.change === null || view.change === 'first' ? null : (
        <span className="kj-quiet"> · {t(`assessment.change.${view.change}`)}</span>
      )}
      {view.superseded ? (
        <div className="kj-quiet">{t('assessment.publication.superseded')}</div>
      ) : null}
    </div>
  );
}

function Raise({ sheet, view }: Props & { readonly view: SheetPublication }) {
  const { t, tp } = useSay();
  const metricName = useMetricName();
  const { sheetId } = sheet;
  const options = new Map(
    sheet.lines.flatMap((line) =>
      line.metric === null ? [] : [[line.metric, metricName(line)] as const],
    ),
  );
  options.set(wholeSheet, t('assessment.metric.total'));
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may('assessment.object') || view.publishedOn === null) return null;
  if (view.mayObject !== null) {
    return <div className="kj-quiet">{tp(view.mayObject.code, view.mayObject.params)}</div>;
  }
  return (
    <div>
      <Button onClick={() => setOpen(true)}>{t('assessment.objection.raise')}</Button>
      {open ? (
        <Modal
          open
          footer={null}
          title={t('assessment.objection.raise')}
          onCancel={() => setOpen(false)}
        >
          <p className="kj-quiet">{t('assessment.objection.hint')}</p>
          <ContractForm
            route={cycleApi.raiseObjection}
            module="assessment"
            params={{ sheetId }}
            draft={{ name: `objection/${sheetId}`, title: t('assessment.objection.raise') }}
            fields={{
              metric: {
                label: t('assessment.objection.line'),
                options: [...options].map(([value, label]) => ({ value, label })),
              },
              reason: { lines: 3 },
              evidence: { lines: 3 },
            }}
            submit={t('assessment.objection.send')}
            onDone={() => setOpen(false)}
            onCancel={() => setOpen(false)}
          />
        </Modal>
      ) : null}
    </div>
  );
}

function Own({ view }: { readonly view: SheetPublication }) {
  const may = useMay();
  const nameOf = useObjectedName();
  return view.objections.map((row) => (
    <div key={row.objectionId} className="kj-card" style={{ padding: 12 }}>
      <div className="kj-bar" style={{ marginBottom: 8 }}>
        <strong>{nameOf(row)}</strong>
        {may('assessment.object') ? (
          <span className="kj-bar-end">
            <Withdraw row={row} />
          </span>
        ) : null}
      </div>
      <Objection row={row} />
    </div>
  ));
}
