import { targetsApi } from '../../../server/modules/targets/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { countWritten } from '../../kit/format.ts';
import { Meter } from '../../kit/meter.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';

/** The year's letters of the reader's unit by state, each line a bar and a way to its letters. */
export function LettersCard() {
  const { t } = useSay();
  const year = useSession().bank.today.slice(0, 4);
  const query = useRoute(targetsApi.readLetterBoard, { query: { year: Number(year) } });
  return (
    <Read query={query}>
      {({ rows }) => {
        const whole = rows[0];
        if (whole === undefined || whole.letters === 0) {
          return <NoDataYet words={t('desk.letters.none', { year })} />;
        }
        const states = [
          { state: 'refused', name: 'refused', count: whole.refused, tone: 'bad' },
          { state: 'rm_signed', name: 'bank_signs', count: whole.rmSigned, tone: 'warn' },
          { state: 'sent', name: 'rm_signs', count: whole.sent + whole.read, tone: 'warn' },
          { state: 'drafted', name: 'drafted', count: whole.drafted, tone: 'calm' },
          { state: 'locked', name: 'locked', count: whole.locked, tone: 'good' },
          { state: 'adopted', name: 'adopted', count: whole.adopted, tone: 'calm' },
        ] as const;
        return (
          <>
            <p className="kj-quiet kj-desk-caption">
              {whole.unitName} · {year}
            </p>
            <ul className="kj-lines">
              {states
                .filter((one) => one.count > 0)
                .map((one) => (
                  <li key={one.state} className="kj-desk-meter">
                    <PageLink to={`/letters?year=${year}&state=${one.state}`}>
                      {t(`desk.letters.${one.name}`)}
                    </PageLink>
                    <span className="kj-line-end">
                      <Meter
                        percent={(one.count * 100) / whole.letters}
                        tone={one.tone}
                        words={`${countWritten(one.count)} / ${countWritten(whole.letters)}`}
                      />
                    </span>
                  </li>
                ))}
            </ul>
          </>
        );
      }}
    </Read>
  );
}
