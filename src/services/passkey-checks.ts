import { acceptedKeys } from '../domain/readiness';
import type { TaskEnds } from '../flows/tasks';
import { requirements } from '../knowledge/requirements';
import { withAdvice } from './checked-ends';
import { checkedEnd, type Judged } from './readiness';
import type { Button, MessageView } from './views';

type Answers = Readonly<Record<string, string>>;

interface Result<End extends string> {
  readonly end: End;
  readonly found?: Answers;
  readonly view: (buttons: readonly Button[]) => MessageView;
}

/** What is said of one model only: another one may do (passkey-kind-rules). */
const MODEL_RULES: ReadonlySet<string> = new Set(['R-10', 'R-11', 'R-14']);

/** A security key: what blocks is said, then the model is asked for if it decides, then the allowed ones are named. */
export function keyResult({ facts, verdict, view }: Judged, answers: Answers): Result<TaskEnds['checkSecurityKey']> {
  const named = (answers['keyModel'] ?? '') !== '';
  const asked = named || answers['keyUnnamed'] === 'yes';
  const end = checkedEnd<'depends' | 'ask-key-model'>(verdict, { keyModel: asked ? 'depends' : 'ask-key-model' });
  const allowedKeys = acceptedKeys(facts, requirements);
  const found = { allowedKeys };
  if (end === 'blocked') {
    const blockers = verdict.findings.filter(({ severity }) => severity === 'blocker');
    return { end: blockers.every(({ rule }) => MODEL_RULES.has(rule)) ? 'blocked-by-model' : end, found, view };
  }
  if (end !== 'depends') return { end, found, view };
  const advice = {
    what: named ? 'It depends on the generation of your key.' : 'It depends on the model of your key.',
    why: `Allowed here: ${allowedKeys}.${named ? ' A maker sells the same name in several versions, and not each of them is on the list.' : ''}`,
    fix: 'Try it: if your key is not allowed, Security info says so at the end, and nothing is changed.',
    who: 'You',
  };
  return { end, found, view: (buttons) => withAdvice(view(buttons), advice) };
}

export function syncedResult({ verdict, view }: Judged): Result<TaskEnds['checkSyncedPasskey']> {
  const end = checkedEnd(verdict, { passkeyApp: 'depends' });
  if (end !== 'depends') return { end, view };
  const advice = {
    what: 'It depends on the password manager.',
    why: 'Your organisation allows some only, and I cannot tell which ones.',
    fix: 'Try it: if yours is not allowed, Security info says so at the end, and nothing is changed.',
    who: 'You; an Authentication Policy Administrator knows the list',
  };
  return { end, view: (buttons) => withAdvice(view(buttons), advice) };
}

/**
 * A passkey in Windows: where Windows Hello holds the account already, there is no place beside it, and nothing
 * is needed. So this is asked first, whatever else is in the way, unless nobody can sign in to the account at all.
 */
export function onPcResult(
  { facts, verdict, view }: Judged,
  answers: Answers,
): Result<TaskEnds['checkWindowsPasskey']> {
  const end = checkedEnd(verdict);
  const names = (facts.methods.known ? facts.methods.value : []).flatMap((method) =>
    method.kind === 'windows-hello' ? [method.name || 'a PC'] : [],
  );
  const disabled = verdict.findings.some(({ rule }) => rule === 'R-00a');
  if (disabled || names.length === 0 || (answers['thisPc'] ?? '') !== '') return { end, view };
  return { end: 'ask-which-pc', found: { helloOn: names.map((name) => `"${name}"`).join(', ') }, view };
}
