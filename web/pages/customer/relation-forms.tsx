import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { customersApi } from '../../../server/modules/customers/contract.ts';
import { useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractForm } from '../../kit/contract-form.tsx';

/** Adds an owner, a controller, or the end of one. */
export function EnterOwner(props: { readonly customerId: string; readonly turn: number }) {
  const { t } = useSay();
  const { today } = useSession().bank;
  return (
    <Entry label={t('customers.relations.enter_owner')}>
      {(close) => (
        <ContractForm
          route={customersApi.enterOwnership}
          module="customers"
          params={{ customerId: props.customerId }}
          initial={{
            kind: 'person',
            as: 'shareholder',
            state: 'holds',
            fromDay: today,
            seen: props.turn,
          }}
          fields={fieldsOf(t)}
          onDone={close}
          onCancel={close}
        />
      )}
    </Entry>
  );
}

/** Adds a related person or firm, or the end of a relation. */
export function EnterParty(props: { readonly customerId: string; readonly turn: number }) {
  const { t } = useSay();
  const { today } = useSession().bank;
  return (
    <Entry label={t('customers.relations.enter_party')}>
      {(close) => (
        <ContractForm
          route={customersApi.enterParty}
          module="customers"
          params={{ customerId: props.customerId }}
          initial={{ kind: 'person', state: 'holds', fromDay: today, seen: props.turn }}
          fields={fieldsOf(t)}
          onDone={close}
          onCancel={close}
        />
      )}
    </Entry>
  );
}

function fieldsOf(t: ReturnType<typeof useSay>['t']) {
  return {
    seen: { hidden: true },
    kind: {
      label: t('customers.field.partyName'),
      options: (['customer', 'person', 'firm'] as const).map((value) => ({
        value,
        label: t(`customers.partyKind.${value}`),
      })),
    },
  };
}

function Entry(props: {
  readonly label: string;
  readonly children: (close: () => void) => React.ReactNode;
}) {
  const { t } = useSay();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [turn, setTurn] = useState(0);
  const close = () => setOpen(false);
  return (
    <>
      <Button
        size="small"
        onClick={() => {
          setTurn(turn + 1);
          setOpen(true);
        }}
      >
        {props.label}
      </Button>
      {open ? (
        <Modal key={turn} open footer={null} title={props.label} onCancel={close}>
          {props.children(() => {
            close();
            void message.success(t('customers.relations.entered'));
          })}
        </Modal>
      ) : null}
    </>
  );
}
