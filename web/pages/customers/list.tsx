import { Button, Select } from 'antd';
import { customersApi } from '../../../server/modules/customers/contract.ts';
import type { CustomerRow } from '../../../server/modules/customers/contract.ts';
import { organisationApi } from '../../../server/modules/organisation/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice } from '../../kit/figures.tsx';
import type { FilterInput, FilterWords } from '../../kit/filters.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { HandOverButton } from '../allocation/hand-over-button.tsx';
import { CustomerQuick } from './quick.tsx';
import { Grade } from './segments.tsx';
import { segmentTones } from './tones.ts';

/** Every customer in the reader's scope, by search, filter and order. */
export function CustomerList() {
  const { t } = useSay();
  const go = useGo();
  const may = useMay();
  return (
    <Page
      title={t('customers.title')}
      watermark
      actions={
        may('customers.read_duplicates') ? (
          <Button onClick={() => go('/customer-duplicates')}>
            {t('customers.duplicates.title')}
          </Button>
        ) : null
      }
    >
      <Section>
        <ContractTable
          route={customersApi.listCustomers}
          module="customers"
          rowKey="customerId"
          only={[
            'name',
            'customerNo',
            'kind',
            'corporateType',
            'class',
            'tier',
            'grade',
            'leadName',
            'bookingUnit',
            'openedOn',
          ]}
          columns={{
            corporateType: {
              render: (row) => (
                <Choice
                  module="customers"
                  property="corporateType"
                  value={row.corporateType}
                  tones={segmentTones}
                />
              ),
            },
            class: {
              render: (row) => (
                <Choice
                  module="customers"
                  property="class"
                  value={row.class}
                  tones={segmentTones}
                />
              ),
            },
            tier: {
              render: (row) => (
                <Choice module="customers" property="tier" value={row.tier} tones={segmentTones} />
              ),
            },
            grade: { render: (row) => <Grade kind={row.kind} grade={row.grade} /> },
            leadName: {
              render: (row) =>
                row.leadName ?? <span className="kj-quiet">{t('customers.lead.none')}</span>,
            },
          }}
          filters={{ unit: unitFilter, lead: leadFilter }}
          searchLabel={t('customers.search')}
          filterWords={filterWords}
          quick={quick}
          onOpen={(row) => go(`/customers/${row.customerId}`)}
          {...(may('allocation.propose_handover') ? { bulk: handOver } : {})}
        />
      </Section>
    </Page>
  );
}

const unitFilter: FilterInput = (value, change) => <UnitChoice value={value} change={change} />;
const leadFilter: FilterInput = (value, change) => <LeadChoice value={value} change={change} />;

const filterWords: FilterWords = {
  unit: (code) => <UnitName code={code} />,
  lead: (value) => <LeadName value={value} />,
};
const handOver = {
  actions: [],
  matching: false,
  own: (rows: readonly Readonly<Record<string, unknown>>[]) => (
    <HandOverButton customerIds={rows.map((row) => String(row['customerId']))} />
  ),
};
const quick = {
  title: (row: CustomerRow) => row.name,
  body: (row: CustomerRow) => <CustomerQuick row={row} />,
};

function LeadName({ value }: { readonly value: string }) {
  const { t } = useSay();
  return <>{value === 'none' ? t('customers.lead.none') : `#${value}`}</>;
}

/** A unit's name for its code. */
function UnitName({ code }: { readonly code: string }) {
  const units = useRoute(organisationApi.listUnits, {}, { staleTime: 600_000 });
  return <>{units.data?.rows.find((unit) => unit.code === code)?.name ?? code}</>;
}

interface ChoiceProps {
  readonly value: string | undefined;
  readonly change: (next: string | undefined) => void;
}

/** A unit of the tree, indented by its level. */
export function UnitChoice({ value, change }: ChoiceProps) {
  const { t } = useSay();
  const units = useRoute(organisationApi.listUnits, {}, { staleTime: 600_000 });
  return (
    <Select
      aria-label={t('customers.field.unit')}
      placeholder={t('customers.field.unit')}
      style={{ minWidth: 150 }}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      value={value ?? null}
      onChange={(next: string | null) => change(next ?? undefined)}
      options={(units.data?.rows ?? []).map((unit) => ({
        value: unit.code,
        label: `${'\u3000'.repeat(unit.level - 1)}${unit.name}`,
      }))}
    />
  );
}

/** Only customers that nobody leads; a link from an RM's page may name the RM. */
function LeadChoice({ value, change }: ChoiceProps) {
  const { t } = useSay();
  const named = value === undefined || value === 'none' ? [] : [{ value, label: `#${value}` }];
  return (
    <Select
      aria-label={t('customers.field.lead')}
      placeholder={t('customers.field.lead')}
      style={{ minWidth: 140 }}
      allowClear
      value={value ?? null}
      onChange={(next: string | null) => change(next ?? undefined)}
      options={[{ value: 'none', label: t('customers.lead.none') }, ...named]}
    />
  );
}
