import { allocationApi } from '../../../server/modules/allocation/contract.ts';
import type {
  HandoverCustomerRow,
  HandoverMoves,
  HandoverState,
} from '../../../server/modules/allocation/contract.ts';
import { useCommand } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { Choice, Count, type Tone } from '../../kit/figures.tsx';
import { Tile, Tiles } from '../../kit/tiles.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

export const handoverTones: Readonly<Record<HandoverState, Tone>> = {
  proposed: 'warn',
  accepted: 'calm',
  effected: 'good',
  declined: 'bad',
  withdrawn: 'calm',
};

export const moveTones: Readonly<Record<HandoverMoves, Tone>> = {
  both: 'strong',
  custody: 'gold',
  nothing: 'calm',
};

export const modeTones = {
  alone: 'good',
  with_approval: 'warn',
  assist: 'bad',
  none: 'bad',
} as const;

/** How many customers move how. */
export function MoveCounts(props: { readonly counts: Readonly<Record<HandoverMoves, number>> }) {
  const { t } = useSay();
  return (
    <Tiles>
      {(['both', 'custody', 'nothing'] as const).map((moves) => (
        <Tile key={moves} label={t(`allocation.moves.${moves}`)}>
          <Count value={props.counts[moves]} />
        </Tile>
      ))}
    </Tiles>
  );
}

/** What moves of each customer, to whom, and why. */
export function HandedCustomers(props: { readonly rows: readonly HandoverCustomerRow[] }) {
  const { t, tk } = useSay();
  return (
    <SmallTable
      rows={props.rows}
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
        {
          title: t('allocation.field.moves'),
          render: (row) => (
            <Choice module="allocation" property="moves" value={row.moves} tones={moveTones} />
          ),
        },
        { title: t('allocation.field.rule'), render: (row) => tk(row.rule) },
        { title: t('allocation.field.receiverName'), render: (row) => row.receiverName },
        {
          title: t('allocation.field.mode'),
          render: (row) =>
            row.moves === 'nothing' ? null : (
              <Choice module="allocation" property="mode" value={row.mode} tones={modeTones} />
            ),
        },
      ]}
    />
  );
}

/** Takes a hand-over back that nobody has answered yet. */
export function Withdraw(props: {
  readonly handoverId: string;
  readonly handoverNo: string;
  readonly customers: number;
}) {
  const { t } = useSay();
  const withdraw = useCommand(allocationApi.withdrawHandover);
  const { handoverId, handoverNo: no, customers } = props;
  return (
    <ConfirmButton
      size="medium"
      label={t('allocation.handover_withdraw')}
      title={t('allocation.handover_withdraw')}
      consequence={t('allocation.handover_withdraw_note', { no, customers })}
      onConfirm={() => withdraw.mutateAsync({ params: { handoverId } })}
    />
  );
}
