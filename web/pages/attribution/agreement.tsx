import { EditOutlined } from '@ant-design/icons';
import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { attributionApi } from '../../../server/modules/attribution/contract.ts';
import type { AgreementView } from '../../../server/modules/attribution/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { ContractForm } from '../../kit/contract-form.tsx';
import { Choice, DayText, Instant, Missing, Rate } from '../../kit/figures.tsx';
import { PageLink, useGo, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { PasswordDialog } from '../letters/password.tsx';
import { agreementTones } from './agreements.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

/** One share agreement: what is signed, by whom, and what the reader may do. */
export function AgreementPage() {
  const { t } = useSay();
  const agreementId = usePathWord('agreementId');
  const query = useRoute(attributionApi.readAgreement, { params: { agreementId } });
  const agreement = query.data;
  return (
    <Page
      title={
        agreement === undefined
          ? t('attribution.page.agreements')
          : t('attribution.page.agreement', { no: agreement.agreementNo })
      }
      note={
        agreement === undefined ? null : (
          <Choice
            module="attribution"
            property="state"
            value={agreement.state}
            tones={agreementTones}
          />
        )
      }
      trail={[{ title: t('attribution.page.agreements'), to: '/attribution?tab=agreements' }]}
      actions={agreement === undefined ? null : <Actions agreement={agreement} />}
      watermark
    >
      <Read query={query}>{(found) => <Text agreement={found} />}</Read>
    </Page>
  );
}

function Text({ agreement }: { readonly agreement: AgreementView }) {
  const { t } = useSay();
  return (
    <>
      <Section>
        <dl className="kj-terms">
          <dt>{t('attribution.field.customerName')}</dt>
          <dd>
            <PageLink to={`/attribution/customers/${agreement.customerId}`}>
              {agreement.customerName} {agreement.customerNo}
            </PageLink>
          </dd>
          <dt>{t('attribution.field.kind')}</dt>
          <dd>
            {agreement.ends === null
              ? t('attribution.kind.split')
              : t('attribution.page.ends', { no: agreement.ends })}
          </dd>
          <dt>{t('attribution.field.product')}</dt>
          <dd>{agreement.product ?? t('attribution.page.all_products')}</dd>
          <dt>{t('attribution.field.fromDay')}</dt>
          <dd>
            <DayText day={agreement.fromDay} />
          </dd>
          <dt>{t('attribution.field.untilDay')}</dt>
          <dd>
            {agreement.untilDay === null ? <Missing /> : <DayText day={agreement.untilDay} />}
          </dd>
          <dt>{t('attribution.page.text_hash')}</dt>
          <dd className="kj-figure" style={{ overflowWrap: 'anywhere' }}>
            {agreement.bodyHash}
          </dd>
        </dl>
      </Section>
      <Section title={t('attribution.field.parties')}>
        <PartyTable agreement={agreement} />
        {agreement.refusal === null ? null : (
          <p>
            {t('attribution.state.refused')}：{agreement.refusal.by}{' '}
            <Instant at={agreement.refusal.at} /> {agreement.refusal.reason}
          </p>
        )}
      </Section>
    </>
  );
}

function PartyTable({ agreement }: { readonly agreement: AgreementView }) {
  const { t } = useSay();
  return (
    <SmallTable
      rows={agreement.parties}
      keyOf={(party) => party.staffId}
      columns={[
        {
          names: true,
          render: (party) => (
            <>
              {party.name} <span className="kj-quiet">{party.staffNo}</span>
            </>
          ),
        },
        { figure: true, render: (party) => <Rate millionths={party.share} /> },
        {
          render: (party) =>
            party.signedAt === null ? (
              <span className="kj-quiet">{t('attribution.page.not_signed')}</span>
            ) : (
              <>
                {t('attribution.page.signed')} <Instant at={party.signedAt} />
              </>
            ),
        },
      ]}
    />
  );
}

function Actions({ agreement }: { readonly agreement: AgreementView }) {
  const { t } = useSay();
  const { message } = App.useApp();
  const [open, setOpen] = useState<'sign' | 'end' | null>(null);
  const go = useGo();
  const sign = useCommand(attributionApi.signAgreement);
  const turnDown = useCommand(attributionApi.refuseAgreement);
  const { agreementNo: no, agreementId, bodyHash, may } = agreement;
  const close = () => setOpen(null);
  return (
    <>
      {may.refuse ? (
        <ConfirmButton
          size="medium"
          label={t('attribution.page.refuse')}
          title={t('attribution.page.refuse_title', { no })}
          consequence={t('attribution.page.refuse_note')}
          askReason
          onConfirm={(reason) =>
            turnDown.mutateAsync({ params: { agreementId }, body: { reason } })
          }
        />
      ) : null}
      {may.end ? <Button onClick={() => setOpen('end')}>{t('attribution.page.end')}</Button> : null}
      {may.sign ? (
        <Button type="primary" icon={<EditOutlined />} onClick={() => setOpen('sign')}>
          {t('attribution.page.sign')}
        </Button>
      ) : null}
      {open === 'sign' ? (
        <PasswordDialog
          title={t('attribution.page.sign_title', { no })}
          label={t('attribution.page.sign')}
          onClose={close}
          onSign={async (password) => {
            await sign.mutateAsync({ params: { agreementId }, body: { password, bodyHash } });
            void message.success(t('attribution.page.signed'));
          }}
        >
          <p>{t('attribution.page.sign_hint')}</p>
          <PartyTable agreement={agreement} />
        </PasswordDialog>
      ) : null}
      {open === 'end' ? (
        <Modal open footer={null} title={t('attribution.page.ends', { no })} onCancel={close}>
          <ContractForm
            route={attributionApi.endAgreement}
            module="attribution"
            params={{ agreementId }}
            onCancel={close}
            onDone={(made) => go(`/attribution/agreements/${made.id}`)}
          />
        </Modal>
      ) : null}
    </>
  );
}
