import { Select, Tabs } from 'antd';
import { organisationApi } from '../../../server/modules/organisation/contract.ts';
import { peopleApi } from '../../../server/modules/people/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice, Missing } from '../../kit/figures.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { HeadCounts } from './head-counts.tsx';
import { levelTones } from './level.ts';

/** Staff of the bank, and RMs present against the head-count quota. */
export function Staff() {
  const { t } = useSay();
  return (
    <Page title={t('people.staff.title')}>
      <Section>
        <Tabs
          destroyOnHidden
          items={[
            { key: 'staff', label: t('people.staff.title'), children: <StaffList /> },
            { key: 'posts', label: t('people.head_count.title'), children: <HeadCounts /> },
          ]}
        />
      </Section>
    </Page>
  );
}

function StaffList() {
  const { t } = useSay();
  const go = useGo();
  return (
    <ContractTable
      route={peopleApi.listStaff}
      module="people"
      rowKey="staffId"
      searchLabel={t('people.staff.search')}
      only={['staffNo', 'name', 'unitName', 'level', 'sequence', 'step', 'hiredOn', 'leftOn']}
      columns={{
        level: {
          render: (row) =>
            row.level === null ? (
              row.isRm ? (
                <span className="kj-quiet">{t('people.staff.ungraded')}</span>
              ) : (
                <Missing />
              )
            ) : (
              <Choice module="people" property="level" value={row.level} tones={levelTones} />
            ),
        },
      }}
      filters={{ unitId: unitFilter }}
      onOpen={(row) => go(`/staff/${row.staffId}`)}
    />
  );
}

function unitFilter(value: string | undefined, change: (next: string | undefined) => void) {
  return <UnitChoice value={value} change={change} />;
}

function UnitChoice(props: {
  readonly value: string | undefined;
  readonly change: (next: string | undefined) => void;
}) {
  const { t } = useSay();
  const units = useRoute(organisationApi.listUnits, {}, { staleTime: 60_000 });
  return (
    <Select
      allowClear
      value={props.value ?? null}
      aria-label={t('people.field.unitId')}
      placeholder={t('people.field.unitId')}
      style={{ minWidth: 200 }}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
      options={(units.data?.rows ?? []).map((unit) => ({
        value: unit.unitId,
        label: `${'　'.repeat(Math.max(0, unit.level - 1))}${unit.name}`,
      }))}
      onChange={(next: string | null | undefined) => props.change(next ?? undefined)}
    />
  );
}
