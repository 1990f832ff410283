import { DAY, MINUTE, type Instant } from '../domain/clock';

/*
 * Days and times that a person chooses, in their own time zone. An unknown zone name counts as UTC, as everywhere.
 */

interface Local {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** The moment that a clock in this zone shows as that date and time. A time that a change of clocks skips is moved on. */
export function momentIn(date: string, time: string, timeZone: string): Instant {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  // The offset may be another one on the far side of a change of clocks, so it is looked at twice.
  const first = wanted - offset(wanted, timeZone);
  return wanted - offset(first, timeZone);
}

/** This day and the next ones, as `2026-03-02` and as people say it. */
export function nextDays(
  now: Instant,
  count: number,
  timeZone: string,
): readonly { readonly date: string; readonly words: string }[] {
  const { year, month, day } = localAt(now, timeZone);
  const today = Date.UTC(year, month - 1, day);
  return Array.from({ length: count }, (_, ahead) => {
    const at = today + ahead * DAY;
    return { date: new Date(at).toISOString().slice(0, 10), words: WORDS.format(at).replace(',', '') };
  });
}

const WORDS = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' });

function offset(at: Instant, timeZone: string): number {
  const { year, month, day, hour, minute } = localAt(at, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / MINUTE) * MINUTE;
}

function localAt(at: Instant, timeZone: string): Local {
  const parts = formatFor(timeZone).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value);
  return { year: of('year'), month: of('month'), day: of('day'), hour: of('hour'), minute: of('minute') };
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const options = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  } as const;
  try {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
  }
}
