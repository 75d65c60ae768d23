import { Alert, Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { initiatives, purposes } from '../../../server/modules/contacts/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { DraftOffer, useDraft } from '../../kit/draft.tsx';
import type { Book, NewNote } from '../../offline/notes.ts';
import { offerFault } from './offer-fault.ts';
import { useChannelName } from './use-channels.ts';
import { useDeviceNotes } from './use-device-notes.ts';

/** What a person fills in. */
export interface NoteWords {
  readonly channel: string;
  readonly initiative: 'bank' | 'customer';
  readonly purpose: 'service' | 'marketing';
  /** As the input of the browser has it, in the time of the device. */
  readonly happenedAt: string;
  readonly words: string;
  readonly withWhom: string;
  readonly nextStep: string;
  readonly nextOn: string;
}

export interface FormCustomer {
  readonly customerId: string;
  readonly name: string;
}

interface NoteFormProps {
  readonly channels: Book['channels'];
  /** To choose from; without it the customer is fixed. */
  readonly customers?: Book['customers'];
  readonly customer?: FormCustomer;
  readonly initial?: NoteWords;
  readonly fault?: ReactNode;
  /** Answers whether the words are safe: sent, or in the queue of this device. */
  readonly onSave: (customer: FormCustomer, words: NoteWords) => Promise<boolean>;
  /** A name under which unsent words are kept; without it they are safe elsewhere. */
  readonly draft?: string;
  /** The account of this device, where the bank cannot be asked. */
  readonly owner?: string;
  readonly onCancel?: () => void;
}

const two = (value: number) => String(value).padStart(2, '0');

/** An instant as `datetime-local` writes it. */
export function localOf(instant: Date): string {
  const day = `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;
  return `${day}T${two(instant.getHours())}:${two(instant.getMinutes())}`;
}

const emptyWords = (): NoteWords => ({
  channel: 'visit',
  initiative: 'bank',
  purpose: 'service',
  happenedAt: localOf(new Date()),
  words: '',
  withWhom: '',
  nextStep: '',
  nextOn: '',
});

/** The words of the form as they travel. */
export function bodyOf(words: NoteWords): Omit<NewNote['body'], 'noteId' | 'revision' | 'act'> {
  const { happenedAt, nextOn, ...rest } = words;
  return {
    ...rest,
    words: words.words.trim(),
    happenedAt: new Date(happenedAt).toISOString(),
    nextOn: nextOn === '' ? null : nextOn,
  };
}

/** What travelled as the form shows it. */
export function wordsOf(body: {
  readonly channel: string;
  readonly initiative?: 'bank' | 'customer' | undefined;
  readonly purpose?: 'service' | 'marketing' | undefined;
  readonly happenedAt: string;
  readonly words: string;
  readonly withWhom?: string | undefined;
  readonly nextStep?: string | undefined;
  readonly nextOn?: string | null | undefined;
}): NoteWords {
  return {
    channel: body.channel,
    initiative: body.initiative ?? 'bank',
    purpose: body.purpose ?? 'service',
    happenedAt: localOf(new Date(body.happenedAt)),
    words: body.words,
    withWhom: body.withWhom ?? '',
    nextStep: body.nextStep ?? '',
    nextOn: body.nextOn ?? '',
  };
}

/** One contact in words: the same form with and without network. */
export function NoteForm(props: NoteFormProps) {
  const { t, tk, tp } = useSay();
  const nameOf = useChannelName(props.channels);
  const { book } = useDeviceNotes();
  const [customer, setCustomer] = useState(props.customer);
  const [words, setWords] = useState(props.initial ?? emptyWords);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const draft = useDraft<{ customer?: FormCustomer; words: NoteWords }>({
    name: props.draft ?? '',
    title: [t('offline.write'), customer?.name].filter(Boolean).join(' · '),
    value: { ...(customer === undefined ? {} : { customer }), words },
    ...(props.owner === undefined ? {} : { owner: props.owner }),
    take: (kept) => {
      if (props.customers !== undefined) setCustomer(kept.customer);
      setWords(kept.words);
    },
  });
  const cancel = () => {
    draft.done();
    props.onCancel?.();
  };
  const set = (changes: Partial<NoteWords>) => setWords({ ...words, ...changes });
  const known = props.customers ?? book?.customers ?? [];
  const offer = offerFault(
    words,
    known.find((one) => one.customerId === customer?.customerId)?.noOffer,
  );
  const channelName = offer === null ? '' : tk(offer.params['channel'] ?? '', words.channel);
  const faults = {
    purpose: offer === null ? null : tp(offer.code, { ...offer.params, channel: channelName }),
    customer: customer === undefined ? t('offline.customer_missing') : null,
    words: words.words.trim() === '' ? t('offline.words_missing') : null,
    happenedAt: words.happenedAt === '' ? t('offline.time_missing') : null,
    nextOn:
      words.nextOn !== '' && words.nextOn < words.happenedAt.slice(0, 10)
        ? t('offline.next_before')
        : null,
  };
  const item = (name: keyof typeof faults) =>
    tried && faults[name] !== null ? { validateStatus: 'error' as const, help: faults[name] } : {};
  const save = async () => {
    setTried(true);
    if (busy || customer === undefined || Object.values(faults).some((one) => one !== null)) return;
    setBusy(true);
    try {
      if (await props.onSave(customer, words)) draft.done();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form layout="vertical" onFinish={() => void save()} noValidate className="kj-note-form">
      <DraftOffer draft={draft} />
      <Form.Item label={t('offline.customer')} htmlFor="note-customer" {...item('customer')}>
        {props.customers === undefined ? (
          <strong id="note-customer">{customer?.name}</strong>
        ) : (
          <CustomerChoice customers={props.customers} value={customer} onChange={setCustomer} />
        )}
      </Form.Item>
      <div className="kj-note-pair">
        <Form.Item label={t('contacts.field.channel')} htmlFor="note-channel">
          <Select
            id="note-channel"
            value={words.channel}
            options={props.channels.map(({ key }) => ({ value: key, label: nameOf(key) }))}
            onChange={(channel: string) => set({ channel })}
          />
        </Form.Item>
        <Form.Item
          label={t('contacts.field.happenedAt')}
          htmlFor="note-happened"
          {...item('happenedAt')}
        >
          <Input
            id="note-happened"
            type="datetime-local"
            value={words.happenedAt}
            onChange={(event) => set({ happenedAt: event.target.value })}
          />
        </Form.Item>
      </div>
      <Form.Item label={t('contacts.field.initiative')}>
        <Radio.Group
          aria-label={t('contacts.field.initiative')}
          value={words.initiative}
          options={initiatives.map((value) => ({
            value,
            label: t(`contacts.initiative.${value}`),
          }))}
          onChange={(event) => set({ initiative: event.target.value as NoteWords['initiative'] })}
        />
      </Form.Item>
      <Form.Item
        label={t('contacts.field.purpose')}
        {...(faults.purpose === null
          ? {}
          : { validateStatus: 'error' as const, help: faults.purpose })}
      >
        <Radio.Group
          aria-label={t('contacts.field.purpose')}
          value={words.purpose}
          options={purposes.map((value) => ({ value, label: t(`contacts.purpose.${value}`) }))}
          onChange={(event) => set({ purpose: event.target.value as NoteWords['purpose'] })}
        />
      </Form.Item>
      <Form.Item label={t('contacts.field.withWhom')} htmlFor="note-whom">
        <Input
          id="note-whom"
          maxLength={80}
          value={words.withWhom}
          onChange={(event) => set({ withWhom: event.target.value })}
        />
      </Form.Item>
      <Form.Item label={t('contacts.field.words')} htmlFor="note-words" {...item('words')}>
        <Input.TextArea
          id="note-words"
          rows={4}
          maxLength={2000}
          value={words.words}
          onChange={(event) => set({ words: event.target.value })}
        />
      </Form.Item>
      <div className="kj-note-pair">
        <Form.Item label={t('contacts.field.nextStep')} htmlFor="note-next">
          <Input
            id="note-next"
            maxLength={200}
            value={words.nextStep}
            onChange={(event) => set({ nextStep: event.target.value })}
          />
        </Form.Item>
        <Form.Item label={t('contacts.field.nextOn')} htmlFor="note-next-on" {...item('nextOn')}>
          <Input
            id="note-next-on"
            type="date"
            value={words.nextOn}
            onChange={(event) => set({ nextOn: event.target.value })}
          />
        </Form.Item>
      </div>
      {props.fault === undefined ? null : (
        <Alert type="error" showIcon title={props.fault} style={{ marginBottom: 12 }} />
      )}
      <div className="kj-bar">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('offline.save')}
        </Button>
        {props.onCancel === undefined ? null : <Button onClick={cancel}>{t('web.cancel')}</Button>}
      </div>
    </Form>
  );
}

function CustomerChoice(props: {
  readonly customers: Book['customers'];
  readonly value: FormCustomer | undefined;
  readonly onChange: (customer: FormCustomer) => void;
}) {
  const { t } = useSay();
  const { customers, value } = props;
  const listed = customers.some((one) => one.customerId === value?.customerId);
  const other =
    value === undefined || listed ? [] : [{ value: value.customerId, label: value.name }];
  return (
    <Select
      id="note-customer"
      placeholder={t('offline.customer_choose')}
      value={value?.customerId ?? null}
      showSearch={{ optionFilterProp: 'label' }}
      options={[
        ...other,
        ...customers.map((one) => ({
          value: one.customerId,
          label: `${one.name} ${one.customerNo}`,
        })),
      ]}
      onChange={(customerId: string | null) => {
        const found = customers.find((one) => one.customerId === customerId);
        if (found !== undefined) props.onChange(found);
      }}
    />
  );
}
