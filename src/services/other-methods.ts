import { authenticatorPlatform, canSignInStrongly, describeMethod, type Method } from '../domain/methods';
import type { TaskEnds } from '../flows/tasks';
import type { Methods } from './ports';
import type { Turn } from './turn';

type Answers = Readonly<Record<string, string>>;

export interface OtherMethod {
  readonly end: TaskEnds['findOtherMethods'];
  readonly found?: Answers;
}

/**
 * Looks live for one more way in that has not been asked about. Remembers which it has named, so that a "no" leads to
 * the next one and at the end to none.
 */
export async function findOtherMethods(methods: Methods, turn: Turn, answers: Answers): Promise<OtherMethod> {
  const listed = await methods.list(turn.who);
  if (!listed.ok) return { end: 'no-answer' };
  const asked = (answers['asked'] ?? '').split(' ');
  const usable = ORDER.flatMap((end) => elsewhere(listed.value, answers).filter((method) => endOf(method) === end));
  const method = usable.find(({ id }) => !asked.includes(id));
  if (method === undefined) return { end: 'none' };
  return {
    end: endOf(method),
    found: { method: describeMethod(method), asked: [...asked, method.id].join(' ').trim() },
  };
}

/** The surest first: a PC and a key have nothing to do with the phone. */
const ORDER = ['windows-hello', 'security-key', 'other-phone'] as const;

/**
 * What is in doubt is out. One phone is all there is when there is at most one Authenticator and one passkey in it, and
 * one key when one is registered; of several nobody but the person knows which one is gone, so each is asked about.
 */
function elsewhere(methods: readonly Method[], answers: Answers): readonly Method[] {
  const strong = methods.filter(canSignInStrongly);
  const onPhones = strong.filter((method) => endOf(method) === 'other-phone');
  const apps = onPhones.filter(({ kind }) => kind === 'authenticator').length;
  const onePhone = apps <= 1 && onPhones.length - apps <= 1;
  const keys = strong.filter((method) => endOf(method) === 'security-key');
  const gone = [
    ...(answers['phone'] !== undefined && onePhone ? onPhones : []),
    ...(answers['key'] !== undefined && keys.length === 1 ? keys : []),
  ];
  return strong.filter((method) => !gone.includes(method));
}

function endOf(method: Method): (typeof ORDER)[number] {
  if (method.kind === 'windows-hello') return 'windows-hello';
  return method.kind === 'passkey' && authenticatorPlatform(method) === undefined ? 'security-key' : 'other-phone';
}
