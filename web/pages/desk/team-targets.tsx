import { useGo } from '../../kit/page-link.tsx';
import { Heat } from '../board/heat.tsx';

/** The targets of a leader's unit and of the units below it, on his workbench. */
export function TeamTargets() {
  const go = useGo();
  return <Heat asked={{}} onUnit={(unitId) => go(`/board?unitId=${unitId}`)} />;
}
