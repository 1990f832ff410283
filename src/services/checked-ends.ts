import { holdsHello } from '../domain/devices';
import type { PersonFacts } from '../domain/facts';
import { methodVerdict, type Verdict } from '../domain/readiness';
import type { TaskEnds } from '../flows/tasks';
import { requirements } from '../knowledge/requirements';
import { methodStates } from './method-states';
import { checkedEnd } from './readiness';
import type { CardData, View } from './views';

type Advice = CardData['verdict']['findings'][number];

/** Windows Hello: what the directory knows about the computers decides which steps fit. */
export function helloEnd(verdict: Verdict, { devices }: PersonFacts): TaskEnds['checkWindowsHello'] {
  const end = checkedEnd(verdict, { helloOffered: 'ask-hello-offered' });
  if (end === 'blocked' && onlyBlockedBy(verdict, 'R-40')) return 'no-computer';
  const computers = devices.known ? devices.value.filter((device) => holdsHello(device) && device.enabled) : [];
  const hybrid = computers.length > 0 && computers.every(({ trust }) => trust === 'hybrid');
  return end === 'ready' && hybrid ? 'ready-hybrid' : end;
}

/** Phone sign-in: the mode of the policy says which path is open, an app that is there shortens it. */
export function phoneSignInEnd(verdict: Verdict): TaskEnds['checkPhoneSignIn'] {
  const end = checkedEnd(verdict);
  if (end === 'blocked' && onlyBlockedBy(verdict, 'R-33')) return 'push-only';
  if (end !== 'ready') return end;
  if (found(verdict, 'R-32')) return 'ready-with-pass';
  return found(verdict, 'R-34') ? 'ready-with-app' : 'ready';
}

export function pushEnd(verdict: Verdict, facts: PersonFacts): TaskEnds['checkAuthenticatorPush'] {
  const end = checkedEnd(verdict);
  if (end === 'blocked' && onlyBlockedBy(verdict, 'R-32')) return 'passwordless-only';
  const [passkey] = methodStates([methodVerdict('authenticator-passkey', facts, {}, requirements)], facts);
  return end === 'ready' && (passkey?.state === 'ready' || passkey?.state === 'asks') ? 'ready-passkey-too' : end;
}

/** A recommendation, and no condition (knowledge.md ). */
export const PASSKEY_IS_BETTER: Advice = {
  what: 'A passkey in the same app is the better choice, and it is open to you.',
  why: 'A fraudster can ask you for an approval. A passkey cannot be tricked like that, and needs no password beside it.',
  fix: 'Add the passkey instead. If you need notifications all the same, go on.',
  who: 'You',
};

export function withAdvice(view: View<'verdict'>, advice: Advice): View<'verdict'> {
  return {
    ...view,
    data: { ...view.data, findings: [...view.data.findings, advice] },
    text: `${view.text} ${advice.what}`,
  };
}

function onlyBlockedBy({ findings }: Verdict, rule: string): boolean {
  return findings.every((one) => one.severity !== 'blocker' || one.rule === rule);
}

function found({ findings }: Verdict, rule: string): boolean {
  return findings.some((one) => one.rule === rule);
}
