import { Select } from 'antd';
import { useState } from 'react';
import { productsApi } from '../../../server/modules/products/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { DayInput } from '../../kit/day-input.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { DayText } from '../../kit/figures.tsx';
import { Read } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';

/** The curves in force on a chosen day, by tenor. */
export function FtpCurves() {
  const { t } = useSay();
  const { today } = useSession().bank;
  const [on, setOn] = useState<string>(today);
  const curves = useRoute(productsApi.readFtpCurves, { query: { on } }, { keep: true });
  return (
    <Read query={curves} rows={8}>
      {({ rows, changes }) => {
        const tenors = [...new Set(rows.map((row) => row.tenorDays))].toSorted((a, b) => a - b);
        const names = [...new Set(rows.map((row) => row.curve))];
        const sources = [...new Set(rows.map((row) => row.source))].join('; ');
        const priceOf = new Map(rows.map((row) => [`${row.curve} ${row.tenorDays}`, row.rate]));
        return (
          <>
            <div className="kj-bar">
              <label htmlFor="ftp-on">{t('products.on')}</label>
              <DayInput id="ftp-on" value={on} onChange={(next) => setOn(next ?? today)} />
              <Select
                aria-label={t('products.field.fromDay')}
                value={null}
                placeholder={t('products.field.fromDay')}
                style={{ minWidth: 160 }}
                options={changes.map((day) => ({ value: day, label: day }))}
                onChange={(day: string) => setOn(day)}
              />
              <span className="kj-quiet">
                {t('products.field.source')}: {sources === '' ? '—' : sources} ·{' '}
                <DayText day={on} />
              </span>
            </div>
            {rows.length === 0 ? (
              <NoDataYet words={t('products.no_curve')} />
            ) : (
              <SeriesChart
                title={t('products.ftp')}
                unit="rate"
                height={360}
                labels={tenors.map((days) => t('products.days', { days }))}
                series={names.map((name) => ({
                  name,
                  kind: 'line' as const,
                  values: tenors.map((days) => priceOf.get(`${name} ${days}`) ?? null),
                }))}
              />
            )}
          </>
        );
      }}
    </Read>
  );
}
