import { Button } from 'antd';
import { useState } from 'react';
import { importsApi } from '../../../server/platform/imports/contract.ts';
import type { OpenRule } from '../../../server/platform/imports/contract.ts';
import { useCommand } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { Count } from '../../kit/figures.tsx';
import { countWritten } from '../../kit/format.ts';
import { Section } from '../../kit/page.tsx';
import { MendMany } from './mend-many.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

interface Props {
  readonly params: { readonly batchId: string; readonly entity: string };
  readonly rules: readonly OpenRule[];
  readonly shown: Pick<OpenRule, 'code' | 'column'> | null;
  readonly onShow: (rule: Pick<OpenRule, 'code' | 'column'> | null) => void;
  readonly onChanged: () => void;
}

/** Faults by kind, the commonest first: show the rows of one, mend or give up all of them. */
export function MendRules({ params, rules, shown, onShow, onChanged }: Props) {
  const { t, tk, tp } = useSay();
  const [many, setMany] = useState<OpenRule | null>(null);
  const drop = useCommand(importsApi.dropMany);
  const isShown = (one: OpenRule) => shown?.code === one.code && shown.column === one.column;
  return (
    <Section title={t('imports.mend.rules')}>
      <p className="kj-quiet">{t('imports.mend.rules.note')}</p>
      <SmallTable
        rows={rules}
        keyOf={({ code, column }) => `${code} ${column}`}
        columns={[
          {
            title: t('imports.map.field'),
            names: true,
            render: ({ column }) =>
              column === ''
                ? t('imports.mend.whole_row')
                : tk(`imports.field_of.${column}`, column),
          },
          { title: t('imports.field.reason'), render: ({ code, params: said }) => tp(code, said) },
          {
            title: t('imports.mend.many.rows'),
            figure: true,
            render: (rule) => (
              <>
                <Count value={rule.rows} />
                {rule.edited === '0' ? null : (
                  <div className="kj-quiet">
                    {t('imports.mend.rule.edited', { edited: countWritten(rule.edited) })}
                  </div>
                )}
              </>
            ),
          },
          {
            title: t('web.table.actions'),
            render: (rule) => {
              const { code, column } = rule;
              const count = countWritten(rule.rows);
              return (
                <span className="kj-bar">
                  <Button
                    size="small"
                    aria-pressed={isShown(rule)}
                    onClick={() => onShow(isShown(rule) ? null : { code, column })}
                  >
                    {isShown(rule) ? t('imports.mend.rule.all') : t('imports.mend.rule.show')}
                  </Button>
                  {column === '' ? null : (
                    <Button size="small" onClick={() => setMany(rule)}>
                      {t('imports.mend.many')}
                    </Button>
                  )}
                  <ConfirmButton
                    danger
                    label={t('imports.mend.many.drop')}
                    title={t('imports.mend.many.drop.title', { rows: count })}
                    consequence={t('imports.mend.drop.consequence', { count })}
                    askReason
                    onConfirm={async (reason) => {
                      const body = { code, column, rows: rule.rows, reason };
                      await drop.mutateAsync({ params, body });
                      onChanged();
                    }}
                  />
                </span>
              );
            },
          },
        ]}
      />
      {many === null ? null : (
        <MendMany
          params={params}
          rule={many}
          onClose={() => setMany(null)}
          onDone={() => {
            setMany(null);
            onChanged();
          }}
        />
      )}
    </Section>
  );
}
