import { Segmented, Select } from 'antd';
import { useState } from 'react';
import { targetLevels, targetsApi } from '../../../server/modules/targets/contract.ts';
import type { TargetLevel } from '../../../server/modules/targets/contract.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { useGo } from '../../kit/page-link.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { OfStaff } from './of-staff.tsx';
import { UnitPlan } from './unit-plan.tsx';
import { useYear, YearSelect } from './year-choice.tsx';

/** Targets of a year: a leader sees plan, sum and gap and his RMs; an RM sees his own. */
export function TargetsPage() {
  const { t, locale } = useSay();
  const may = useMay();
  const go = useGo();
  const { staffId } = useSession();
  const choice = useYear();
  const [quarter, setQuarter] = useState('');
  const [level, setLevel] = useState<TargetLevel>('target');
  const leads = may('targets.read_units');
  return (
    <Page title={t('targets.page.title')} actions={<YearSelect choice={choice} />}>
      {leads ? (
        <>
          <UnitPlan year={choice.year} />
          <Section title={t('targets.page.rms')}>
            <ContractTable
              key={`${choice.year}${quarter}${level}`}
              route={targetsApi.listTargets}
              module="targets"
              rowKey="staffId"
              hide={['staffId']}
              query={{
                year: String(choice.year),
                level,
                ...(quarter === '' ? {} : { quarter }),
              }}
              hideFilters={['quarter', 'unitId', 'level']}
              empty={{ words: t('targets.page.open_first') }}
              onOpen={(row) => go(`/targets/${row.staffId}`)}
              actions={
                <>
                  <Segmented
                    aria-label={t('targets.field.level')}
                    value={level}
                    onChange={setLevel}
                    options={targetLevels.map((value) => ({
                      value,
                      label: t(`targets.level.${value}`),
                    }))}
                  />
                  <Select
                    aria-label={t('targets.field.quarter')}
                    value={choice.opened.includes(quarter) ? quarter : ''}
                    onChange={setQuarter}
                    style={{ minWidth: 120 }}
                    options={[
                      { value: '', label: t('targets.page.year_whole') },
                      ...choice.opened.map((value) => ({
                        value,
                        label: quarterWritten(value, locale),
                      })),
                    ]}
                  />
                </>
              }
            />
          </Section>
        </>
      ) : staffId === null ? null : (
        <OfStaff staffId={staffId} year={choice.year} />
      )}
    </Page>
  );
}
