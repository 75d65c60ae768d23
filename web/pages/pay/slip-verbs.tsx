import { PrinterOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { bookApi } from '../../../server/modules/pay/contract.ts';
import { addressOf } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractForm } from '../../kit/contract-form.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { requestKey } from './request-key.ts';

/** What can be done with a slip: print it; once it is sealed, correct it in an open quarter. */
export function SlipVerbs(props: { readonly slipId: string; readonly sealed: boolean }) {
  const { t, locale } = useSay();
  const may = useMay();
  const go = useGo();
  const [correcting, setCorrecting] = useState<string | null>(null);
  const { slipId, sealed } = props;
  return (
    <>
      <Button
        icon={<PrinterOutlined />}
        href={addressOf(bookApi.readSlipPdf, { params: { slipId }, query: { locale } })}
        target="_blank"
      >
        {t('pay.slip.pdf')}
      </Button>
      {sealed && may('pay.enter_correction') ? (
        <Button onClick={() => setCorrecting(requestKey())}>{t('pay.correction.enter')}</Button>
      ) : null}
      <Drawer
        open={correcting !== null}
        title={t('pay.correction.enter')}
        size="large"
        onClose={() => setCorrecting(null)}
        destroyOnHidden
      >
        {correcting === null ? null : (
          <ContractForm
            route={bookApi.enterCorrection}
            module="pay"
            initial={{ requestKey: correcting, slipId }}
            before={<p className="kj-quiet">{t('pay.corrections.note')}</p>}
            fields={{
              requestKey: { hidden: true },
              slipId: { hidden: true },
              cause: { lines: 3 },
              amount: { help: t('pay.help.correction_amount') },
            }}
            onCancel={() => setCorrecting(null)}
            onDone={() => go('/pay-corrections')}
          />
        )}
      </Drawer>
    </>
  );
}
