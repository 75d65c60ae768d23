import { App } from 'antd';
import { organisationApi } from '../../../server/modules/organisation/contract.ts';
import { useCommand } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { Count, Instant, Mark } from '../../kit/figures.tsx';
import { Section } from '../../kit/page.tsx';
import { SmallTable } from '../../kit/small-table.tsx';
import type { CalendarYear } from './calendar.tsx';

/** The saves of a year, newest first; the newest one can be taken back. */
export function CalendarHistory({ calendar }: { readonly calendar: CalendarYear }) {
  const { t } = useSay();
  const may = useMay();
  const { message } = App.useApp();
  const undo = useCommand(organisationApi.undoCalendar);
  const { year, editions } = calendar;
  const [newest] = editions;
  return (
    <Section title={t('organisation.calendar.history')}>
      {editions.length === 0 ? (
        <NoDataYet />
      ) : (
        <SmallTable
          rows={editions}
          keyOf={(one) => one.editionId}
          columns={[
            {
              title: t('organisation.calendar.at'),
              names: true,
              nowrap: true,
              render: (one) => <Instant at={one.enteredAt} />,
            },
            {
              title: t('organisation.calendar.by'),
              render: (one) => one.enteredBy || t('organisation.calendar.installed'),
            },
            {
              title: t('organisation.calendar.reason'),
              render: (one) => (
                <>
                  {one.reason}{' '}
                  {one.undone ? <Mark tone="calm">{t('organisation.calendar.undone')}</Mark> : null}
                  {one.undoes === null ? null : (
                    <Mark tone="warn">{t('organisation.calendar.is_undo')}</Mark>
                  )}
                </>
              ),
            },
            {
              title: t('organisation.calendar.days'),
              figure: true,
              render: (one) => <Count value={one.days} />,
            },
            {
              title: t('web.table.actions'),
              render: (one) =>
                one !== newest ||
                one.undoes !== null ||
                !may('organisation.edit_calendar') ? null : (
                  <ConfirmButton
                    danger
                    askReason
                    label={t('organisation.calendar.undo')}
                    title={`${t('organisation.calendar.undo')} · ${year}`}
                    consequence={t('organisation.calendar.undo_sure', { days: one.days })}
                    onConfirm={async (reason) => {
                      const body = { seen: one.editionId, reason };
                      await undo.mutateAsync({ params: { year }, body });
                      void message.success(t('web.done'));
                    }}
                  />
                ),
            },
          ]}
        />
      )}
    </Section>
  );
}
