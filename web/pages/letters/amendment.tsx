import { EditOutlined, FilePdfOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { letterSides, targetsApi } from '../../../server/modules/targets/contract.ts';
import type { AmendmentView, LetterSide } from '../../../server/modules/targets/contract.ts';
import { addressOf } from '../../api/client.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { Instant, QuarterText } from '../../kit/figures.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { PageLink, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { Amount } from '../targets/amount.tsx';
import { PasswordDialog } from './password.tsx';
import { StateOfAmendment } from './state.tsx';
import { metricName } from '../targets/metric-name.ts';
import { SmallTable } from '../../kit/small-table.tsx';

/** One amendment: figures before and after, signatures, and signing or ending it. */
export function AmendmentPage() {
  const { t } = useSay();
  const amendmentId = usePathWord('amendmentId');
  const query = useRoute(targetsApi.readAmendment, { params: { amendmentId } });
  const found = query.data;
  return (
    <Page
      title={
        found === undefined
          ? t('targets.letter.amendments')
          : `${found.letterNo} · ${t('targets.letter.amendment_no', { no: found.amendmentNo })}`
      }
      note={found === undefined ? null : <StateOfAmendment state={found.state} />}
      trail={[
        { title: t('targets.letter.title'), to: '/letters' },
        ...(found === undefined
          ? []
          : [{ title: found.letterNo, to: `/letters/${found.letterId}` }]),
      ]}
      watermark
      actions={found === undefined ? null : <Actions amendment={found} />}
    >
      <Read query={query} rows={8}>
        {(amendment) => (
          <>
            <Parties amendment={amendment} />
            <Section title={t('targets.letter.compare')}>
              <Compared amendment={amendment} />
            </Section>
          </>
        )}
      </Read>
    </Page>
  );
}

function Actions({ amendment }: { readonly amendment: AmendmentView }) {
  const { t } = useSay();
  const { amendmentId } = amendment;
  const end = useCommand(targetsApi.endAmendment);
  const pdf = addressOf(targetsApi.readAmendmentPdf, { params: { amendmentId } });
  return (
    <>
      <Button icon={<FilePdfOutlined />} href={pdf} target="_blank">
        {t('targets.letter.open_pdf')}
      </Button>
      {amendment.mayEnd ? (
        <ConfirmButton
          size="medium"
          danger
          label={t('targets.letter.end_amendment')}
          title={t('targets.letter.end_amendment')}
          consequence={t('targets.letter.end_amendment_hint')}
          askReason
          onConfirm={(reason) => end.mutateAsync({ params: { amendmentId }, body: { reason } })}
        />
      ) : null}
      {amendment.maySign.map((side) => (
        <Sign key={side} amendment={amendment} side={side} />
      ))}
    </>
  );
}

function Sign(props: { readonly amendment: AmendmentView; readonly side: LetterSide }) {
  const { t } = useSay();
  const { message } = App.useApp();
  const { amendment, side } = props;
  const sign = useCommand(targetsApi.signAmendment);
  const [open, setOpen] = useState(false);
  const label = t(side === 'rm' ? 'targets.letter.sign_as_rm' : 'targets.letter.sign_as_bank');
  const { amendmentId, letterNo, amendmentNo, bodyHash } = amendment;
  return (
    <>
      <Button type="primary" icon={<EditOutlined />} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open ? (
        <PasswordDialog
          title={`${letterNo} · ${t('targets.letter.amendment_no', { no: amendmentNo })}`}
          label={label}
          onClose={() => setOpen(false)}
          onSign={async (password) => {
            await sign.mutateAsync({ params: { amendmentId }, body: { side, password, bodyHash } });
            void message.success(t('targets.letter.signed'));
          }}
        >
          <p>{t('targets.letter.sign_amendment_hint')}</p>
        </PasswordDialog>
      ) : null}
    </>
  );
}

function Parties({ amendment }: { readonly amendment: AmendmentView }) {
  const { t } = useSay();
  const { body, end } = amendment;
  return (
    <Section title={`${body.bank.name} · ${body.bank.unit} — ${body.rm.name}`}>
      <dl className="kj-terms">
        <dt>{t('targets.letter.amended_letter')}</dt>
        <dd>
          <PageLink to={`/letters/${amendment.letterId}`}>{amendment.letterNo}</PageLink>
        </dd>
        <dt>{t('targets.letter.from_quarter')}</dt>
        <dd>
          <QuarterText quarter={body.fromQuarter} />
        </dd>
        <dt>{t('web.reason')}</dt>
        <dd>{body.reason}</dd>
        <dt>{t('targets.letter.proposed_by')}</dt>
        <dd>
          {amendment.proposerName} <Instant at={amendment.proposedAt} />
        </dd>
        {letterSides.map((side) => {
          const signed = amendment.signatures.find((one) => one.side === side);
          return (
            <div key={side}>
              <dt>{t(`targets.side.${side}`)}</dt>
              <dd>
                {signed === undefined ? (
                  <span className="kj-quiet">{t('targets.letter.not_signed')}</span>
                ) : (
                  <>
                    {signed.signerName} <Instant at={signed.signedAt} />
                  </>
                )}
              </dd>
            </div>
          );
        })}
        {end === null ? null : (
          <>
            <dt>{t('targets.amended.ended')}</dt>
            <dd>
              {end.personName} <Instant at={end.endedAt} /> {end.reason}
            </dd>
          </>
        )}
        <dt>{t('targets.letter.hash')}</dt>
        <dd className="kj-quiet" style={{ overflowWrap: 'anywhere' }}>
          {amendment.bodyHash}
        </dd>
      </dl>
    </Section>
  );
}

type Change = AmendmentView['body']['changes'][number];
interface Side {
  readonly unit: Change['unit'];
  readonly figures: Change['before'];
}

/** Each changed figure before and after, for the year at three levels and by quarter. */
function Compared({ amendment }: { readonly amendment: AmendmentView }) {
  const { t, tk, locale } = useSay();
  const { changes } = amendment.body;
  const quarters = changes[0]?.after.quarters.map((one) => one.quarter) ?? [];
  return (
    <SmallTable
      rows={changes.flatMap((change) =>
        (['before', 'after'] as const).map((when) => ({ ...change, when, figures: change[when] })),
      )}
      keyOf={(row) => `${row.metric}${row.when}`}
      columns={[
        {
          title: t('targets.field.metric'),
          names: true,
          joins: (row) => (row.when === 'before' ? 2 : 0),
          render: (row) => metricName({ tk, locale }, row.metric, row.name),
        },
        {
          title: '',
          look: (row) => (row.when === 'before' ? 'kj-quiet' : ''),
          render: (row) => t(`targets.letter.${row.when}`),
        },
        ...(['annual', 'stretch', 'challenge'] as const).map((level) => ({
          title: t(`targets.field.${level}`),
          figure: true,
          render: ({ unit, figures }: Side) => <Amount unit={unit} value={figures[level]} />,
        })),
        ...quarters.map((quarter, at) => ({
          title: quarterWritten(quarter, locale),
          figure: true,
          render: ({ unit, figures }: Side) => (
            <Amount unit={unit} value={figures.quarters[at]?.target ?? null} />
          ),
        })),
      ]}
    />
  );
}
