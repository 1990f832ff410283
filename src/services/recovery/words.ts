import { type Method, authenticatorPlatform, describeMethod } from '../../domain/methods';
import { type NamedMethod, type StepEnd, SESSIONS, type Work } from '../../domain/removal';
import type { Lines } from '../views';
import { dayAndTime, shortDay } from '../when';

export const KIND_WORDS: Readonly<Record<string, string>> = {
  passkey: 'passkey',
  authenticator: 'Microsoft Authenticator app',
  'windows-hello': 'Windows Hello for Business',
  phone: 'phone number',
  'software-oath': 'app that shows codes',
  'platform-credential': 'credential of a Mac',
};

const END_WORDS: Readonly<Record<StepEnd, string>> = {
  removed: 'removed',
  absent: 'was gone already',
  refused: 'not removed: Microsoft Entra refused. An Authentication Administrator can do it',
  'dry-run': 'dry run: nothing was changed',
};

/** "Authenticator Passkey - iPhone (passkey, added 09:42 on 3 March)". */
export function methodWords({ name, kind, createdAt }: NamedMethod, at: number, timeZone: string): string {
  const added = createdAt === undefined ? undefined : `added ${dayAndTime(createdAt, at, timeZone)}`;
  const about = [KIND_WORDS[kind], added].filter((word) => word !== undefined).join(', ');
  return about === '' ? name : `${name} (${about})`;
}

/** For a list to choose from, as short as Slack wants it: the name, the model where it says more, the day. */
export function choiceWords(method: Method, timeZone: string): string {
  const model = method.kind === 'passkey' && authenticatorPlatform(method) === undefined ? method.model : undefined;
  const day = method.createdAt === undefined ? undefined : shortDay(method.createdAt, timeZone);
  return [describeMethod(method), model, day].filter((word) => word !== undefined).join(' · ');
}

/** One line for each thing that was tried, and what came of it. */
export function resultLines(work: Work): Lines {
  return work.done.map(({ step, end }) => {
    if (step === SESSIONS)
      return end === 'removed'
        ? 'All sessions are ended. Every device signs in again, some after up to an hour.'
        : `Sessions: ${end === 'refused' ? 'not ended, Microsoft Entra refused. A User Administrator can do it' : END_WORDS[end]}.`;
    return `${work.methods.find(({ id }) => id === step)?.name ?? 'A method'}: ${END_WORDS[end]}.`;
  });
}
