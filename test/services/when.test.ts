import { agoWords, clockTime, dayAndTime, spanWords, untilWords } from '../../src/services/when';

const at = (iso: string): number => Date.parse(iso);
const now = at('2026-11-21T13:15:00Z');

describe('time as people say it', () => {
  it.each([
    ['Europe/Berlin', '14:40'],
    ['America/New_York', '08:40'],
    ['UTC', '13:40 UTC'],
    ['Etc/UTC', '13:40 UTC'],
    ['Mars/Olympus', '13:40 UTC'],
    ['', '13:40 UTC'],
  ])('reads the clock in %s', (zone, expected) => {
    expect(clockTime(at('2026-11-21T13:40:00Z'), zone)).toBe(expected);
  });

  it('writes midnight as 00:05, not 24:05', () => {
    expect(clockTime(at('2026-11-20T23:05:00Z'), 'Europe/Berlin')).toBe('00:05');
  });

  it.each([
    ['2026-11-21T13:40:00Z', 'until 14:40 (in 25 min)'],
    ['2026-11-21T13:15:20Z', 'until 14:15 (in 1 min)'],
    ['2026-11-21T13:10:00Z', 'until 14:10 (over)'],
    ['2026-11-21T16:35:00Z', 'until 17:35 (in 3 h 20 min)'],
    ['2026-11-24T13:40:00Z', 'until 14:40 on Tuesday 24 November (in 3 days)'],
  ])('says until when: %s', (moment, expected) => {
    expect(untilWords(at(moment), now, 'Europe/Berlin')).toBe(expected);
  });

  it('names the day of another day in the zone of the reader', () => {
    const late = at('2026-11-21T23:30:00Z');
    expect(dayAndTime(late, now, 'Europe/London')).toBe('23:30');
    expect(dayAndTime(late, now, 'Europe/Berlin')).toBe('00:30 on Sunday 22 November');
  });

  it.each([
    [1, '1 min'],
    [3_600_000, '1 h'],
    [3_599_999, '1 h'],
    [47 * 3_600_000, '47 h'],
    [49 * 3_600_000, '2 days'],
  ])('says how long %d ms are', (ms, expected) => {
    expect(spanWords(ms)).toBe(expected);
  });

  it.each([
    [0, 'just now'],
    [59_999, 'just now'],
    [60_000, 'a minute ago'],
    [4 * 60_000, '4 minutes ago'],
    [61 * 60_000, 'an hour ago'],
    [200 * 60_000, '3 hours ago'],
  ])('says how old a reading of %d ms is', (ms, expected) => {
    expect(agoWords(now - ms, now)).toBe(expected);
  });
});
