import { deskApi } from '../../../server/modules/desk/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Changes } from '../../kit/change.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { Count, Money, Score } from '../../kit/figures.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { Read } from '../../kit/page.tsx';
import { Tile, Tiles } from '../../kit/tiles.tsx';

/** A leader's unit in short: the last closed quarter beside the quarter and the year before. */
export function UnitHead() {
  const { t, locale } = useSay();
  const query = useRoute(deskApi.readUnitHead);
  return (
    <Read query={query} rows={2}>
      {({ quarter, unit, figures }) => {
        const written = quarter === null ? [] : [quarterWritten(quarter, locale)];
        return unit === null ? (
          <NoDataYet words={t('desk.not_closed')} />
        ) : (
          <Tiles>
            {figures.map((one) => (
              <Tile
                key={one.figure}
                label={`${t(`desk.field.${one.figure}`)} · ${quarterWritten(one.quarter, locale)}`}
                note={<Changes {...one} now={one.value} />}
                link={{ to: '/board', label: t('desk.open_board') }}
              >
                <Money fen={one.value} />
              </Tile>
            ))}
            <Tile label={t('desk.field.customers')} note={unit.name}>
              <Count value={unit.customers} />
            </Tile>
            <Tile label={t('desk.field.rms')} note={unit.name}>
              <Count value={unit.rms} />
            </Tile>
            <Tile label={[t('desk.field.averageScore'), ...written].join(' · ')} note={unit.name}>
              <Score millionths={unit.averageScore} />
            </Tile>
          </Tiles>
        );
      }}
    </Read>
  );
}
