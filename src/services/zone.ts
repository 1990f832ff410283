import type { Instant } from '../domain/clock';
import type { References } from './ports';
import type { Turn } from './turn';

/** The time zone of a person, as their client last said it: for messages that no turn asks for. */
export async function zoneOf(references: References, person: string): Promise<string> {
  return (await references.get(`zone:${person}`)) ?? 'UTC';
}

/** UTC stands for "not known" and overwrites nothing. */
export async function rememberZone(references: References, turn: Turn, at: Instant): Promise<void> {
  if (turn.timeZone === 'UTC' || (await references.get(`zone:${turn.who}`)) === turn.timeZone) return;
  await references.put(`zone:${turn.who}`, turn.timeZone, at);
}
