import type { StandardRow } from '../../../server/modules/contacts/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { dayWritten } from '../../kit/format.ts';
import { Choice, Mark } from '../../kit/figures.tsx';
import { useChannelName, useChannels } from './use-channels.ts';

const tones = { met: 'good', open: 'calm', due_soon: 'gold', overdue: 'bad' } as const;

/** What is owed: how often, by which ways. */
export function Rule({ requirement }: { readonly requirement: StandardRow['requirement'] }) {
  const { t } = useSay();
  const nameOf = useChannelName(useChannels());
  return (
    <span>
      {t('contacts.standards.rule', {
        period: t(`contacts.period.${requirement.period}`),
        count: requirement.countLeast,
        channels: requirement.channels.map(nameOf).join(' / '),
      })}
    </span>
  );
}

/** Where it stands: the state and its day or days. */
export function Standing({ row }: { readonly row: StandardRow }) {
  const { t, locale } = useSay();
  const words =
    row.state === 'overdue'
      ? t('contacts.standards.overdue', { days: row.overdueDays })
      : row.state === 'met'
        ? ''
        : t('contacts.standards.by', { day: dayWritten(row.byDay, locale) });
  return (
    <span>
      <Choice module="contacts" property="state" value={row.state} tones={tones} /> {words}
      {row.alarmDays === null ? null : (
        <div>
          <Mark tone="bad">{t('contacts.standards.alarm', { days: row.alarmDays })}</Mark>
        </div>
      )}
    </span>
  );
}

/** The last contact by any way. */
export function Last({ row }: { readonly row: StandardRow }) {
  const { t, locale } = useSay();
  const nameOf = useChannelName(useChannels());
  if (row.lastDay === null)
    return <span className="kj-quiet">{t('contacts.standards.never')}</span>;
  return (
    <span>
      {dayWritten(row.lastDay, locale)} {nameOf(row.lastChannel ?? '')}
    </span>
  );
}
