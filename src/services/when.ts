import { DAY, HOUR, MINUTE, type Instant } from '../domain/clock';

const formats = new Map<string, Intl.DateTimeFormat>();

/** "14:40"; with " UTC" behind it where the reader's time zone is not known, so that nobody is an hour off. */
export function clockTime(at: Instant, timeZone: string): string {
  const zone = zoneOf(timeZone);
  const time = format(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  return zone === 'UTC' ? `${time} UTC` : time;
}

/** "14:40" today, "14:40 on Tuesday 24 November" on another day, with the year if it is not this one. */
export function dayAndTime(at: Instant, now: Instant, timeZone: string): string {
  const time = clockTime(at, timeZone);
  const [year, thisYear] = [at, now].map((moment) => format(zoneOf(timeZone), { year: 'numeric' }).format(moment));
  if (year !== thisYear) return `${time} on ${day(at, timeZone)} ${year ?? ''}`;
  return day(at, timeZone) === day(now, timeZone) ? time : `${time} on ${day(at, timeZone)}`;
}

/** "25 Jan 2026": short enough for a choice in Slack. */
export function shortDay(at: Instant, timeZone: string): string {
  return format(zoneOf(timeZone), { day: 'numeric', month: 'short', year: 'numeric' }).format(at);
}

/** "until 14:40 (in 25 min)", or "until 14:40 (over)". */
export function untilWords(at: Instant, now: Instant, timeZone: string): string {
  return `until ${dayAndTime(at, now, timeZone)} (${at <= now ? 'over' : `in ${spanWords(at - now)}`})`;
}

/** "25 min", "3 h", "1 h 20 min", "2 days"; never less than a minute. */
export function spanWords(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE));
  if (minutes < 60) return `${String(minutes)} min`;
  if (ms >= 2 * DAY) return `${String(Math.floor(ms / DAY))} days`;
  const hours = Math.floor((minutes * MINUTE) / HOUR);
  const rest = minutes - hours * 60;
  return rest === 0 ? `${String(hours)} h` : `${String(hours)} h ${String(rest)} min`;
}

/** "just now", "4 minutes ago", "2 hours ago": how old a reading is. */
export function agoWords(at: Instant, now: Instant): string {
  const minutes = Math.floor((now - at) / MINUTE);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return minutes === 1 ? 'a minute ago' : `${String(minutes)} minutes ago`;
  const hours = Math.floor(minutes / 60);
  return hours === 1 ? 'an hour ago' : `${String(hours)} hours ago`;
}

function day(at: Instant, timeZone: string): string {
  const parts = format(zoneOf(timeZone), { weekday: 'long', day: 'numeric', month: 'long' }).formatToParts(at);
  return parts.map(({ type, value }) => (type === 'literal' ? ' ' : value)).join('');
}

/** A zone name comes from a client: one that Intl does not know must not break the answer. */
function zoneOf(timeZone: string): string {
  try {
    return format(timeZone, {}).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

function format(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${Object.keys(options).join(' ')}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  formats.set(key, made);
  return made;
}
