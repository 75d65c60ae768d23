import { Button, Form, Input, Modal } from 'antd';
import { useRef, useState } from 'react';
import { competenceApi } from '../../../server/modules/assessment/contract.ts';
import type { FormRow } from '../../../server/modules/assessment/contract.ts';
import { useCommand } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { DraftOffer, useDraft } from '../../kit/draft.tsx';
import { DayText, Mark } from '../../kit/figures.tsx';
import { scoreShort } from '../../kit/format.ts';
import { ProblemNote } from '../../kit/problem.tsx';

/** The reader's own forms; nobody else reads them, and the rated person never does. */
export function Forms() {
  const { t } = useSay();
  const [open, setOpen] = useState<FormRow | null>(null);
  return (
    <>
      <p className="kj-quiet">{t('assessment.competence.hint')}</p>
      <ContractTable
        route={competenceApi.listReviewForms}
        module="assessment"
        rowKey="staffId"
        keepIn="here"
        only={['name', 'unitName', 'side', 'period', 'dueOn', 'formId']}
        empty={{ words: t('assessment.competence.no_forms') }}
        columns={{
          dueOn: {
            render: (row) => (
              <>
                <DayText day={row.dueOn} />{' '}
                {row.overdue && row.formId === null ? (
                  <Mark tone="bad">{t('assessment.objection.overdue')}</Mark>
                ) : null}
              </>
            ),
          },
          formId: {
            title: t('assessment.field.state'),
            render: (row) =>
              row.formId === null ? (
                <Mark tone="gold">{t('assessment.competence.waiting')}</Mark>
              ) : (
                <Mark tone="good">{t('assessment.competence.handed_in')}</Mark>
              ),
          },
        }}
        onOpen={setOpen}
      />
      {open === null ? null : <FormDialog row={open} onClose={() => setOpen(null)} />}
    </>
  );
}

const markForm = /^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/;

function FormDialog({ row, onClose }: { readonly row: FormRow; readonly onClose: () => void }) {
  const { t, named } = useSay();
  const send = useCommand(competenceApi.handInForm);
  const given = Object.fromEntries(row.marks.map((one) => [one.dimension, scoreShort(one.mark)]));
  const [marks, setMarks] = useState<Readonly<Record<string, string>>>(given);
  const [remark, setRemark] = useState(row.remark ?? '');
  const sending = useRef(false);
  const title = t('assessment.competence.of', { name: row.name, period: row.period });
  const draft = useDraft({
    name: `competence/${row.reviewId}/${row.staffId}`,
    title,
    value: { marks, remark },
    take: (kept) => {
      setMarks(kept.marks);
      setRemark(kept.remark);
    },
  });
  const markOf = (key: string) => (marks[key] ?? '').trim();
  const isReady = row.dimensions.every((one) => markForm.test(markOf(one.key)));
  const handIn = async () => {
    if (sending.current || !isReady) return;
    sending.current = true;
    try {
      await send.mutateAsync({
        body: {
          reviewId: row.reviewId,
          staffId: row.staffId,
          marks: row.dimensions.map(({ key }) => ({ dimension: key, mark: markOf(key) })),
          remark,
          ...(row.formId === null ? {} : { replaces: row.formId }),
        },
      });
      draft.done();
      onClose();
    } catch {
      // Shown below as the command's error.
    } finally {
      sending.current = false;
    }
  };
  return (
    <Modal open footer={null} title={title} onCancel={onClose}>
      <Form layout="vertical" onFinish={() => void handIn()}>
        <DraftOffer draft={draft} />
        {row.dimensions.map(({ key, name, asks }) => {
          const isWrong = markOf(key) !== '' && !markForm.test(markOf(key));
          return (
            <Form.Item
              key={key}
              label={`${named(name)} ${t('assessment.competence.of_hundred')}`}
              htmlFor={`mark-${key}`}
              help={isWrong ? t('assessment.fault.mark') : named(asks)}
              validateStatus={isWrong ? 'error' : ''}
            >
              <Input
                id={`mark-${key}`}
                inputMode="decimal"
                value={marks[key] ?? ''}
                onChange={(event) => setMarks({ ...marks, [key]: event.target.value })}
              />
            </Form.Item>
          );
        })}
        <Form.Item label={t('assessment.field.remark')} htmlFor="form-remark">
          <Input.TextArea
            id="form-remark"
            rows={2}
            maxLength={1000}
            value={remark}
            onChange={(event) => setRemark(event.target.value)}
          />
        </Form.Item>
        {send.error === null ? null : (
          <div style={{ marginBottom: 12 }}>
            <ProblemNote error={send.error} />
          </div>
        )}
        <div className="kj-bar">
          <Button type="primary" htmlType="submit" disabled={!isReady} loading={send.isPending}>
            {t(
              row.formId === null
                ? 'assessment.competence.hand_in'
                : 'assessment.competence.replace',
            )}
          </Button>
          <Button
            onClick={() => {
              draft.done();
              onClose();
            }}
          >
            {t('web.cancel')}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
