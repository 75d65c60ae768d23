import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { attributionApi } from '../../../server/modules/attribution/contract.ts';
import { productsApi } from '../../../server/modules/products/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractForm } from '../../kit/contract-form.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { useMeasures } from './measure.tsx';

interface OfCustomerQuarter {
  readonly customerId: string;
  readonly quarter: string;
}

/** What may be claimed on a customer's results: shares, a referral, a dispute. */
export function ClaimButtons(props: OfCustomerQuarter) {
  const { t } = useSay();
  const may = useMay();
  const { staffId } = useSession();
  const [open, setOpen] = useState<'agreement' | 'referral' | 'dispute' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      {may('attribution.propose_agreement') ? (
        <Button onClick={() => setOpen('agreement')}>
          {t('attribution.page.propose_agreement')}
        </Button>
      ) : null}
      {may('attribution.register_referral') ? (
        <Button onClick={() => setOpen('referral')}>
          {t('attribution.page.register_referral')}
        </Button>
      ) : null}
      {may('attribution.open_dispute') && staffId !== null ? (
        <Button onClick={() => setOpen('dispute')}>{t('attribution.page.open_dispute')}</Button>
      ) : null}
      {open === 'agreement' ? <ProposeAgreement {...props} onClose={close} /> : null}
      {open === 'referral' ? <RegisterReferral {...props} onClose={close} /> : null}
      {open === 'dispute' ? <OpenDispute {...props} onClose={close} /> : null}
    </>
  );
}

type DialogProps = OfCustomerQuarter & { readonly onClose: () => void };

function useProductOptions() {
  const { data } = useRoute(productsApi.listProducts, { query: {} });
  return (data?.rows ?? []).map(({ code, name }) => ({ value: code, label: name }));
}

function ProposeAgreement({ customerId, onClose }: DialogProps) {
  const { t } = useSay();
  const go = useGo();
  const options = useProductOptions();
  return (
    <Modal open footer={null} title={t('attribution.page.propose_agreement')} onCancel={onClose}>
      <ContractForm
        route={attributionApi.proposeAgreement}
        module="attribution"
        params={{ customerId }}
        draft={{ name: `agreement/${customerId}`, title: t('attribution.page.propose_agreement') }}
        initial={{
          parties: [
            { staffNo: '', share: '' },
            { staffNo: '', share: '' },
          ],
        }}
        fields={{ product: { options } }}
        submit={t('attribution.page.propose_agreement')}
        onCancel={onClose}
        onDone={(made) => go(`/attribution/agreements/${made.id}`)}
      />
    </Modal>
  );
}

function RegisterReferral({ customerId, onClose }: DialogProps) {
  const { t } = useSay();
  const { message } = App.useApp();
  const options = useProductOptions();
  return (
    <Modal open footer={null} title={t('attribution.page.register_referral')} onCancel={onClose}>
      <ContractForm
        route={attributionApi.registerReferral}
        module="attribution"
        params={{ customerId }}
        draft={{ name: `referral/${customerId}`, title: t('attribution.page.register_referral') }}
        fields={{ product: { options }, note: { lines: 3 } }}
        submit={t('attribution.page.register_referral')}
        onCancel={onClose}
        onDone={(made) => {
          void message.success(t('attribution.page.made', { no: made.no }));
          onClose();
        }}
      />
    </Modal>
  );
}

function OpenDispute({ customerId, quarter, onClose }: DialogProps) {
  const { t, locale } = useSay();
  const go = useGo();
  const measures = useMeasures(quarter);
  const options = measures.map((one) => ({ value: one.measure, label: one.measureName[locale] }));
  return (
    <Modal open footer={null} title={t('attribution.page.open_dispute')} onCancel={onClose}>
      <ContractForm
        route={attributionApi.openDispute}
        module="attribution"
        params={{ customerId }}
        draft={{
          name: `dispute/${customerId}/${quarter}`,
          title: t('attribution.page.open_dispute'),
        }}
        initial={{ quarter }}
        fields={{
          quarter: { hidden: true },
          measure: { options, help: t('attribution.page.no_measure') },
          statement: { lines: 3 },
        }}
        submit={t('attribution.page.open_dispute')}
        onCancel={onClose}
        onDone={() => go('/attribution?tab=disputes')}
      />
    </Modal>
  );
}
