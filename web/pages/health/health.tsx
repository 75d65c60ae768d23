import './health.css';
import { healthApi } from '../../../server/platform/health/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Count, Instant, Missing } from '../../kit/figures.tsx';
import { instantWritten } from '../../kit/format.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { Wide } from '../../kit/wide.tsx';
import { sizeWritten } from '../exports/size.ts';
import { StateMark, useFound, worstFirst } from './words.tsx';
import type { FindingRow, HealthAnswer } from './words.tsx';

const everyMs = 30_000;

/** Each check in words and colour with what to do next, and the figures behind them. */
export function Health() {
  const { t, locale } = useSay();
  const query = useRoute(healthApi.readHealth, {}, { every: everyMs });
  const at = query.data?.checkedAt;
  return (
    <Page
      title={t('health.title')}
      note={at === undefined ? '' : t('health.note', { at: instantWritten(at, locale) })}
      actions={<PageLink to="/policies/health">{t('health.policy_link')}</PageLink>}
    >
      <Read query={query}>
        {(answer) => (
          <div className="kj-stack">
            <Section title={t('health.checks')} extra={<StateMark state={answer.state} />}>
              <ul className="kj-health">
                {worstFirst(answer.findings).map((finding) => (
                  <Check key={finding.check} finding={finding} />
                ))}
              </ul>
            </Section>
            <Tables rows={answer.tables} />
            <Routes rows={answer.routes} />
            <Backups rows={answer.backups} />
          </div>
        )}
      </Read>
    </Page>
  );
}

function Check({ finding }: { readonly finding: FindingRow }) {
  const { t, tk } = useSay();
  const foundOf = useFound();
  const { check, state, since } = finding;
  const wantsDeed = state === 'warn' || state === 'bad';
  return (
    <li>
      <strong>{t(`health.check.${check}`)}</strong>
      <span>
        <StateMark state={state} />
      </span>
      <div>
        <div className="kj-health-found">{foundOf(finding)}</div>
        {wantsDeed ? <div>{tk(`health.next.${check}`)}</div> : null}
        {wantsDeed && since !== null ? (
          <div className="kj-quiet">
            {t('health.since')} <Instant at={since} />
          </div>
        ) : null}
      </div>
    </li>
  );
}

function Tables({ rows }: { readonly rows: HealthAnswer['tables'] }) {
  const { t } = useSay();
  return (
    <Section title={t('health.tables')}>
      <Wide>
        <table className="kj-plain">
          <thead>
            <tr>
              <th scope="col">{t('health.tables.name')}</th>
              <th scope="col" className="kj-figure">
                {t('health.tables.rows')}
              </th>
              <th scope="col" className="kj-figure">
                {t('health.tables.bytes')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <td>{row.name}</td>
                <td className="kj-figure">
                  <Count value={row.rows} />
                </td>
                <td className="kj-figure">{sizeWritten(row.bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </Section>
  );
}

function Routes({ rows }: { readonly rows: HealthAnswer['routes'] }) {
  const { t } = useSay();
  return (
    <Section title={t('health.routes')}>
      {rows.length === 0 ? (
        <p className="kj-quiet">{t('health.routes.none')}</p>
      ) : (
        <Wide>
          <table className="kj-plain">
            <thead>
              <tr>
                <th scope="col">{t('health.routes.route')}</th>
                <th scope="col" className="kj-figure">
                  {t('health.routes.count')}
                </th>
                <th scope="col" className="kj-figure">
                  {t('health.routes.p95')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.method} ${row.route}`}>
                  <td>
                    {row.method} {row.route}
                  </td>
                  <td className="kj-figure">
                    <Count value={row.count} />
                  </td>
                  <td className="kj-figure">{row.p95Ms ?? '> 10000'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </Section>
  );
}

function Backups({ rows }: { readonly rows: HealthAnswer['backups'] }) {
  const { t } = useSay();
  return (
    <Section title={t('health.backups')}>
      {rows.length === 0 ? (
        <p className="kj-quiet">{t('health.backups.none')}</p>
      ) : (
        <Wide>
          <table className="kj-plain">
            <thead>
              <tr>
                <th scope="col">{t('health.backups.file')}</th>
                <th scope="col">{t('health.backups.at')}</th>
                <th scope="col">{t('health.backups.by')}</th>
                <th scope="col" className="kj-figure">
                  {t('health.tables.bytes')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.file} ${row.madeAt}`}>
                  <td>{row.file}</td>
                  <td>
                    <Instant at={row.madeAt} />
                  </td>
                  <td>{row.login === '' ? <Missing /> : row.login}</td>
                  <td className="kj-figure">{sizeWritten(row.bytes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </Section>
  );
}
