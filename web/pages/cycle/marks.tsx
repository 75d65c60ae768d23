import { Modal } from 'antd';
import { useState } from 'react';
import { cycleApi } from '../../../server/modules/assessment/contract.ts';
import type { MarkRow } from '../../../server/modules/assessment/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractForm } from '../../kit/contract-form.tsx';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Mark, Score } from '../../kit/figures.tsx';
import { quarterWritten, scoreShort } from '../../kit/format.ts';
import { usePathWord } from '../../kit/page-link.tsx';
import { Page, Section } from '../../kit/page.tsx';

/**
 * What a rater has to mark in a quarter: the RMs of his scope, line by line, with his own marks.
 */
export function Marks() {
  const { t, tk, locale } = useSay();
  const quarter = usePathWord('quarter');
  const [open, setOpen] = useState<MarkRow | null>(null);
  const lineOf = (row: MarkRow) => tk(`assessment.metric.${row.metric}`, row.metric);
  return (
    <Page
      title={`${t('assessment.marks.title')} · ${quarterWritten(quarter, locale)}`}
      trail={[{ title: t('assessment.cycle.title'), to: `/assessment-cycles/${quarter}` }]}
      watermark
    >
      <Section>
        <p className="kj-quiet">{t('assessment.marks.hint')}</p>
        <ContractTable
          route={cycleApi.listMarks}
          module="assessment"
          rowKey="workKey"
          params={{ quarter }}
          only={['name', 'staffNo', 'unitName', 'metric', 'mark', 'reason', 'markedAt']}
          empty={{ words: t('assessment.marks.none') }}
          columns={{
            metric: { render: lineOf },
            mark: {
              render: (row) =>
                row.mark === null ? (
                  <Mark tone="gold">{t('assessment.marks.waiting')}</Mark>
                ) : (
                  <Score millionths={row.mark} />
                ),
            },
          }}
          onOpen={setOpen}
        />
      </Section>
      {open === null ? null : (
        <Modal
          open
          footer={null}
          title={`${open.name} · ${lineOf(open)}`}
          onCancel={() => setOpen(null)}
        >
          <ContractForm
            route={cycleApi.enterMark}
            module="assessment"
            params={{ quarter }}
            initial={{
              staffId: open.staffId,
              metric: open.metric,
              ...(open.mark === null ? {} : { mark: scoreShort(open.mark) }),
              ...(open.reason === null ? {} : { reason: open.reason }),
              ...(open.markId === null ? {} : { replaces: open.markId }),
            }}
            fields={{
              staffId: { hidden: true },
              metric: { hidden: true },
              replaces: { hidden: true },
              mark: { label: t('assessment.marks.of_hundred') },
              reason: { lines: 3 },
            }}
            submit={t(open.mark === null ? 'assessment.marks.enter' : 'assessment.marks.replace')}
            onDone={() => setOpen(null)}
            onCancel={() => setOpen(null)}
          />
        </Modal>
      )}
    </Page>
  );
}
