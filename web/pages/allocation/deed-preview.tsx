import { Select } from 'antd';
import type { ReactNode } from 'react';
import { allocationApi } from '../../../server/modules/allocation/contract.ts';
import type {
  DeedPreview,
  DeedReceiver,
  DeedRow,
} from '../../../server/modules/allocation/contract.ts';
import type { BodyOf } from '../../api/client.ts';
import { useSay } from '../../i18n/say.ts';
import { Why } from '../../kit/bulk-dialog.tsx';
import { Choice, Count, Mark, Money } from '../../kit/figures.tsx';
import { Section } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';
import { Tile, Tiles } from '../../kit/tiles.tsx';
import { modeTones, moveTones } from './handover-parts.tsx';
import { SmallTable } from '../../kit/small-table.tsx';
import { LoadChange } from './load-change.tsx';

type Wanted = BodyOf<typeof allocationApi.previewDeed>;
type ByHand = NonNullable<Wanted['byHand']>;

interface DeedTextProps {
  readonly preview: DeedPreview;
  readonly wanted: Wanted;
  readonly busy: boolean;
  readonly onHand: (byHand: ByHand) => void;
  readonly submit: ReactNode;
}

/** What a deed would do: sums, what stands against it, each receiver, each customer. */
export function DeedText({ preview, wanted, busy, onHand, submit }: DeedTextProps) {
  const { t } = useSay();
  return (
    <>
      <Section title={t('allocation.handover_preview')} extra={submit}>
        <Sums preview={preview} />
        <Against preview={preview} />
      </Section>
      <div className="kj-halves">
        <Section title={t('allocation.handover_receivers')}>
          <Receivers receivers={preview.receivers} />
        </Section>
        <Section title={t('allocation.deed_loads')}>
          <Loads receivers={preview.receivers} />
        </Section>
      </div>
      <Section title={t('allocation.deed_customers')}>
        <Customers preview={preview} wanted={wanted} busy={busy} onHand={onHand} />
      </Section>
    </>
  );
}

function Sums({ preview }: { readonly preview: DeedPreview }) {
  const { t } = useSay();
  const { counts, quarter } = preview;
  const staying = preview.staying.reduce((sum, one) => sum + one.customers, 0);
  return (
    <Tiles>
      <Tile label={t('allocation.deed_moving')}>
        <Count value={counts.both + counts.custody} />
      </Tile>
      <Tile
        label={t('allocation.deed_staying')}
        note={preview.staying
          .map((one) => `${t(`allocation.stays.${one.why}`)} ${one.customers}`)
          .join(' · ')}
      >
        <Count value={staying + counts.nothing} />
      </Tile>
      <Tile label={t('allocation.deed_handovers')}>
        <Count value={preview.handovers} />
      </Tile>
      <Tile
        label={t('allocation.deed_contribution')}
        note={quarter === null ? '' : t('allocation.deed_contribution_note', { quarter })}
      >
        <Money fen={preview.contribution} />
      </Tile>
    </Tiles>
  );
}

function Against({ preview }: { readonly preview: DeedPreview }) {
  const { t } = useSay();
  if (preview.violations.length === 0) {
    return (
      <p>
        <Mark tone="good">{t('allocation.deed_nothing_against')}</Mark>
      </p>
    );
  }
  return (
    <ul className="kj-lines" aria-label={t('allocation.deed_against')}>
      {preview.violations.map((one, at) => (
        <li key={`${one.code}${at}`}>
          <Mark tone={one.refuses ? 'bad' : 'warn'}>
            {t(one.refuses ? 'allocation.deed_refuses' : 'allocation.deed_warns')}
          </Mark>{' '}
          <Why code={one.code} params={one.params} />
        </li>
      ))}
    </ul>
  );
}

const kinds = ['corporate', 'individual'] as const;
const sum = (one: DeedReceiver, at: 'now' | 'adding') => one.corporate[at] + one.individual[at];

