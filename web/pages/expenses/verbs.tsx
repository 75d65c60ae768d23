import { Button, Drawer, Upload } from 'antd';
import { useState, type ComponentType } from 'react';
import { expensesApi, type Step } from '../../../server/modules/expenses/contract.ts';
import { useCommand } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { ContractForm } from '../../kit/contract-form.tsx';
import { fenExact } from '../../kit/format.ts';
import { ProblemNote } from '../../kit/problem.tsx';
import { Section } from '../../kit/page.tsx';
import type { Application } from './shape.ts';

interface Props {
  readonly application: Application;
}

/** What the reader may do next; the server says which verbs it would not refuse. */
export function Verbs({ application }: Props) {
  const { t } = useSay();
  const { next } = application;
  if (next.length === 0) return null;
  return (
    <Section title={t('expenses.next')}>
      <div className="kj-bar">
        {next.map((step) => {
          const Verb = verbs[step];
          return <Verb key={step} application={application} />;
        })}
      </div>
    </Section>
  );
}

function Rule({ application: { applicationId, amount } }: Props) {
  const { t } = useSay();
  const rule = useCommand(expensesApi.rule);
  const params = { applicationId };
  return (
    <>
      <ConfirmButton
        label={t('expenses.approve')}
        title={t('expenses.approve')}
        consequence={t('expenses.approve.question', { amount: fenExact(amount) })}
        primary
        onConfirm={() => rule.mutateAsync({ params, body: { verdict: 'approved' } })}
      />
      <ConfirmButton
        label={t('expenses.return')}
        title={t('expenses.return')}
        consequence={t('expenses.return.question', { amount: fenExact(amount) })}
        danger
        askReason
        onConfirm={(reason) => rule.mutateAsync({ params, body: { verdict: 'returned', reason } })}
      />
    </>
  );
}

function Clear({ application: { applicationId } }: Props) {
  const { t } = useSay();
  const clear = useCommand(expensesApi.clear);
  const params = { applicationId };
  return (
    <>
      <ConfirmButton
        label={t('expenses.clear')}
        title={t('expenses.clear')}
        primary
        askReason
        onConfirm={(reason) => clear.mutateAsync({ params, body: { verdict: 'cleared', reason } })}
      />
      <ConfirmButton
        label={t('expenses.bar')}
        title={t('expenses.bar')}
        danger
        askReason
        onConfirm={(reason) => clear.mutateAsync({ params, body: { verdict: 'barred', reason } })}
      />
    </>
  );
}

function Withdraw({ application: { applicationId, amount } }: Props) {
  const { t } = useSay();
  const withdraw = useCommand(expensesApi.withdraw);
  return (
    <ConfirmButton
      label={t('expenses.withdraw')}
      title={t('expenses.withdraw')}
      consequence={t('expenses.return.question', { amount: fenExact(amount) })}
      onConfirm={() => withdraw.mutateAsync({ params: { applicationId }, body: {} })}
    />
  );
}

function Verify({ application }: Props) {
  const { t } = useSay();
  const verify = useCommand(expensesApi.verifyClaim);
  const claimId = application.claims.at(-1)?.claimId;
  if (claimId === undefined) return null;
  const params = { claimId };
  return (
    <>
      <ConfirmButton
        label={t('expenses.verify')}
        title={t('expenses.verify')}
        consequence={t('expenses.verify.question')}
        primary
        onConfirm={() => verify.mutateAsync({ params, body: { verdict: 'verified' } })}
      />
      <ConfirmButton
        label={t('expenses.return_claim')}
        title={t('expenses.return_claim')}
        danger
        askReason
        onConfirm={(reason) =>
          verify.mutateAsync({ params, body: { verdict: 'returned', reason } })
        }
      />
    </>
  );
}

function Pay({ application }: Props) {
  const { t } = useSay();
  const [open, setOpen] = useState(false);
  const claim = application.claims.at(-1);
  if (claim === undefined) return null;
  const rest = String(BigInt(application.amount) - BigInt(claim.amount));
  return (
    <>
      <Button type="primary" size="small" onClick={() => setOpen(true)}>
        {t('expenses.pay')}
      </Button>
      {open ? (
        <Drawer open size={480} title={t('expenses.pay')} onClose={() => setOpen(false)}>
          <ContractForm
            route={expensesApi.payClaim}
            module="expenses"
            params={{ claimId: claim.claimId }}
            submit={t('expenses.pay')}
            before={
              <p>
                {t('expenses.pay.question', {
                  amount: fenExact(claim.amount),
                  rest: fenExact(rest),
                })}
              </p>
            }
            onDone={() => setOpen(false)}
            onCancel={() => setOpen(false)}
          />
        </Drawer>
      ) : null}
    </>
  );
}

function ClaimButton({ application }: Props) {
  const { t } = useSay();
  const [open, setOpen] = useState(false);
  const { applicationId, amount } = application;
  return (
    <>
      <Button type="primary" size="small" onClick={() => setOpen(true)}>
        {t('expenses.claim')}
      </Button>
      {open ? (
        <Drawer open size={560} title={t('expenses.claim')} onClose={() => setOpen(false)}>
          <ContractForm
            route={expensesApi.claim}
            module="expenses"
            params={{ applicationId }}
            initial={{ invoices: [{ number: '', issuedOn: '', seller: '', amount: '', tax: '0' }] }}
            submit={t('expenses.claim')}
            before={<p>{t('expenses.claim.note', { amount: fenExact(amount) })}</p>}
            fields={{
              'invoices.fileId': {
                render: (value, change) => (
                  <InvoiceFile
                    applicationId={applicationId}
                    fileId={value as string | undefined}
                    onChange={change}
                  />
                ),
              },
            }}
            onDone={() => setOpen(false)}
            onCancel={() => setOpen(false)}
          />
        </Drawer>
      ) : null}
    </>
  );
}

const verbs: Readonly<Record<Step, ComponentType<Props>>> = {
  rule: Rule,
  clear: Clear,
  claim: ClaimButton,
  verify: Verify,
  pay: Pay,
  withdraw: Withdraw,
};

/** Sends the file at once and keeps its number in the form. */
function InvoiceFile(props: {
  readonly applicationId: string;
  readonly fileId: string | undefined;
  readonly onChange: (fileId: string | undefined) => void;
}) {
  const { t } = useSay();
  const upload = useCommand(expensesApi.uploadInvoice);
  const [name, setName] = useState<string | null>(null);
  const send = async (file: File) => {
    const body = new FormData();
    body.append('file', file, file.name);
    try {
      const kept = await upload.mutateAsync({
        params: { applicationId: props.applicationId },
        body,
      });
      setName(`${kept.name} · ${kept.sha256.slice(0, 8)}`);
      props.onChange(kept.fileId);
    } catch {
      // The refusal is shown below the button.
    }
  };
  return (
    <>
      <Upload
        maxCount={1}
        accept=".pdf,.png,.jpg,.jpeg,.ofd"
        showUploadList={false}
        beforeUpload={(file) => {
          void send(file);
          return false;
        }}
      >
        <Button loading={upload.isPending}>{t('expenses.file_choose')}</Button>
      </Upload>
      {props.fileId === undefined ? null : <span className="kj-quiet"> {name}</span>}
      {upload.error === null ? null : <ProblemNote error={upload.error} />}
    </>
  );
}
