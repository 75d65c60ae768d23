import { Button, Drawer, Modal } from 'antd';
import { useState } from 'react';
import { competenceApi } from '../../../server/modules/assessment/contract.ts';
import type { ProgressRow, ReviewRow } from '../../../server/modules/assessment/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { ContractForm } from '../../kit/contract-form.tsx';
import { ContractTable } from '../../kit/contract-table.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { Choice, DayText, Mark } from '../../kit/figures.tsx';
import { Meter } from '../../kit/meter.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { Raters } from './raters.tsx';

type ReviewQuery = ReturnType<typeof useReviews>;
const useReviews = () => useRoute(competenceApi.listReviews);

/** For HR: the reviews with their progress; never a mark. */
export function Reviews({ query }: { readonly query: ReviewQuery }) {
  const { t } = useSay();
  const [opening, setOpening] = useState(false);
  const { today } = useSession().bank;
  return (
    <Section
      title={t('assessment.competence.reviews')}
      extra={
        <Button type="primary" onClick={() => setOpening(true)}>
          {t('assessment.competence.open')}
        </Button>
      }
    >
      <Read query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <NoDataYet words={t('assessment.competence.none')} />
          ) : (
            <div className="kj-stack">
              <ul className="kj-lines">
                {rows.map((row) => (
                  <Round key={row.reviewId} row={row} />
                ))}
              </ul>
              {rows
                .filter((row) => row.closedOn === null)
                .map((row) => (
                  <Progress key={row.reviewId} row={row} />
                ))}
            </div>
          )
        }
      </Read>
      {opening ? (
        <Modal
          open
          footer={null}
          title={t('assessment.competence.open')}
          onCancel={() => setOpening(false)}
        >
          <p className="kj-quiet">{t('assessment.competence.open_hint')}</p>
          <ContractForm
            route={competenceApi.openReview}
            module="assessment"
            initial={{ period: today.slice(0, 4) }}
            onDone={() => setOpening(false)}
            onCancel={() => setOpening(false)}
          />
        </Modal>
      ) : null}
    </Section>
  );
}

function Round({ row }: { readonly row: ReviewRow }) {
  const { t } = useSay();
  const close = useCommand(competenceApi.closeReview);
  const { wanted, done, rms } = row;
  const percent = wanted === null || wanted === 0 ? 0 : Math.round(((done ?? 0) * 100) / wanted);
  return (
    <li style={{ alignItems: 'center' }}>
      <strong style={{ minWidth: 84 }}>{row.period}</strong>
      <span style={{ flex: '1 1 260px' }}>
        <DayText day={row.openedOn} /> → <DayText day={row.dueOn} />{' '}
        {row.closedOn === null ? (
          <Mark tone={row.overdue ? 'bad' : 'strong'}>
            {t(row.overdue ? 'assessment.objection.overdue' : 'assessment.competence.running')}
          </Mark>
        ) : (
          <Mark tone="good">{t('assessment.competence.closed')}</Mark>
        )}
      </span>
      {wanted === null ? null : (
        <span style={{ minWidth: 160 }}>
          <Meter
            percent={percent}
            tone={percent === 100 ? 'good' : 'warn'}
            figure={`${done ?? 0}/${wanted}`}
            words={t('assessment.competence.rms', { rms: rms ?? 0 })}
          />
        </span>
      )}
      <span className="kj-line-end">
        {row.closedOn === null ? (
          <ConfirmButton
            label={t('assessment.competence.close')}
            title={t('assessment.competence.close')}
            consequence={<p>{t('assessment.competence.close_words')}</p>}
            onConfirm={() => close.mutateAsync({ params: { reviewId: row.reviewId } })}
          />
        ) : null}
      </span>
    </li>
  );
}

function Progress({ row }: { readonly row: ReviewRow }) {
  const { t } = useSay();
  const [open, setOpen] = useState<ProgressRow | null>(null);
  return (
    <>
      <ContractTable
        route={competenceApi.listReviewProgress}
        module="assessment"
        rowKey="staffId"
        keepIn="here"
        params={{ reviewId: row.reviewId }}
        only={['name', 'staffNo', 'unitName', 'raters', 'handedIn', 'enough']}
        columns={{
          enough: {
            render: (one) => (
              <Choice
                module="assessment"
                property="enough"
                value={one.enough ? 'yes' : 'no'}
                tones={{ yes: 'good', no: 'gold' }}
              />
            ),
          },
        }}
        onOpen={setOpen}
      />
      {open === null ? null : (
        <Drawer
          open
          size={520}
          title={t('assessment.competence.raters_of', { name: open.name })}
          onClose={() => setOpen(null)}
        >
          <Raters reviewId={row.reviewId} staffNo={open.staffNo} />
        </Drawer>
      )}
    </>
  );
}
