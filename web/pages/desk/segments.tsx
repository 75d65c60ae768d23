import { deskApi } from '../../../server/modules/desk/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Read } from '../../kit/page.tsx';
import { SegmentPie } from './segment-pie.tsx';

/** The RM's customers by class and tier. */
export function Segments() {
  const { t } = useSay();
  const query = useRoute(deskApi.listOwnSegments);
  return (
    <Read query={query}>
      {({ rows }) =>
        rows.length === 0 ? (
          <NoDataYet words={t('desk.no_customers')} />
        ) : (
          <SegmentPie segments={rows} />
        )
      }
    </Read>
  );
}
