import { Input } from 'antd';
import { useState } from 'react';
import { allocationApi } from '../../../server/modules/allocation/contract.ts';
import type { HandoverPreview } from '../../../server/modules/allocation/contract.ts';
import { useCommand } from '../../api/queries.ts';
import { useSession } from '../../api/session.ts';
import type { BodyOf } from '../../api/client.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { ContractForm } from '../../kit/contract-form.tsx';
import { forgetForm } from '../../kit/draft.tsx';
import { Count, Mark } from '../../kit/figures.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { HandedCustomers, MoveCounts } from './handover-parts.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

const draftName = 'hand-over';
type Wanted = BodyOf<typeof allocationApi.proposeHandover>;

/** Proposing a hand-over: who, what and why; then a preview of what moves; then the proposal. */
export function NewHandover() {
  const { t } = useSay();
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [preview, setPreview] = useState<HandoverPreview | null>(null);
  return (
    <Page
      title={t('allocation.handover_new')}
      trail={[{ title: t('allocation.handovers'), to: '/allocation?tab=handovers' }]}
    >
      <Section>
        <ContractForm
          route={allocationApi.previewHandover}
          module="allocation"
          fields={{
            customerNos: { render: (value, change, id) => numbersInput(value, change, id) },
            note: { lines: 2 },
          }}
          submit={t('allocation.handover_preview')}
          draft={{ name: draftName, title: t('allocation.handover_new'), goesOn: true }}
          onDone={(answer, sent) => {
            setWanted(sent);
            setPreview(answer);
          }}
        />
      </Section>
      {preview === null || wanted === null ? null : <Preview preview={preview} wanted={wanted} />}
    </Page>
  );
}

/** Customer numbers, one a line or parted by commas; empty means all. */
function numbersInput(value: unknown, change: (next: unknown) => void, id: string) {
  return (
    <Input.TextArea
      id={id}
      rows={3}
      defaultValue={Array.isArray(value) ? value.join('\n') : ''}
      onChange={(event) => {
        const numbers = event.target.value.split(/[\s,，、;；]+/).filter((one) => one !== '');
        change(numbers.length === 0 ? null : numbers);
      }}
    />
  );
}

function Preview(props: { readonly preview: HandoverPreview; readonly wanted: Wanted }) {
  const { t } = useSay();
  const go = useGo();
  const propose = useCommand(allocationApi.proposeHandover);
  const { accountId } = useSession().account;
  const { preview, wanted } = props;
  const { counts } = preview;
  const over = preview.receivers.filter(
    (one) =>
      (one.corporateAdded > 0 && one.corporate + one.corporateAdded > one.corporateMax) ||
      (one.individualAdded > 0 && one.individual + one.individualAdded > one.individualMax),
  );
  return (
    <>
      <Section
        title={t('allocation.handover_preview')}
        extra={
          <ConfirmButton
            primary
            size="medium"
            label={t('allocation.handover_propose')}
            title={t('allocation.handover_propose')}
            consequence={t('allocation.handover_propose_note', counts)}
            onConfirm={async () => {
              const made = await propose.mutateAsync({ body: wanted });
              await forgetForm(accountId, draftName);
              go(`/allocation/hand-overs/${made.id}`);
            }}
          />
        }
      >
        <MoveCounts counts={counts} />
        <ul className="kj-lines">
          {preview.needApproval === 0 ? null : (
            <li>
              <Mark tone="warn">
                {t('allocation.handover_need_approval', { customers: preview.needApproval })}
              </Mark>
            </li>
          )}
          {preview.notServed === 0 ? null : (
            <li>
              <Mark tone="bad">
                {t('allocation.handover_not_served', { customers: preview.notServed })}
              </Mark>
            </li>
          )}
          {over.map((one) => (
            <li key={one.name}>
              <Mark tone="bad">{t('allocation.handover_over', { name: one.name })}</Mark>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('allocation.handover_receivers')}>
        <Receivers preview={preview} />
      </Section>
      <Section title={t('allocation.handover_customers')}>
        <HandedCustomers rows={preview.customers} />
      </Section>
    </>
  );
}

function Receivers({ preview }: { readonly preview: HandoverPreview }) {
  const { t } = useSay();
  return (
    <SmallTable
      rows={preview.receivers}
      keyOf={(one) => one.name}
      columns={[
        {
          names: true,
          render: (one) => (
            <>
              {one.name} <span className="kj-quiet">{one.staffNo}</span>
            </>
          ),
        },
        ...(['corporate', 'individual'] as const).map((kind) => ({
          render: (one: (typeof preview.receivers)[number]) => (
            <>
              {t(`allocation.field.${kind}`)} <Count value={one[kind]} /> +{' '}
              <Count value={one[`${kind}Added`]} /> / <Count value={one[`${kind}Max`]} />
            </>
          ),
        })),
      ]}
    />
  );
}
