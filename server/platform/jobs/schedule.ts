/** When the clock starts a job: the few forms of cron text that the house uses. */
export type Schedule =
  | { readonly every: 'minutes'; readonly step: number }
  | { readonly every: 'hour'; readonly minute: number }
  | { readonly every: 'day'; readonly hour: number; readonly minute: number };

/** ASSUMED: cron texts are in the time of China, which has no summer time. */
const chinaMinutes = 8 * 60;
const hourMinutes = 60;
const dayMinutes = 24 * 60;
const minuteMs = 60_000;

/**
 * Reads a cron text: every so many minutes (a divisor of 60), every hour at a minute, every day at
 * a time. Throws for any other form: a job with it could not be shown.
 */
export function readSchedule(cron: string): Schedule {
  const [minute = '', hour = '', ...rest] = cron.split(' ');
  if (rest.join(' ') !== '* * *') throw new Error(`cron ${cron}: not a form of this house`);
  const step = /^\*\/(\d{1,2})$/.exec(minute)?.[1];
  if (step !== undefined && hour === '*' && hourMinutes % whole(step) === 0) {
    return { every: 'minutes', step: whole(step) };
  }
  if (!/^\d{1,2}$/.test(minute)) throw new Error(`cron ${cron}: not a form of this house`);
  if (hour === '*') return { every: 'hour', minute: whole(minute) };
  if (!/^\d{1,2}$/.test(hour)) throw new Error(`cron ${cron}: not a form of this house`);
  return { every: 'day', hour: whole(hour), minute: whole(minute) };
}

/** The first instant after `now` at which the clock starts it. */
export function nextRun(schedule: Schedule, now: Date): Date {
  const minutes = Math.floor(now.getTime() / minuteMs) + chinaMinutes;
  const next = after(minutes, ...periodOf(schedule));
  return new Date((next - chinaMinutes) * minuteMs);
}

/** Length of the period and the place in it, in minutes. */
function periodOf(schedule: Schedule): readonly [period: number, place: number] {
  if (schedule.every === 'minutes') return [schedule.step, 0];
  if (schedule.every === 'hour') return [hourMinutes, schedule.minute];
  return [dayMinutes, schedule.hour * hourMinutes + schedule.minute];
}

function after(minutes: number, period: number, place: number): number {
  const begun = minutes - (minutes % period) + place;
  return begun > minutes ? begun : begun + period;
}

function whole(digits: string): number {
  return Number.parseInt(digits, 10);
}
