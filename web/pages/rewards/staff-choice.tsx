import { Select } from 'antd';
import { useState } from 'react';
import { peopleApi } from '../../../server/modules/people/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';

/** Chooses members of staff by name, pinyin or number; their numbers are the value. */
export function StaffChoice(props: {
  readonly id: string;
  readonly value: readonly string[];
  readonly onChange: (staffNos: string[]) => void;
  readonly rm?: 'yes' | 'no';
}) {
  const { t } = useSay();
  const [words, setWords] = useState('');
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const query = {
    limit: 20,
    ...(words === '' ? {} : { q: words }),
    ...(props.rm === undefined ? {} : { rm: props.rm }),
  };
  const found = useRoute(peopleApi.listStaff, { query }, { keep: true });
  const options = (found.data?.rows ?? []).map((row) => ({
    value: row.staffNo,
    label: `${row.name} · ${row.staffNo} · ${row.unitName}`,
  }));
  const chosen = props.value
    .filter((one) => options.every((option) => option.value !== one))
    .map((one) => ({ value: one, label: names.get(one) ?? one }));
  return (
    <Select
      id={props.id}
      mode="multiple"
      showSearch={{ filterOption: false, onSearch: setWords }}
      value={[...props.value]}
      placeholder={t('rewards.staff_search')}
      loading={found.isFetching}
      options={[...chosen, ...options]}
      onChange={(next: string[]) => {
        setNames(
          (now) => new Map([...now, ...options.map((one) => [one.value, one.label] as const)]),
        );
        props.onChange(next);
      }}
    />
  );
}
