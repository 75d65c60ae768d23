import { competenceApi } from '../../../server/modules/assessment/contract.ts';
import type { RaterRow } from '../../../server/modules/assessment/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { ContractForm } from '../../kit/contract-form.tsx';
import { Choice, Mark } from '../../kit/figures.tsx';
import { Read } from '../../kit/page.tsx';

interface Props {
  readonly reviewId: string;
  readonly staffNo: string;
}

/** The raters of one RM: who still waits, whom to excuse, whom to name besides. */
export function Raters({ reviewId, staffNo }: Props) {
  const { t } = useSay();
  const query = useRoute(competenceApi.listReviewRaters, {
    params: { reviewId },
    query: { staffNo },
  });
  return (
    <div className="kj-stack">
      <Read query={query}>
        {({ rows }) => (
          <ul className="kj-lines">
            {rows.map((row) => (
              <Rater key={row.raterNo} reviewId={reviewId} staffNo={staffNo} row={row} />
            ))}
          </ul>
        )}
      </Read>
      <strong>{t('assessment.competence.name_rater')}</strong>
      <ContractForm
        key={query.dataUpdatedAt}
        route={competenceApi.nameRater}
        module="assessment"
        params={{ reviewId }}
        initial={{ staffNo }}
        fields={{ staffNo: { hidden: true } }}
        onDone={() => void query.refetch()}
      />
    </div>
  );
}

function Rater({ reviewId, staffNo, row }: Props & { readonly row: RaterRow }) {
  const { t } = useSay();
  const excuse = useCommand(competenceApi.excuseRater);
  return (
    <li style={{ alignItems: 'center' }}>
      <span style={{ flex: '1 1 200px' }}>
        <strong>{row.raterName}</strong>{' '}
        <span className="kj-quiet">
          {row.raterNo} · {row.raterUnit}
        </span>
      </span>
      <Choice module="assessment" property="side" value={row.side} />
      <span className="kj-line-end">
        {row.handedIn ? (
          <Mark tone="good">{t('assessment.competence.handed_in')}</Mark>
        ) : (
          <ConfirmButton
            label={t('assessment.competence.excuse')}
            title={t('assessment.competence.excuse_title', { name: row.raterName })}
            askReason
            onConfirm={(reason) =>
              excuse.mutateAsync({
                params: { reviewId },
                body: { staffNo, raterNo: row.raterNo, reason },
              })
            }
          />
        )}
      </span>
    </li>
  );
}
