import { deskApi } from '../../../server/modules/desk/contract.ts';
import type { Desk as DeskShape } from '../../../server/modules/desk/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { Changes } from '../../kit/change.tsx';
import { Count, Missing, Money, Score } from '../../kit/figures.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { Read } from '../../kit/page.tsx';
import { Tile, Tiles } from '../../kit/tiles.tsx';

/** Where the RM stands: customers, last assessment, what it paid. */
export function RmHead() {
  const query = useRoute(deskApi.readDesk);
  return (
    <Read query={query} rows={2}>
      {(desk) => <Head desk={desk} />}
    </Read>
  );
}

function Head({ desk }: { readonly desk: DeskShape }) {
  const { t, named, locale } = useSay();
  const { staffId } = useSession();
  const { last } = desk;
  const period = last === null ? t('desk.no_result') : quarterWritten(last.quarter, locale);
  return (
    <Tiles>
      <Tile
        label={t('desk.customers')}
        link={{ to: `/customers?lead=${staffId ?? ''}`, label: t('desk.open_customers') }}
      >
        <Count value={desk.customers} />
      </Tile>
      {desk.figures.map((one) => (
        <Tile
          key={one.figure}
          label={`${t(`desk.field.${one.figure}`)} · ${quarterWritten(one.quarter, locale)}`}
          note={<Changes {...one} now={one.value} />}
          link={{
            to: `/attribution/staff/${staffId ?? ''}?quarter=${one.quarter}`,
            label: t('desk.open_parts'),
          }}
        >
          <Money fen={one.value} />
        </Tile>
      ))}
      <Tile
        label={t('desk.last_result')}
        note={last === null ? period : `${period} · ${named(last.band)}`}
        {...(last === null
          ? {}
          : { link: { to: `/sheets/${last.sheetId}`, label: t('desk.open_sheet') } })}
      >
        {last === null ? <Missing /> : <Score millionths={last.total} />}
      </Tile>
      <Tile
        label={t('desk.field.paidNow')}
        note={period}
        {...(last === null || last.slipId === null
          ? {}
          : { link: { to: `/slips/${last.slipId}`, label: t('desk.open_slip') } })}
      >
        <Money fen={last?.paidNow ?? null} />
      </Tile>
    </Tiles>
  );
}
