import { competenceApi } from '../../../server/modules/assessment/contract.ts';
import type { CompetenceResult } from '../../../server/modules/assessment/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Explained } from '../../kit/explained.tsx';
import { Score } from '../../kit/figures.tsx';
import { scoreShort } from '../../kit/format.ts';
import { Page, Section } from '../../kit/page.tsx';
import { Forms } from './forms.tsx';
import { Reviews } from './reviews.tsx';

/** Competence review: what waits for me, results in my scope, and for HR the rounds. */
export function Competence() {
  const { t } = useSay();
  const may = useMay();
  const reviews = useRoute(competenceApi.listReviews);
  const waiting = (reviews.data?.rows ?? []).reduce((sum, row) => sum + row.waiting, 0);
  const running = (reviews.data?.rows ?? []).some((row) => row.closedOn === null);
  return (
    <Page title={t('assessment.competence.title')} watermark>
      {running ? (
        <Section title={t('assessment.competence.forms', { waiting })}>
          <Forms />
        </Section>
      ) : null}
      {may('assessment.run_review') ? <Reviews query={reviews} /> : null}
      <Section title={t('assessment.competence.results')}>
        <Results />
      </Section>
    </Page>
  );
}

function Results() {
  const { t } = useSay();
  return (
    <ContractTable
      route={competenceApi.listCompetenceResults}
      module="assessment"
      rowKey="staffId"
      only={['name', 'period', 'unitName', 'raters', 'total', 'dimensions']}
      hideFilters={['reviewId']}
      empty={{ words: t('assessment.competence.no_results') }}
      columns={{
        total: { title: t('assessment.competence.total'), render: (row) => <Total row={row} /> },
        dimensions: { render: (row) => <Dimensions row={row} /> },
      }}
    />
  );
}

/** The score opens to how it came about; without enough raters it says so. */
function Total({ row }: { readonly row: CompetenceResult }) {
  const { t } = useSay();
  return (
    <Explained
      module="assessment"
      title={`${row.name} · ${row.period}`}
      explanation={row.explanation}
    >
      {row.total === null ? (
        t('assessment.competence.no_total')
      ) : (
        <strong>
          <Score millionths={row.total} />
        </strong>
      )}
    </Explained>
  );
}

function Dimensions({ row }: { readonly row: CompetenceResult }) {
  const { named } = useSay();
  const words = row.dimensions.map((one) => `${named(one.name)} ${scoreShort(one.score)}`);
  return words.join(' · ') || '—';
}
