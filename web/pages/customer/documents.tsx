import { FileOutlined } from '@ant-design/icons';
import { App, Button, Form, Input, Modal, Select, Upload } from 'antd';
import { useState } from 'react';
import { customersApi } from '../../../server/modules/customers/contract.ts';
import { addressOf } from '../../api/address.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import type { Customer } from '../../customer-tab.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice } from '../../kit/figures.tsx';
import { Section } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem.tsx';

/** 文档: files about a customer; opened and withdrawn with a record, never deleted. */
export function DocumentsTab({ customer }: { readonly customer: Customer }) {
  const { t, locale } = useSay();
  const may = useMay();
  const { customerId } = customer;
  const withdraw = useCommand(customersApi.withdrawDocument);
  return (
    <Section
      title={t('customers.tab.documents')}
      extra={may('customers.keep_documents') ? <UploadButton customerId={customerId} /> : null}
    >
      <p className="kj-quiet">{t('customers.documents.limits')}</p>
      <ContractTable
        route={customersApi.listDocuments}
        params={{ customerId }}
        module="customers"
        rowKey="documentId"
        keepIn="here"
        only={['title', 'kind', 'form', 'bytes', 'uploader', 'uploadedAt', 'state']}
        columns={{
          title: {
            render: (row) =>
              row.mayOpen ? (
                <a
                  href={addressOf(customersApi.readDocument, {
                    params: { customerId, documentId: row.documentId },
                  })}
                  target="_blank"
                  rel="noreferrer"
                >
                  <FileOutlined /> {row.title}
                </a>
              ) : (
                <span>{row.title}</span>
              ),
          },
          kind: { render: (row) => row.kindName[locale] },
          form: { render: (row) => row.form.toUpperCase() },
          bytes: { render: (row) => sizeWritten(row.bytes) },
          state: {
            render: (row) => (
              <span className="kj-bar">
                <Choice
                  module="customers"
                  property="documentState"
                  value={row.state}
                  tones={{ stands: 'good', withdrawn: 'bad' }}
                />
                {row.withdrawnReason === null ? null : (
                  <span className="kj-quiet">{row.withdrawnReason}</span>
                )}
                {row.mayWithdraw ? (
                  <ConfirmButton
                    label={t('customers.documents.withdraw')}
                    title={t('customers.documents.withdraw_title', { title: row.title })}
                    consequence={<p>{t('customers.documents.withdraw_note')}</p>}
                    danger
                    askReason
                    onConfirm={(reason) =>
                      withdraw.mutateAsync({
                        params: { customerId, documentId: row.documentId },
                        body: { reason },
                      })
                    }
                  />
                ) : null}
              </span>
            ),
          },
        }}
        empty={{ words: t('customers.documents.none') }}
      />
    </Section>
  );
}

function sizeWritten(bytes: number): string {
  return bytes >= 1_048_576
    ? `${(bytes / 1_048_576).toFixed(1)} MB`
    : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}

function UploadButton({ customerId }: { readonly customerId: string }) {
  const { t } = useSay();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('customers.documents.upload')}
      </Button>
      {open ? <UploadForm customerId={customerId} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function UploadForm(props: { readonly customerId: string; readonly onClose: () => void }) {
  const { t, locale } = useSay();
  const { message } = App.useApp();
  const { customerId } = props;
  const consents = useRoute(customersApi.readConsents, { params: { customerId } });
  const upload = useCommand(customersApi.uploadDocument);
  const [file, setFile] = useState<File>();
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState('');
  const ready = file !== undefined && title.trim() !== '' && kind !== '';
  const send = async () => {
    if (file === undefined || !ready) return;
    const body = new FormData();
    body.append('file', file, file.name);
    const query = { kind, title: title.trim() };
    const kept = await upload
      .mutateAsync({ params: { customerId }, query, body })
      .catch(() => null);
    if (kept === null) return;
    void message.success(t('customers.documents.kept', { title: title.trim() }));
    props.onClose();
  };
  return (
    <Modal
      open
      title={t('customers.documents.upload')}
      okText={t('customers.documents.upload')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={upload.isPending}
      onOk={() => void send()}
      onCancel={props.onClose}
    >
      <Form layout="vertical">
        <Form.Item label={t('customers.documents.choose')}>
          <Upload
            maxCount={1}
            accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx"
            beforeUpload={(chosen) => {
              setFile(chosen);
              if (title === '') setTitle(chosen.name.replace(/\.[^.]+$/, ''));
              return false;
            }}
            onRemove={() => setFile(undefined)}
          >
            <Button>{t('customers.documents.choose')}</Button>
          </Upload>
          <span className="kj-quiet">{t('customers.documents.limits')}</span>
        </Form.Item>
        <Form.Item label={t('customers.field.title')} htmlFor="document-title">
          <Input
            id="document-title"
            maxLength={120}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('customers.field.documentKind')} htmlFor="document-kind">
          <Select
            id="document-kind"
            value={kind === '' ? null : kind}
            onChange={(next: string | null) => setKind(next ?? '')}
            options={(consents.data?.documentKinds ?? []).map((one) => ({
              value: one.key,
              label: one[locale],
            }))}
          />
        </Form.Item>
      </Form>
      {upload.error === null ? null : <ProblemNote error={upload.error} />}
    </Modal>
  );
}
