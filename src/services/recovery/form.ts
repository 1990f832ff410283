import { createHash } from 'node:crypto';
import { type Method, authenticatorPlatform, canSignInStrongly, describeMethod } from '../../domain/methods';
import { REMOVAL_REASONS, type RemovalReason, removableKind } from '../../domain/removal';
import { notice, refusalView } from '../notice';
import { type FormChoice, NOTE_TEXT, WAY_CHOICE, reasonChoice } from '../tap/ask-fields';
import { type TapParts, weigh } from '../tap/parts';
import { riskLine } from '../tap/words';
import type { Reply, Turn } from '../turn';
import type { View } from '../views';
import { choiceWords } from './words';

/** What is registered, by model and date, to choose from. Several at once: a phone is a passkey and an app. */
export async function removalForm(
  parts: TapParts,
  turn: Turn,
  { person, reason }: { readonly person?: string; readonly reason?: RemovalReason },
): Promise<Reply> {
  const target = person ?? turn.who;
  const forSomebody = target !== turn.who;
  // Not even a list of methods for those who may not ask.
  const may = await weigh(parts, 'ask', turn.who, target);
  if (!may.ok) return { kind: 'dialog', title: 'Not possible', view: refusalView(may.refusal) };
  const listed = await parts.methods.list(target);
  if (!listed.ok) return { kind: 'dialog', title: 'Not possible', view: refusalView(listed.refusal) };
  const removable = listed.value.filter((method) => removableKind(method) !== undefined);
  const name = await parts.names.of(target);
  if (removable.length === 0) {
    const view = notice('Nothing to remove', [`Nothing is registered for ${name} that I could remove.`]);
    return { kind: 'dialog', title: 'Remove a method', view };
  }
  const form: View<'form'> = {
    card: 'form',
    data: {
      title: forSomebody ? `Remove sign-in methods of ${name}` : 'Remove a sign-in method',
      intro: [
        INTRO,
        ...lastWarning(listed.value, suggested(removable, reason)),
        ...(forSomebody ? [riskLine(may.value.risk)] : []),
      ].join(' '),
      choices: [
        reasonChoice(REMOVAL_REASONS, reason),
        methodsChoice(removable, reason, turn.timeZone),
        SESSIONS_CHOICE,
        ...(forSomebody ? [WAY_CHOICE] : []),
      ],
      texts: [NOTE_TEXT],
      submit: {
        title: 'Ask for the removal',
        does: { verb: 'removal.ask', ...(forSomebody ? { person: target } : {}) },
        style: 'destructive',
      },
    },
    text: `Choose what is removed for ${name}.`,
  };
  return { kind: 'dialog', title: 'Remove a method', view: form };
}

const INTRO = 'Somebody checks who is asking, and somebody else decides. Nothing is removed before that.';

/** Said before anything is chosen, where the one thing there is, or all that is chosen beforehand, is the last. */
function lastWarning(methods: readonly Method[], chosen: readonly string[]): readonly string[] {
  const strong = methods.filter(canSignInStrongly);
  const last =
    strong.length === 1 || (strong.length > 0 && strong.every((method) => chosen.includes(choiceOf(method))));
  if (!last) return [];
  const names = strong.map(describeMethod).join(' and ');
  return [
    `**${names}**: the last way to sign in. It goes only with a pass asked for beside it: ask for that first, and both can be decided together.`,
  ];
}

function methodsChoice(removable: readonly Method[], reason: RemovalReason | undefined, timeZone: string): FormChoice {
  return {
    id: 'methods',
    label: 'What goes?',
    options: removable.map((method) => ({ title: choiceWords(method, timeZone), value: choiceOf(method) })),
    value: suggested(removable, reason).join(','),
    required: false,
    many: true,
  };
}

const SESSIONS_CHOICE: FormChoice = {
  id: 'sessions',
  label: 'End all sessions as well? Every device then signs in again.',
  options: [
    { title: 'Yes, end them', value: 'yes' },
    { title: 'No', value: 'no' },
  ],
  value: 'yes',
  required: true,
};

/** A short name for a method: ids of passkeys are longer than Slack allows for an option. */
export function choiceOf({ id }: Method): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, 22);
}

export function isChosen(method: Method, choice: string): boolean {
  return method.id === choice || choiceOf(method) === choice;
}

/** What a lost phone takes with it, chosen beforehand where only one phone is there; everything can be changed. */
function suggested(methods: readonly Method[], reason: RemovalReason | undefined): readonly string[] {
  const only = (some: readonly Method[]): readonly string[] => (some.length === 1 ? some.map(choiceOf) : []);
  const passkeys = methods.filter((method) => method.kind === 'passkey');
  switch (reason) {
    case 'lost-phone':
    case 'replaced-phone':
      return [
        ...only(passkeys.filter((method) => authenticatorPlatform(method) !== undefined)),
        ...only(methods.filter(({ kind }) => kind === 'authenticator')),
      ];
    case 'lost-key':
      return only(passkeys.filter((method) => authenticatorPlatform(method) === undefined));
    case 'lost-number':
      return only(methods.filter(({ kind }) => kind === 'phone'));
    case 'lost-computer':
      return only(
        methods.filter((method) => ['windows-hello', 'platform-credential'].includes(removableKind(method) ?? '')),
      );
    default:
      return [];
  }
}
