import { EyeOutlined } from '@ant-design/icons';
import { Button, Input, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { customersApi } from '../../../server/modules/customers/contract.ts';
import { useCommand } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ProblemNote } from '../../kit/problem.tsx';

const shownMs = 60_000;

/** 查看原文: asks why, shows the full number for a minute; the server records each view. */
export function FullNumber(props: {
  readonly customerId: string;
  readonly what: 'identity' | 'phone';
}) {
  const { t } = useSay();
  const [asking, setAsking] = useState(false);
  const [number, setNumber] = useState<string | null>(null);
  useEffect(() => {
    if (number === null) return undefined;
    const timer = setTimeout(() => setNumber(null), shownMs);
    return () => clearTimeout(timer);
  }, [number]);
  if (number !== null) {
    return (
      <div>
        <strong className="kj-figure">{number}</strong>{' '}
        <span className="kj-quiet">{t('customers.identity.shown')}</span>
      </div>
    );
  }
  return (
    <>
      <Button
        type="link"
        size="small"
        icon={<EyeOutlined />}
        style={{ paddingInline: 0 }}
        onClick={() => setAsking(true)}
      >
        {t('customers.identity.view')}
      </Button>
      {asking ? (
        <Ask
          {...props}
          onShown={(shown) => {
            setAsking(false);
            setNumber(shown);
          }}
          onCancel={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}

function Ask(props: {
  readonly customerId: string;
  readonly what: 'identity' | 'phone';
  readonly onShown: (number: string) => void;
  readonly onCancel: () => void;
}) {
  const { t, tk } = useSay();
  const [purpose, setPurpose] = useState('');
  const view = useCommand(customersApi.viewIdentity);
  const { customerId, what } = props;
  const ask = async () => {
    const answer = await view
      .mutateAsync({ params: { customerId }, body: { what, purpose } })
      .catch(() => null);
    if (answer !== null) props.onShown(answer.number);
  };
  return (
    <Modal
      open
      title={`${t('customers.identity.view')}：${tk(`customers.what.${what}`)}`}
      okText={t('customers.identity.view')}
      confirmLoading={view.isPending}
      onOk={() => void ask()}
      onCancel={props.onCancel}
    >
      <p className="kj-quiet">{t('customers.identity.why')}</p>
      <Input
        autoFocus
        aria-label={t('customers.field.purpose')}
        placeholder={t('customers.field.purpose')}
        maxLength={200}
        value={purpose}
        onChange={(event) => setPurpose(event.target.value)}
        onPressEnter={() => void ask()}
      />
      {view.error === null ? null : (
        <div style={{ marginTop: 12 }}>
          <ProblemNote error={view.error} />
        </div>
      )}
    </Modal>
  );
}
