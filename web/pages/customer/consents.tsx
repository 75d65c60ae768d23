import { App, Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { customersApi } from '../../../server/modules/customers/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay, useSession } from '../../api/session.ts';
import type { Customer } from '../../customer-tab.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractForm } from '../../kit/contract-form.tsx';
import { Choice, DayText, Instant, Mark } from '../../kit/figures.tsx';
import { Read, Section } from '../../kit/page.tsx';

type Consents = AnswerOf<(typeof customersApi)['readConsents']>;
type Purpose = Consents['purposes'][number];

/** 同意: the state of each purpose, and everything the customer said. */
export function ConsentsTab({ customer }: { readonly customer: Customer }) {
  const { t } = useSay();
  const { customerId } = customer;
  const consents = useRoute(customersApi.readConsents, { params: { customerId } });
  return (
    <Read query={consents} rows={6}>
      {(answer) => (
        <div className="kj-stack">
          <Section title={t('customers.consents.title')}>
            <Purposes customerId={customerId} answer={answer} />
          </Section>
          <Section title={t('customers.consents.history')}>
            <History answer={answer} />
          </Section>
        </div>
      )}
    </Read>
  );
}

function Purposes(props: { readonly customerId: string; readonly answer: Consents }) {
  const { t, locale } = useSay();
  const may = useMay();
  const { customerId, answer } = props;
  return (
    <ul className="kj-lines kj-consents">
      {answer.purposes.map((one) => (
        <li key={one.purpose}>
          <div>
            <strong>{one.name[locale]}</strong>{' '}
            <span className="kj-quiet">
              {t(`customers.family.${one.family}`)} · {one.law}
              {one.needsDocument ? ` · ${t('customers.consents.proof')}` : ''}
            </span>
          </div>
          <span className="kj-bar">
            <Choice
              module="customers"
              property="consentState"
              value={one.state ?? 'never'}
              tones={{ given: 'good', withdrawn: 'bad', never: 'calm' }}
            />
            {one.onDay === null ? null : <DayText day={one.onDay} />}
            {may('customers.enter_consents') ? (
              <>
                {one.state === 'given' ? null : (
                  <Say customerId={customerId} answer={answer} purpose={one} state="given" />
                )}
                {one.state === 'withdrawn' ? null : (
                  <Say customerId={customerId} answer={answer} purpose={one} state="withdrawn" />
                )}
              </>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Say(props: {
  readonly customerId: string;
  readonly answer: Consents;
  readonly purpose: Purpose;
  readonly state: 'given' | 'withdrawn';
}) {
  const { t, locale } = useSay();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const { today } = useSession().bank;
  const { customerId, answer, purpose, state } = props;
  const label = t(state === 'given' ? 'customers.consents.give' : 'customers.consents.withdraw');
  const done = () => {
    setOpen(false);
    void message.success(t('customers.consents.noted'));
  };
  return (
    <>
      <Button size="small" danger={state === 'withdrawn'} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open ? (
        <Modal
          open
          footer={null}
          title={`${label}：${purpose.name[locale]}`}
          onCancel={() => setOpen(false)}
        >
          <ContractForm
            route={customersApi.enterConsent}
            module="customers"
            params={{ customerId }}
            initial={{ purpose: purpose.purpose, state, onDay: today, seen: answer.turn }}
            fields={{
              purpose: { hidden: true },
              state: { hidden: true },
              seen: { hidden: true },
              channel: {
                options: answer.channels.map((one) => ({ value: one.key, label: one[locale] })),
              },
              documentId:
                state === 'given'
                  ? {
                      render: (value, change) => (
                        <Proof
                          customerId={customerId}
                          value={typeof value === 'string' ? value : null}
                          change={change}
                        />
                      ),
                    }
                  : { hidden: true },
            }}
            submit={label}
            onDone={done}
            onCancel={() => setOpen(false)}
          />
        </Modal>
      ) : null}
    </>
  );
}

/** The file that proves it, among those of the customer that stand. */
function Proof(props: {
  readonly customerId: string;
  readonly value: string | null;
  readonly change: (next: unknown) => void;
}) {
  const { t } = useSay();
  const { customerId } = props;
  const documents = useRoute(customersApi.listDocuments, {
    params: { customerId },
    query: { limit: 100 },
  });
  const standing = (documents.data?.rows ?? []).filter((one) => one.state === 'stands');
  return (
    <Select
      aria-label={t('customers.field.documentId')}
      allowClear
      value={props.value}
      onChange={(next: string | null) => props.change(next ?? undefined)}
      options={standing.map((one) => ({ value: one.documentId, label: one.title }))}
    />
  );
}

function History({ answer }: { readonly answer: Consents }) {
  const { t, locale } = useSay();
  if (answer.history.length === 0) {
    return <span className="kj-quiet">{t('customers.consents.none')}</span>;
  }
  return (
    <ul className="kj-lines">
      {answer.history.map((one) => (
        <li key={one.turn}>
          <DayText day={one.onDay} /> <strong>{one.purposeName[locale]}</strong>{' '}
          <Mark tone={one.state === 'given' ? 'good' : 'bad'}>
            {t(`customers.consentState.${one.state}`)}
          </Mark>{' '}
          <span className="kj-quiet">
            {one.channelName[locale]} · {one.enterer} · <Instant at={one.enteredAt} />
            {one.note === '' ? '' : ` · ${one.note}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
