import { Alert, Button, Form, Input, Radio } from 'antd';
import { useRef, useState } from 'react';
import { cycleApi } from '../../../server/modules/assessment/contract.ts';
import type { ObjectionRow } from '../../../server/modules/assessment/contract.ts';
import { useCommand } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { DraftOffer, useDraft } from '../../kit/draft.tsx';
import { Choice, DayText } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { ProblemNote } from '../../kit/problem.tsx';
import { StateOfObjection } from './objection-state.tsx';

interface Props {
  readonly row: ObjectionRow;
  /** With a link to the sheet, for who comes from the board. */
  readonly withSheet?: boolean;
  readonly onDone?: () => void;
}

/** One objection with its answer, or the form to answer it. */
export function Objection({ row, withSheet = false, onDone }: Props) {
  const { t, tp } = useSay();
  const may = useMay();
  const waits = row.verdict === null;
  return (
    <div className="kj-stack">
      <dl className="kj-terms">
        <dt>{t('assessment.field.verdict')}</dt>
        <dd>
          <StateOfObjection row={row} />
        </dd>
        <dt>{t('assessment.field.reason')}</dt>
        <dd>{row.reason}</dd>
        <dt>{t('assessment.field.evidence')}</dt>
        <dd>{row.evidence}</dd>
        <dt>{t('assessment.field.raisedOn')}</dt>
        <dd>
          <DayText day={row.raisedOn} />
        </dd>
        <dt>{t('assessment.field.answerDue')}</dt>
        <dd>
          <DayText day={row.answerDue} />
        </dd>
        {row.answer === null ? null : <Answer answer={row.answer} />}
      </dl>
      {withSheet ? (
        <PageLink to={`/sheets/${row.sheetId}`}>{t('assessment.objection.to_sheet')}</PageLink>
      ) : null}
      {waits && may('assessment.answer') ? (
        row.mayAnswer === null ? (
          <AnswerForm row={row} onDone={onDone ?? nothing} />
        ) : (
          <Alert type="info" showIcon title={tp(row.mayAnswer.code, row.mayAnswer.params)} />
        )
      ) : null}
    </div>
  );
}

const nothing = () => undefined;

function Answer({ answer }: { readonly answer: NonNullable<ObjectionRow['answer']> }) {
  const { t } = useSay();
  return (
    <>
      <dt>{t('assessment.objection.answer')}</dt>
      <dd>
        {answer.reason}
        <div className="kj-quiet">
          {answer.answerer} · <DayText day={answer.answeredOn} />
        </div>
      </dd>
      {answer.correction === null ? null : (
        <>
          <dt>{t('assessment.objection.correction')}</dt>
          <dd>
            {answer.correction}
            <div className="kj-quiet">
              <Choice module="assessment" property="remedy" value={answer.remedy} />
            </div>
          </dd>
        </>
      )}
    </>
  );
}

/** Upheld with what was corrected, or rejected; the reason is shown to the RM. */
function AnswerForm({ row, onDone }: { readonly row: ObjectionRow; readonly onDone: () => void }) {
  const { t } = useSay();
  const send = useCommand(cycleApi.answerObjection);
  const [verdict, setVerdict] = useState<'upheld' | 'rejected' | null>(null);
  const [remedy, setRemedy] = useState<'this_quarter' | 'next_quarter'>('this_quarter');
  const [reason, setReason] = useState('');
  const [correction, setCorrection] = useState('');
  const sending = useRef(false);
  const draft = useDraft({
    name: `objection-answer/${row.objectionId}`,
    title: t('assessment.objection.answer'),
    value: { verdict, remedy, reason, correction },
    take: (kept) => {
      setVerdict(kept.verdict);
      setRemedy(kept.remedy);
      setReason(kept.reason);
      setCorrection(kept.correction);
    },
  });
  const isReady =
    verdict !== null &&
    reason.trim().length >= 4 &&
    (verdict === 'rejected' || correction.trim().length >= 4);
  const answer = async () => {
    if (sending.current || !isReady) return;
    sending.current = true;
    try {
      const body =
        verdict === 'upheld' ? { verdict, reason, correction, remedy } : { verdict, reason };
      await send.mutateAsync({ params: { objectionId: row.objectionId }, body });
      draft.done();
      onDone();
    } catch {
      // Shown below as the command's error.
    } finally {
      sending.current = false;
    }
  };
  return (
    <Form layout="vertical" onFinish={() => void answer()}>
      <DraftOffer draft={draft} />
      <Form.Item label={t('assessment.objection.decide')}>
        <Radio.Group
          value={verdict}
          onChange={(event) => setVerdict(event.target.value as 'upheld')}
          options={(['upheld', 'rejected'] as const).map((value) => ({
            value,
            label: t(`assessment.verdict.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item label={t('assessment.objection.answer')} htmlFor="answer-reason">
        <Input.TextArea
          id="answer-reason"
          rows={3}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Form.Item>
      {verdict === 'upheld' ? (
        <>
          <Form.Item label={t('assessment.objection.correction')} htmlFor="answer-correction">
            <Input.TextArea
              id="answer-correction"
              rows={2}
              maxLength={1000}
              value={correction}
              onChange={(event) => setCorrection(event.target.value)}
            />
          </Form.Item>
          <Form.Item label={t('assessment.field.remedy')}>
            <Radio.Group
              value={remedy}
              onChange={(event) => setRemedy(event.target.value as 'this_quarter')}
              options={(['this_quarter', 'next_quarter'] as const).map((value) => ({
                value,
                label: t(`assessment.remedy.${value}`),
              }))}
            />
          </Form.Item>
        </>
      ) : null}
      {send.error === null ? null : (
        <div style={{ marginBottom: 12 }}>
          <ProblemNote error={send.error} />
        </div>
      )}
      <Button type="primary" htmlType="submit" disabled={!isReady} loading={send.isPending}>
        {t('assessment.objection.send_answer')}
      </Button>
    </Form>
  );
}

/** The RM takes it back, while it waits. */
export function Withdraw({ row }: { readonly row: ObjectionRow }) {
  const { t } = useSay();
  const withdraw = useCommand(cycleApi.withdrawObjection);
  if (row.verdict !== null) return null;
  return (
    <ConfirmButton
      label={t('assessment.objection.withdraw')}
      title={t('assessment.objection.withdraw')}
      askReason
      onConfirm={(reason) =>
        withdraw.mutateAsync({ params: { objectionId: row.objectionId }, body: { reason } })
      }
    />
  );
}
