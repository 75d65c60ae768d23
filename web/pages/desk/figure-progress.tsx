import { deskApi } from '../../../server/modules/desk/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Mark } from '../../kit/figures.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { Meter } from '../../kit/meter.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';

/** How many RMs have each figure of the running quarter that is entered by hand. */
export function FigureProgress() {
  const { t, locale } = useSay();
  const query = useRoute(deskApi.listFigureProgress);
  return (
    <Read query={query}>
      {({ quarter, rms, rows }) => {
        const written = quarterWritten(quarter, locale);
        const list = `/metric-figures?quarter=${quarter}`;
        if (rows.length === 0) {
          return (
            <NoDataYet
              words={t('desk.figures.none', { quarter: written })}
              next={<PageLink to={list}>{t('desk.figures.enter')}</PageLink>}
            />
          );
        }
        return (
          <>
            <p className="kj-quiet kj-desk-caption">{written}</p>
            <ul className="kj-lines">
              {rows.map((row) => (
                <li key={row.metric} className="kj-desk-meter">
                  <PageLink to={list}>{row.name[locale]}</PageLink>
                  {row.entered === 0 ? null : (
                    <PageLink to={`${list}&state=entered`}>
                      <Mark tone="warn">{t('desk.figures.waiting', { entered: row.entered })}</Mark>
                    </PageLink>
                  )}
                  <span className="kj-line-end">
                    <Meter
                      percent={rms === 0 ? 0 : (row.certified * 100) / rms}
                      tone={row.certified >= rms ? 'good' : 'warn'}
                      words={t('desk.figures.certified', { certified: row.certified, rms })}
                    />
                  </span>
                </li>
              ))}
            </ul>
          </>
        );
      }}
    </Read>
  );
}
