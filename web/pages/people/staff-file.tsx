import type { ReactNode } from 'react';
import { peopleApi } from '../../../server/modules/people/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useRoute } from '../../api/queries.ts';
import type { PhraseKey } from '../../i18n/phrases.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Choice, DayText, Mark, Missing, Money, Rate, Score } from '../../kit/figures.tsx';
import { PageLink, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { HandOverButton } from '../allocation/hand-over-button.tsx';
import { AwardsOfStaff } from '../rewards/of-staff.tsx';
import { levelTones, modeTones } from './level.ts';
import { SmallTable } from '../../kit/small-table.tsx';

type StaffFileOf = AnswerOf<typeof peopleApi.readStaff>;
type Rights = NonNullable<StaffFileOf['rights']>;

/** The file of one person: where he stands, his grades, and what the present grade may do. */
export function StaffFile() {
  const { t } = useSay();
  const staffId = usePathWord('staffId');
  const staff = useRoute(peopleApi.readStaff, { params: { staffId } });
  return (
    <Page
      title={staff.data?.name ?? t('people.staff.file')}
      {...(staff.data === undefined ? {} : { note: staff.data.staffNo })}
      trail={[{ title: t('people.staff.title'), to: '/staff' }]}
      actions={
        staff.data?.isRm === true ? <HandOverButton fromStaffNo={staff.data.staffNo} /> : null
      }
    >
      <Read query={staff} rows={8}>
        {(file) => (
          <>
            <Person file={file} />
            <GradeHistory grades={file.grades} />
            <AwardsOfStaff staffId={staffId} />
            {file.rights === null ? null : <GradeRights rights={file.rights} />}
          </>
        )}
      </Read>
    </Page>
  );
}

function Person({ file }: { readonly file: StaffFileOf }) {
  const { t } = useSay();
  return (
    <Section>
      <Terms
        terms={[
          ['people.field.unitName', file.unitPath.join(' › ')],
          [
            'people.field.level',
            file.level === null ? (
              t('people.staff.ungraded')
            ) : (
              <span key="level" className="kj-bar">
                <Choice module="people" property="level" value={file.level} tones={levelTones} />
                <Choice module="people" property="sequence" value={file.sequence} />
              </span>
            ),
          ],
          ['people.field.step', file.step ?? '—'],
          ['people.field.isRm', t(file.isRm ? 'web.yes' : 'web.no')],
          ['people.field.hiredOn', <DayText key="hired" day={file.hiredOn} />],
          ['people.field.leftOn', <DayText key="left" day={file.leftOn} />],
        ]}
      />
    </Section>
  );
}

function GradeHistory({ grades }: { readonly grades: StaffFileOf['grades'] }) {
  const { t } = useSay();
  return (
    <Section title={t('people.staff.grades')}>
      {grades.length === 0 ? (
        <NoDataYet />
      ) : (
        <SmallTable
          rows={grades}
          keyOf={(grade) => grade.fromDay}
          columns={[
            {
              title: t('people.field.fromDay'),
              names: true,
              render: (grade) => <DayText day={grade.fromDay} />,
            },
            {
              title: t('people.field.untilDay'),
              render: (grade) => <DayText day={grade.untilDay} />,
            },
            {
              title: t('people.field.sequence'),
              render: (grade) => (
                <Choice module="people" property="sequence" value={grade.sequence} />
              ),
            },
            {
              title: t('people.field.level'),
              render: (grade) => (
                <Choice module="people" property="level" value={grade.level} tones={levelTones} />
              ),
            },
            { title: t('people.field.step'), render: (grade) => grade.step },
            {
              title: t('people.field.reason'),
              render: (grade) => (grade.reason === '' ? <Missing /> : grade.reason),
            },
          ]}
        />
      )}
    </Section>
  );
}

function GradeRights({ rights }: { readonly rights: Rights }) {
  const { t, tk } = useSay();
  const places = (count: number) => t('people.staff.capacity', { count });
  return (
    <Section
      title={t('people.staff.rights', { no: rights.versionNo })}
      extra={<PageLink to="/policies/grade_matrix">{t('policy.document')}</PageLink>}
    >
      <h3>{t('people.staff.serves')}</h3>
      <p className="kj-bar">
        {Object.entries(rights.serves).map(([customer, mode]) => (
          <Mark key={customer} tone={modeTones[mode] ?? 'calm'}>
            {tk(`people.serves.${customer}`)} · {tk(`people.mode.${mode}`)}
          </Mark>
        ))}
      </p>
      <Terms
        terms={[
          ['people.field.capacityCorporate', places(rights.capacityCorporate)],
          ['people.field.capacityIndividual', places(rights.capacityIndividual)],
          [
            'people.field.quotaFenPerMonth',
            <Money key="quota" fen={rights.quotaFenPerMonth} exact />,
          ],
          ['people.field.allowanceRate', <Rate key="rate" millionths={rights.allowanceRate} />],
          ['people.field.priceAuthority', <Rate key="bp" millionths={rights.priceAuthority} />],
          ['people.field.feeDiscount', <Rate key="fee" millionths={rights.feeDiscount} />],
          [
            'people.field.deadlineFactor',
            <Score key="factor" millionths={rights.deadlineFactor} />,
          ],
          ['people.field.information', tk(`people.information.${rights.information}`)],
          ['people.field.queuePriority', rights.queuePriority],
          ['people.field.trainingTiers', rights.trainingTiers.join(' / ')],
          ['people.field.trainingShare', <Rate key="train" millionths={rights.trainingShare} />],
        ]}
      />
    </Section>
  );
}

function Terms({ terms }: { readonly terms: readonly (readonly [PhraseKey, ReactNode])[] }) {
  const { t } = useSay();
  return (
    <dl className="kj-grid kj-terms">
      {terms.map(([key, value]) => (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
