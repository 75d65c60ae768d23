import { Select } from 'antd';
import { useState } from 'react';
import { customersApi } from '../../../server/modules/customers/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';

/** Finds one of the customers the reader serves by name, pinyin or number. */
export function CustomerChoice(props: {
  readonly id: string;
  readonly value: string | undefined;
  readonly onChange: (customerId: string | undefined) => void;
}) {
  const { t } = useSay();
  const [words, setWords] = useState('');
  const query = { limit: 20, ...(words === '' ? {} : { q: words }) };
  const found = useRoute(customersApi.listCustomers, { query }, { keep: true });
  return (
    <Select
      id={props.id}
      showSearch={{ filterOption: false, onSearch: setWords }}
      value={props.value ?? null}
      placeholder={t('expenses.customer_search')}
      loading={found.isFetching}
      style={{ maxWidth: 360 }}
      options={(found.data?.rows ?? []).map((row) => ({
        value: row.customerId,
        label: `${row.name} · ${row.customerNo}`,
      }))}
      onChange={(next: string | null) => props.onChange(next ?? undefined)}
    />
  );
}
