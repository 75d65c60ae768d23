import { useSearch } from '@tanstack/react-router';
import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import {
  allocationApi,
  deedCauses,
  spreadWays,
} from '../../../server/modules/allocation/contract.ts';
import type { DeedPreview } from '../../../server/modules/allocation/contract.ts';
import type { AnswerOf, BodyOf } from '../../api/client.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSession } from '../../api/session.ts';
import type { PhraseKey } from '../../i18n/phrases.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { DayInput } from '../../kit/day-input.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem.tsx';
import { requestKey } from '../pay/request-key.ts';
import { DeedText } from './deed-preview.tsx';
import './deed.css';

type Wanted = BodyOf<typeof allocationApi.previewDeed>;
type Made = AnswerOf<typeof allocationApi.proposeDeed>;

interface Given {
  readonly from: string | undefined;
  readonly customers: readonly string[] | null;
}

/** Handing many customers over to several receivers: who and how, a preview, the proposal. */
export function DeedPage() {
  const { t } = useSay();
  const words = useSearch({ strict: false }) as { from?: string; customers?: string };
  const customers = words.customers?.split('.').filter((one) => one !== '') ?? null;
  return (
    <Page
      title={t('allocation.deed_title')}
      note={t('allocation.deed_note')}
      trail={[{ title: t('allocation.handovers'), to: '/allocation?tab=handovers' }]}
      actions={<PageLink to="/policies/allocation">{t('policy.document')}</PageLink>}
      watermark
    >
      <Deed given={{ from: words.from, customers }} />
    </Page>
  );
}

function Deed({ given }: { readonly given: Given }) {
  const { t } = useSay();
  const { today } = useSession().bank;
  const preview = useCommand(allocationApi.previewDeed);
  const [wanted, setWanted] = useState<Partial<Wanted>>({
    cause: 'move',
    way: 'level',
    effectiveDay: today,
    fromStaffNo: given.from ?? null,
    customerIds: given.customers === null ? null : [...given.customers],
    receiverNos: [],
    byHand: [],
  });
  const [shown, setShown] = useState<{ wanted: Wanted; preview: DeedPreview } | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  const ask = (body: Wanted) =>
    preview.mutate(
      { body },
      { onSuccess: (answer) => setShown({ wanted: body, preview: answer }) },
    );
  const change = (next: Partial<Wanted>) => {
    setWanted({ ...wanted, ...next });
    setShown(null);
  };
  if (made !== null) return <Done made={made} />;
  const ready =
    (wanted.customerIds !== null || wanted.fromStaffNo !== null) &&
    (wanted.receiverNos ?? []).length > 0 &&
    (wanted.note ?? '').trim().length > 1 &&
    (wanted.cause !== 'leave' || typeof wanted.leaveMonths === 'number');
  return (
    <>
      <Section>
        <DeedForm wanted={wanted} customers={given.customers} change={change} />
        <div className="kj-bar">
          <Button
            type="primary"
            disabled={!ready}
            loading={preview.isPending}
            onClick={() => ask(wanted as Wanted)}
          >
            {t('allocation.handover_preview')}
          </Button>
        </div>
        {preview.error === null ? null : <ProblemNote error={preview.error} />}
      </Section>
      {shown === null ? null : (
        <DeedText
          preview={shown.preview}
          wanted={shown.wanted}
          busy={preview.isPending}
          onHand={(byHand) => {
            setWanted({ ...wanted, byHand });
            ask({ ...shown.wanted, byHand });
          }}
          submit={<Submit shown={shown} onMade={setMade} />}
        />
      )}
    </>
  );
}

interface SubmitProps {
  readonly shown: { readonly wanted: Wanted; readonly preview: DeedPreview };
  readonly onMade: (made: Made) => void;
}

function Submit({ shown, onMade }: SubmitProps) {
  const { t } = useSay();
  const propose = useCommand(allocationApi.proposeDeed);
  const [key] = useState(requestKey);
  const { wanted, preview } = shown;
  const moving = preview.counts.both + preview.counts.custody;
  return (
    <ConfirmButton
      primary
      size="medium"
      label={t('allocation.deed_submit')}
      title={t('allocation.deed_submit')}
      disabled={preview.handovers === 0}
      consequence={t('allocation.deed_submit_note', {
        customers: moving,
        handovers: preview.handovers,
        day: wanted.effectiveDay,
      })}
      onConfirm={async () => {
        const { seen } = preview;
        onMade(await propose.mutateAsync({ body: { ...wanted, seen, requestKey: key } }));
      }}
    />
  );
}

