import { Button } from 'antd';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { useGo } from '../../kit/page-link.tsx';

/** The way from ticked customers, or from an RM's file, to handing them over, for who may. */
export function HandOverButton(props: {
  readonly customerIds?: readonly string[];
  readonly fromStaffNo?: string;
}) {
  const { t } = useSay();
  const go = useGo();
  const may = useMay();
  if (!may('allocation.propose_handover')) return null;
  const words =
    props.fromStaffNo === undefined
      ? `customers=${(props.customerIds ?? []).join('.')}`
      : `from=${encodeURIComponent(props.fromStaffNo)}`;
  return (
    <Button
      size={props.fromStaffNo === undefined ? 'small' : 'medium'}
      onClick={() => go(`/allocation/hand-overs/many?${words}`)}
    >
      {t(props.fromStaffNo === undefined ? 'allocation.deed_hand_over' : 'allocation.deed_title')}
    </Button>
  );
}
