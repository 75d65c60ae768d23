import { auditApi } from '../../../server/platform/audit/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice, Instant } from '../../kit/figures.tsx';
import { Page, Section } from '../../kit/page.tsx';

const tones = { right: 'warn', sight: 'calm' } as const;

/** Requests that were refused for lack of right or sight, by account, route and day. */
export function Refusals() {
  const { t } = useSay();
  return (
    <Page title={t('audit.refusals')} note={t('audit.refusals.note')} watermark>
      <Section>
        <ContractTable
          route={auditApi.listRefusals}
          module="audit"
          rowKey="refusalId"
          only={['lastAt', 'login', 'kind', 'method', 'route', 'refused', 'firstAt']}
          columns={{
            lastAt: { render: (row) => <Instant at={row.lastAt} /> },
            login: {
              render: (row) => (row.name === null ? row.login : `${row.name} (${row.login})`),
            },
            kind: {
              render: (row) => (
                <Choice module="audit" property="kind" value={row.kind} tones={tones} />
              ),
            },
            route: { render: (row) => <span className="kj-cut">{row.route}</span> },
            firstAt: { render: (row) => <Instant at={row.firstAt} /> },
          }}
          searchLabel={t('audit.refusals.search')}
        />
      </Section>
    </Page>
  );
}