function Receivers({ receivers }: { readonly receivers: readonly DeedReceiver[] }) {
  const { t } = useSay();
  return (
    <SmallTable
      rows={receivers}
      keyOf={(one) => one.staffId}
      columns={[
        {
          title: t('allocation.field.receiverName'),
          names: true,
          render: (one) => (
            <>
              {one.name} <span className="kj-quiet">{one.staffNo}</span>
            </>
          ),
        },
        ...kinds.map((kind) => ({
          title: t(`allocation.field.${kind}`),
          render: (one: DeedReceiver) => (
            <LoadChange {...one[kind]} after={one[kind].now + one[kind].adding} />
          ),
        })),
        {
          title: t('allocation.mode.with_approval'),
          render: (one) => <Count value={one.withApproval} />,
        },
        {
          title: t('allocation.proposal_unfit'),
          render: (one) =>
            one.notServed === 0 ? (
              <Count value={0} />
            ) : (
              <Mark tone="bad">{String(one.notServed)}</Mark>
            ),
        },
        {
          title: t('allocation.deed_contribution'),
          render: (one) => <Money fen={one.contribution} />,
        },
      ]}
    />
  );
}

/** Customers led by each receiver before and after, beside what his grade holds. */
function Loads({ receivers }: { readonly receivers: readonly DeedReceiver[] }) {
  const { t } = useSay();
  const most = (one: DeedReceiver) =>
    one.corporate.max === null || one.individual.max === null
      ? null
      : String(one.corporate.max + one.individual.max);
  return (
    <SeriesChart
      lying
      title={t('allocation.deed_loads')}
      unit="count"
      height={Math.max(200, receivers.length * 60)}
      labels={receivers.map((one) => one.name)}
      series={[
        {
          name: t('allocation.deed_before'),
          values: receivers.map((one) => String(sum(one, 'now'))),
        },
        {
          name: t('allocation.deed_after'),
          values: receivers.map((one) => String(sum(one, 'now') + sum(one, 'adding'))),
        },
        { name: t('allocation.deed_cap'), values: receivers.map(most) },
      ]}
    />
  );
}

function Customers(props: Omit<DeedTextProps, 'submit'>) {
  const { t, tk } = useSay();
  const { preview } = props;
  return (
    <SmallTable
      rows={preview.rows}
      keyOf={(row) => row.customerId}
      columns={[
        {
          title: t('allocation.field.customerName'),
          names: true,
          render: (row) => (
            <>
              {row.customerName} <span className="kj-quiet">{row.customerNo}</span>
            </>
          ),
        },
        { title: t('allocation.field.fromName'), render: (row) => row.fromName },
        {
          title: t('allocation.field.receiverName'),
          render: (row) => <Receiver row={row} {...props} />,
        },
        {
          title: t('allocation.field.moves'),
          render: (row) =>
            row.moves === null ? null : (
              <Choice module="allocation" property="moves" value={row.moves} tones={moveTones} />
            ),
        },
        {
          title: t('allocation.field.mode'),
          render: (row) =>
            row.mode === null || row.moves === 'nothing' ? null : (
              <Choice module="allocation" property="mode" value={row.mode} tones={modeTones} />
            ),
        },
        { title: t('allocation.field.rule'), render: (row) => tk(row.why) },
      ]}
    />
  );
}

/** One customer's receiver can be changed by hand; the preview is asked anew. */
function Receiver(props: Omit<DeedTextProps, 'submit'> & { readonly row: DeedRow }) {
  const { t } = useSay();
  const { row, preview, wanted, busy, onHand } = props;
  return (
    <Select
      size="small"
      style={{ minWidth: 130 }}
      aria-label={t('allocation.deed_receiver_of', { customer: row.customerNo })}
      disabled={busy}
      value={row.toNo}
      popupMatchSelectWidth={false}
      options={preview.receivers.map((one) => ({ value: one.staffNo, label: one.name }))}
      onChange={(staffNo: string) =>
        onHand([
          ...(wanted.byHand ?? []).filter((one) => one.customerId !== row.customerId),
          { customerId: row.customerId, staffNo },
        ])
      }
    />
  );
}