function HandoverLink(one: Made['handovers'][number]) {
  return <PageLink to={`/allocation/hand-overs/${one.handoverId}`}>{one.handoverNo}</PageLink>;
}

function Done({ made }: { readonly made: Made }) {
  const { t } = useSay();
  return (
    <Section title={t('allocation.deed_done', { no: made.no })}>
      <ul className="kj-lines">
        {made.handovers.map((one) => (
          <li key={one.handoverId}>
            <HandoverLink {...one} /> {one.fromName} → {one.toName}{' '}
            {t('allocation.deed_chosen_count', { customers: one.customers })}
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface FormProps {
  readonly wanted: Partial<Wanted>;
  readonly customers: readonly string[] | null;
  readonly change: (next: Partial<Wanted>) => void;
}

function DeedForm({ wanted, customers, change }: FormProps) {
  const { t } = useSay();
  const loads = useRoute(allocationApi.listLoads);
  const rms = (loads.data?.rows ?? []).map((one) => ({
    value: one.staffNo,
    label: `${one.name} ${one.staffNo} · ${one.unitName}`,
  }));
  const search = { showSearch: { optionFilterProp: 'label' }, loading: loads.isPending } as const;
  const text = (name: 'headStaffNo' | 'deputyStaffNo') => (
    <Input
      aria-label={t(`allocation.field.${name}`)}
      value={wanted[name] ?? ''}
      onChange={(event) => change({ [name]: event.target.value.trim() || null })}
    />
  );
  return (
    <div className="kj-deed-form">
      {customers === null ? (
        <Labelled name="allocation.field.giver">
          <Select
            {...search}
            aria-label={t('allocation.field.giver')}
            value={wanted.fromStaffNo ?? null}
            options={rms}
            onChange={(fromStaffNo: string) => change({ fromStaffNo, byHand: [] })}
          />
        </Labelled>
      ) : (
        <Labelled name="allocation.field.customers">
          <span>{t('allocation.deed_chosen', { customers: customers.length })}</span>
        </Labelled>
      )}
      <Labelled name="allocation.field.receiverNos">
        <Select
          {...search}
          mode="multiple"
          aria-label={t('allocation.field.receiverNos')}
          value={[...(wanted.receiverNos ?? [])]}
          options={rms.filter((one) => one.value !== wanted.fromStaffNo)}
          onChange={(receiverNos: string[]) => change({ receiverNos, byHand: [] })}
        />
      </Labelled>
      <Labelled name="allocation.field.way">
        <Select
          aria-label={t('allocation.field.way')}
          value={wanted.way ?? null}
          options={spreadWays.map((way) => ({ value: way, label: t(`allocation.way.${way}`) }))}
          onChange={(way: Wanted['way']) => change({ way })}
        />
      </Labelled>
      <Labelled name="allocation.field.cause">
        <Select
          aria-label={t('allocation.field.cause')}
          value={wanted.cause ?? null}
          options={deedCauses.map((one) => ({ value: one, label: t(`allocation.cause.${one}`) }))}
          onChange={(cause: Wanted['cause']) => change({ cause, leaveMonths: null })}
        />
      </Labelled>
      {wanted.cause === 'leave' ? (
        <Labelled name="allocation.field.leaveMonths">
          <InputNumber
            aria-label={t('allocation.field.leaveMonths')}
            min={1}
            max={60}
            precision={0}
            value={wanted.leaveMonths ?? null}
            onChange={(leaveMonths) => change({ leaveMonths })}
          />
        </Labelled>
      ) : null}
      <Labelled name="allocation.field.effectiveDay">
        <DayInput
          label={t('allocation.field.effectiveDay')}
          value={wanted.effectiveDay}
          onChange={(next) => {
            if (next !== undefined) change({ effectiveDay: next });
          }}
        />
      </Labelled>
      <Labelled name="allocation.field.headStaffNo">{text('headStaffNo')}</Labelled>
      <Labelled name="allocation.field.deputyStaffNo">{text('deputyStaffNo')}</Labelled>
      <Labelled name="allocation.field.note">
        <Input
          aria-label={t('allocation.field.note')}
          value={wanted.note ?? ''}
          maxLength={500}
          onChange={(event) => change({ note: event.target.value })}
        />
      </Labelled>
    </div>
  );
}

function Labelled(props: { readonly name: PhraseKey; readonly children: ReactNode }) {
  const { t } = useSay();
  return (
    <div className="kj-deed-field">
      <span className="kj-quiet">{t(props.name)}</span>
      {props.children}
    </div>
  );
}
