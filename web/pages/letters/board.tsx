import { letterStates, targetsApi } from '../../../server/modules/targets/contract.ts';
import type { LetterState } from '../../../server/modules/targets/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice, type Tone } from '../../kit/figures.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';
import { useYear, YearSelect } from '../targets/year-choice.tsx';

export const letterTones: Readonly<Record<LetterState, Tone>> = {
  issued: 'warn',
  rm_signed: 'calm',
  bank_signed: 'calm',
  locked: 'good',
  adopted: 'gold',
};

const columns = {
  issued: 'issued',
  rm_signed: 'rmSigned',
  bank_signed: 'bankSigned',
  locked: 'locked',
  adopted: 'adopted',
} as const satisfies Record<LetterState, string>;

/** Responsibility letters of a year: how far signing has come, unit by unit, and the letters. */
export function LettersPage() {
  const { t } = useSay();
  const go = useGo();
  const may = useMay();
  const choice = useYear();
  return (
    <Page title={t('targets.letter.title')} actions={<YearSelect choice={choice} />}>
      {may('targets.read_units') ? <Board year={choice.year} /> : null}
      <Section>
        <ContractTable
          key={choice.year}
          route={targetsApi.listLetters}
          module="targets"
          rowKey="letterId"
          hide={['letterId', 'year']}
          query={{ year: String(choice.year) }}
          hideFilters={['unitId']}
          columns={{
            state: {
              render: (row) => (
                <Choice module="targets" property="state" value={row.state} tones={letterTones} />
              ),
            },
          }}
          empty={{ words: t('targets.page.open_first') }}
          onOpen={(row) => go(`/letters/${row.letterId}`)}
        />
      </Section>
    </Page>
  );
}

function Board({ year }: { readonly year: number }) {
  const { t, tk } = useSay();
  const query = useRoute(targetsApi.readLetterBoard, { query: { year } });
  return (
    <Read query={query}>
      {({ rows }) => {
        const present = (state: LetterState) => rows.some((row) => row[columns[state]] > 0);
        return rows.length === 0 ? null : (
          <Section title={t('targets.letter.board')}>
            <SeriesChart
              title={t('targets.letter.board')}
              labels={rows.map((row) => row.unitName)}
              unit="count"
              lying
              stacked
              height={Math.min(640, 80 + rows.length * 26)}
              series={letterStates
                .filter((state) => state === 'locked' || present(state))
                .map((state) => ({
                  name: tk(`targets.state.${state}`),
                  values: rows.map((row) => String(row[columns[state]])),
                }))}
            />
          </Section>
        );
      }}
    </Read>
  );
}
