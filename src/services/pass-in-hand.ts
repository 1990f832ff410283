import { type Instant, MINUTE } from '../domain/clock';
import type { ExistingPass } from '../domain/methods';
import type { TaskEnds } from '../flows/tasks';
import type { Methods } from './ports';
import type { Turn } from './turn';
import { dayAndTime, untilWords } from './when';

type Answers = Readonly<Record<string, string>>;
type End = TaskEnds['checkPass'];

/** Whether the person has a Temporary Access Pass that works now, and until when. Its code is nobody's business. */
export async function checkPass(
  methods: Methods,
  turn: Turn,
  now: Instant,
): Promise<{ readonly end: End; readonly found?: Answers }> {
  const listed = await methods.list(turn.who);
  if (!listed.ok) return { end: 'no-answer' };
  const pass = listed.value.find((method) => method.kind === 'pass');
  if (pass === undefined) return { end: 'none' };
  const found = {
    passUntil: untilWords(pass.startsAt + pass.lifetimeMinutes * MINUTE, now, turn.timeZone),
    passFrom: dayAndTime(pass.startsAt, now, turn.timeZone),
    passHow: pass.usableOnce
      ? 'It works once. After signing in with it you have 10 minutes to finish.'
      : 'It works several times until then.',
  };
  return { end: endOf(pass), found };
}

/** Graph's methodUsabilityReason (knowledge.md R-61). */
function endOf({ usable, usability }: ExistingPass): End {
  if (usable) return 'usable';
  switch (usability) {
    case 'NotYetValid':
      return 'not-yet';
    case 'OneTimeUsed':
      return 'used';
    case 'DisabledByPolicy':
      return 'not-allowed';
    default:
      return 'over';
  }
}
