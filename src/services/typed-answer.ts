import { parseVersion } from '../domain/readiness';
import type { Step } from '../flows/flow';
import { keyCalled } from '../knowledge/authenticators';
import { plain } from '../knowledge/words';

const VERSION = /^(?:i(?:pad)?os|android|version|v)?\s*\d{1,4}(?:\.\d{1,6}){0,3}$/i;

/** A button's title typed instead of pressed, or a version or a key where one is asked for. `words`: what to remember instead. */
export function choiceInWords(
  step: Exclude<Step<string>, { kind: 'run' }>,
  words: string,
): { readonly choice: string; readonly words?: string } | undefined {
  const typed = plain(words).replace(/[.!?]+$/, '');
  if (typed === '') return undefined;
  const titled = Object.entries(step.choices ?? {}).find(([, { title }]) => plain(title) === typed);
  if (titled !== undefined && titled[1].typed !== true) return { choice: titled[0] };
  if (step.kind !== 'ask') return undefined;
  switch (step.reads) {
    case 'version':
      return VERSION.test(typed) ? byVersion(Object.keys(step.choices), typed) : undefined;
    case 'key-model':
      return byKeyModel(words.trim());
    case undefined:
      return undefined;
  }
}

/** "NoName 3000", and not "stop", "135016" or a whole sentence: those are no answers. */
const NAME_OF_A_KEY = /^(?=.*[a-z]{3})(?=.*(?:\b\d{1,4}\b|[a-z]\d|\d[a-z]|key|token|fido))[^?\n]{3,40}$/i;

function byKeyModel(typed: string): { readonly choice: string; readonly words: string } | undefined {
  const called = keyCalled(typed);
  if (called !== undefined) return { choice: 'listed', words: called };
  const short = typed.split(/\s+/).length <= 4;
  return short && NAME_OF_A_KEY.test(typed) ? { choice: 'unlisted', words: typed } : undefined;
}

/** Choices named by a major version stand for it and everything up to the next one; the lowest for all below. */
function byVersion(
  choices: readonly string[],
  typed: string,
): { readonly choice: string; readonly words: string } | undefined {
  const version = parseVersion(typed);
  const major = version?.[0];
  if (version === undefined || major === undefined) return undefined;
  const numbered = choices.filter((id) => /^\d+$/.test(id)).sort((a, b) => Number(b) - Number(a));
  const choice = numbered.find((id) => Number(id) <= major) ?? numbered.at(-1) ?? choices[0];
  return choice === undefined ? undefined : { choice, words: version.join('.') };
}
