import { deskApi } from '../../../server/modules/desk/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { Change } from '../../kit/change.tsx';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice, Money, Score } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';

interface Props {
  readonly asked: { readonly quarter?: string; readonly unitId?: string };
}

/** RMs by score or contribution, best or last first by the column's head, page by page. */
export function Ranking({ asked }: Props) {
  const { t } = useSay();
  return (
    <ContractTable
      route={deskApi.listRanking}
      module="desk"
      rowKey="staffId"
      keepIn="here"
      query={asked}
      only={['name', 'unitName', 'score', 'contribution']}
      hideFilters={['quarter', 'unitId']}
      columns={{
        name: {
          render: (row) => (
            <>
              <PageLink to={`/staff/${row.staffId}`}>{row.name}</PageLink>{' '}
              <span className="kj-quiet">
                <Choice module="people" property="level" value={row.level} />
              </span>
            </>
          ),
        },
        score: {
          render: (row) => (
            <>
              <PageLink to={`/sheets/${row.sheetId}`}>
                <Score millionths={row.score} />
              </PageLink>
              <br />
              <Change label={t('web.change.quarter')} now={row.score} base={row.scoreBefore} />
            </>
          ),
        },
        contribution: {
          render: (row) => (
            <>
              <Money fen={row.contribution} />
              <br />
              <Change
                label={t('web.change.year')}
                now={row.contribution}
                base={row.contributionYearAgo}
              />{' '}
              <Change
                label={t('web.change.quarter')}
                now={row.contribution}
                base={row.contributionBefore}
              />
            </>
          ),
        },
      }}
      empty={{ words: t('desk.no_rms') }}
    />
  );
}
