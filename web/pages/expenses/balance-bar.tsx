import { useSay } from '../../i18n/say.ts';
import { Money } from '../../kit/figures.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

interface Balance {
  readonly granted: string;
  readonly reserved: string;
  readonly used: string;
  readonly expired: string;
  readonly left: string;
}

const parts = ['left', 'reserved', 'used', 'expired'] as const;

/** What was granted, as one bar: left, reserved, used and expired are the whole, to the fen. */
export function BalanceBar({ balance }: { readonly balance: Balance }) {
  const { t } = useSay();
  const whole = BigInt(balance.granted);
  const width = (part: (typeof parts)[number]) =>
    whole === 0n ? 0 : Number.parseInt(String((BigInt(balance[part]) * 1000n) / whole), 10) / 10;
  return (
    <>
      <div className="kj-figure" style={{ fontSize: 28, fontWeight: 600 }}>
        <Money fen={balance.left} />
      </div>
      <div className="kj-quiet">
        {t('expenses.of_granted')} <Money fen={balance.granted} />
      </div>
      <div className="kj-balance" aria-hidden="true">
        {parts.map((part) => (
          <span key={part} className={`kj-balance-${part}`} style={{ width: `${width(part)}%` }} />
        ))}
      </div>
      <SmallTable
        rows={parts}
        keyOf={(part) => part}
        columns={[
          {
            names: true,
            render: (part) => (
              <>
                <span className={`kj-balance-dot kj-balance-${part}`} aria-hidden="true" />
                {t(`expenses.balance.${part}`)}
              </>
            ),
          },
          { figure: true, render: (part) => <Money fen={balance[part]} exact /> },
        ]}
      />
    </>
  );
}
