import './health.css';
import { healthApi } from '../../../server/platform/health/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Count, Instant, Missing } from '../../kit/figures.tsx';
import { instantWritten } from '../../kit/format.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { sizeWritten } from '../exports/size.ts';
import { StateMark, useFound, worstFirst } from './words.tsx';
import type { FindingRow, HealthAnswer } from './words.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

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
      <SmallTable
        rows={rows}
        keyOf={(row) => row.name}
        columns={[
          { title: t('health.tables.name'), render: (row) => row.name },
          {
            title: t('health.tables.rows'),
            figure: true,
            render: (row) => <Count value={row.rows} />,
          },
          {
            title: t('health.tables.bytes'),
            figure: true,
            render: (row) => sizeWritten(row.bytes),
          },
        ]}
      />
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
        <SmallTable
          rows={rows}
          keyOf={(row) => `${row.method} ${row.route}`}
          columns={[
            {
              title: t('health.routes.route'),
              render: (row) => (
                <>
                  {row.method} {row.route}
                </>
              ),
            },
            {
              title: t('health.routes.count'),
              figure: true,
              render: (row) => <Count value={row.count} />,
            },
            {
              title: t('health.routes.p95'),
              figure: true,
              render: (row) => row.p95Ms ?? '> 10000',
            },
          ]}
        />
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
        <SmallTable
          rows={rows}
          keyOf={(row) => `${row.file} ${row.madeAt}`}
          columns={[
            { title: t('health.backups.file'), render: (row) => row.file },
            { title: t('health.backups.at'), render: (row) => <Instant at={row.madeAt} /> },
            {
              title: t('health.backups.by'),
              render: (row) => (row.login === '' ? <Missing /> : row.login),
            },
            {
              title: t('health.tables.bytes'),
              figure: true,
              render: (row) => sizeWritten(row.bytes),
            },
          ]}
        />
      )}
    </Section>
  );
}
