import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSay } from '../i18n/say.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import type { BulkAction, BulkMeant } from './bulk-dialog.tsx';
import { CappedCount } from './figures.tsx';
import type { AnyRow } from './shape.ts';

export interface BulkWish {
  readonly actions: readonly BulkAction[];
  /** false: only ticked rows, never all that match. */
  readonly matching?: boolean;
  /** Verbs with a dialog of their own (a signature with its password), for the ticked rows. */
  readonly own?: (rows: readonly AnyRow[], done: () => void) => ReactNode;
}

interface BarProps extends BulkWish {
  readonly ticked: readonly string[];
  readonly rows: readonly AnyRow[];
  /** All rows of the page are ticked, and the list has more. */
  readonly wholePage: boolean;
  readonly total: { readonly count: number; readonly capped: boolean };
  readonly words: Readonly<Record<string, string>>;
  readonly all: boolean;
  readonly onAll: (all: boolean) => void;
  readonly onClear: () => void;
  /** Called after an act with the keys that were not done: they stay ticked. */
  readonly onDone: (left: readonly string[]) => void;
}

/** The bar over a list while rows are ticked: how many, the verbs, all that match. */
export function BulkBar(props: BarProps) {
  const { t } = useSay();
  const { ticked, all, actions } = props;
  const [doing, setDoing] = useState<BulkAction | null>(null);
  if (ticked.length === 0 && !all) return null;
  const meant: BulkMeant = all ? { matching: props.words } : { keys: ticked };
  return (
    <div className="kj-bulk" role="group" aria-label={t('web.bulk')}>
      <span aria-live="polite">
        {all ? (
          <>
            {t('web.bulk.all_chosen')} <CappedCount total={props.total} />
          </>
        ) : (
          t('web.bulk.chosen', { count: ticked.length })
        )}
      </span>
      {props.matching === false || all || !props.wholePage ? null : (
        <Button type="link" size="small" onClick={() => props.onAll(true)}>
          {t('web.bulk.choose_all')} <CappedCount total={props.total} />
        </Button>
      )}
      {actions.map((action) => (
        <Button
          key={action.key}
          size="small"
          icon={action.icon}
          danger={action.danger ?? false}
          type={action.primary === true ? 'primary' : 'default'}
          onClick={() => setDoing(action)}
        >
          {action.label}
        </Button>
      ))}
      {all ? null : props.own?.(props.rows, props.onClear)}
      <Button type="link" size="small" onClick={props.onClear}>
        {t('web.bulk.clear')}
      </Button>
      {doing === null ? null : (
        <BulkDialog
          action={doing}
          meant={meant}
          onClose={() => setDoing(null)}
          onDone={props.onDone}
        />
      )}
    </div>
  );
}
