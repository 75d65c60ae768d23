import { Button, Input, Space } from 'antd';
import { useState } from 'react';
import { quarterOf } from '../../../core/period.ts';
import { day } from '../../../core/day.ts';
import { organisationApi } from '../../../server/modules/organisation/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Mark } from '../../kit/figures.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { PageLink, useGo } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';

/** The quarters of the bank: which are open, closed, sealed; one more can be opened. */
export function Quarters() {
  const { t, locale } = useSay();
  const may = useMay();
  const quarters = useRoute(organisationApi.listQuarters);
  return (
    <Page title={t('closing.title')} actions={may('closing.run') ? <ChooseQuarter /> : undefined}>
      <Section>
        <Read query={quarters}>
          {({ rows }) =>
            rows.length === 0 ? (
              <NoDataYet words={t('closing.no_quarter')} />
            ) : (
              <ul className="kj-lines">
                {rows.map((row) => (
                  <li key={row.quarter}>
                    <strong style={{ minWidth: 130 }}>
                      <PageLink to={`/quarters/${row.quarter}`}>
                        {quarterWritten(row.quarter, locale)}
                      </PageLink>
                    </strong>
                    <StateMarks state={row} />
                  </li>
                ))}
              </ul>
            )
          }
        </Read>
      </Section>
    </Page>
  );
}

interface State {
  readonly opened: boolean;
  readonly closed: boolean;
  readonly sealed: boolean;
  readonly backdated: boolean;
}

function StateMarks({ state }: { readonly state: State }) {
  const { t } = useSay();
  return (
    <span>
      {state.opened ? <Mark tone="calm">{t('closing.state.opened')}</Mark> : null}
      {state.closed ? <Mark tone="strong">{t('closing.state.closed')}</Mark> : null}
      {state.sealed ? <Mark tone="good">{t('closing.sealed_mark')}</Mark> : null}
      {state.backdated ? <Mark tone="warn">{t('closing.backdated')}</Mark> : null}
    </span>
  );
}

/** Leads to the page of any quarter, also one that nobody opened yet. */
function ChooseQuarter() {
  const { t } = useSay();
  const go = useGo();
  const { today } = useSession().bank;
  const [quarter, setQuarter] = useState<string>(() => quarterOf(day(today)));
  const fits = /^\d{4}Q[1-4]$/.test(quarter);
  const open = () => {
    if (fits) go(`/quarters/${quarter}`);
  };
  return (
    <Space.Compact>
      <Input
        aria-label={t('closing.choose')}
        title={t('closing.quarter_bad')}
        value={quarter}
        style={{ width: 100 }}
        {...(fits ? {} : { status: 'error' as const })}
        onPressEnter={open}
        onChange={(event) => setQuarter(event.target.value.trim().toUpperCase())}
      />
      <Button type="primary" disabled={!fits} onClick={open}>
        {t('closing.go')}
      </Button>
    </Space.Compact>
  );
}
