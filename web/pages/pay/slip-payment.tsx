import { bookApi } from '../../../server/modules/pay/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { Choice, Instant } from '../../kit/figures.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { answerTones } from './states.ts';

type Payment = AnswerOf<typeof bookApi.readSlipPayment>;
interface Props {
  readonly slipId: string;
  readonly of: Payment;
}

/** Which batch paid the slip, until when it may be objected to, the objection and its answer. */
export function SlipPayment({ slipId }: { readonly slipId: string }) {
  const { t } = useSay();
  const payment = useRoute(bookApi.readSlipPayment, { params: { slipId } });
  return (
    <Section title={t('pay.payment')}>
      <Read query={payment} rows={2}>
        {(of) => (
          <>
            <p>
              {of.payment === null ? t('pay.slip.not_paid') : t('pay.slip.paid_by', of.payment)}
            </p>
            <Objection slipId={slipId} of={of} />
            <Verbs slipId={slipId} of={of} />
          </>
        )}
      </Read>
    </Section>
  );
}

function Objection({ of }: Props) {
  const { t } = useSay();
  const { objection } = of;
  if (objection === null) return null;
  const { answer } = objection;
  return (
    <dl className="kj-terms">
      <dt>{t('pay.objection.said')}</dt>
      <dd>
        {objection.words} · <Instant at={objection.raisedAt} />
      </dd>
      <dt>{t('pay.objection.answered')}</dt>
      <dd>
        <Choice
          module="pay"
          property="answer"
          value={answer?.verdict ?? 'open'}
          tones={answerTones}
        />
        {answer === null ? null : (
          <>
            {' '}
            {answer.words} · {answer.answeredName} · <Instant at={answer.answeredAt} />
          </>
        )}
      </dd>
    </dl>
  );
}

function Verbs({ slipId, of }: Props) {
  const { t } = useSay();
  const may = useMay();
  const raise = useCommand(bookApi.objectToSlip);
  const answer = useCommand(bookApi.answerObjection);
  const params = { slipId };
  if (of.mayObject && may('pay.object')) {
    return (
      <ConfirmButton
        label={t('pay.objection.raise')}
        title={t('pay.objection.raise')}
        consequence={t('pay.objection.raise_words')}
        askReason
        onConfirm={(words) => raise.mutateAsync({ params, body: { words } })}
      />
    );
  }
  const open = of.objection !== null && of.objection.answer === null;
  if (!open || !may('pay.answer_objection')) return null;
  const send = (verdict: 'upheld' | 'dismissed') => (words: string) =>
    answer.mutateAsync({ params, body: { verdict, words } });
  return (
    <>
      <ConfirmButton
        label={t('pay.objection.uphold')}
        title={t('pay.objection.answered')}
        consequence={t('pay.objection.answer_words')}
        askReason
        onConfirm={send('upheld')}
      />{' '}
      <ConfirmButton
        label={t('pay.objection.dismiss')}
        title={t('pay.objection.answered')}
        consequence={t('pay.objection.answer_words')}
        askReason
        onConfirm={send('dismissed')}
      />
    </>
  );
}
