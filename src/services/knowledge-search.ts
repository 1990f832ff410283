import { refuse } from '../domain/refusal';
import type { Matcher } from '../knowledge/matcher';
import type { Answer, Entry } from '../knowledge/schema';
import { sourceLink, type SourceLink } from '../knowledge/source-links';
import { notice, refusalView } from './notice';
import type { Choice, Reply } from './turn';
import type { Button, View } from './views';

type KnowledgeChoice = Extract<Choice, { verb: `knowledge.${string}` }>;

const NOTHING = 'Nothing was looked up about anybody, and nothing was changed.';

/**
 * What an error or a symptom is for anybody, with its source: for an agent who answers a colleague. Nothing is read
 * from the tenant, so the same answer may stand where others read.
 */
export function searchKnowledge(choice: KnowledgeChoice, matcher: Matcher): Reply {
  if (choice.verb === 'knowledge.find') return { kind: 'say', view: found(choice.words, matcher) };
  const entry = matcher.entry(choice.entry);
  if (entry?.kind !== 'answer')
    return { kind: 'say', view: refusalView(refuse('bad-input', { what: 'entry' }).refusal) };
  return choice.verb === 'knowledge.share'
    ? { kind: 'post', view: general(entry, []) }
    : { kind: 'say', view: general(entry, buttonsOf(entry)) };
}

function found(words: string, matcher: Matcher): View<'notice'> {
  const match = matcher.match(words);
  switch (match.kind) {
    case 'sure':
      return match.entry.kind === 'answer' ? general(match.entry, buttonsOf(match.entry)) : walked(match.entry);
    case 'unsure':
      return notice(
        `I am not sure what this is about. Is it ${match.entries.length === 1 ? 'this' : 'one of these'}?`,
        [...aboutCode(match.code), NOTHING],
        {
          buttons: match.entries.map((entry) => ({ title: entry.title, does: leadsTo(entry) })),
        },
      );
    case 'unknown': {
      const [about = 'I do not know what this is about.'] = aboutCode(match.code);
      return notice(about, ['Write the number of the error, or the sentence on the screen.', NOTHING]);
    }
  }
}

function aboutCode(code: string | undefined): readonly string[] {
  return code === undefined
    ? []
    : [`I do not know the code ${code}. The sign-in log of Microsoft Entra names the reason.`];
}

function general(entry: Answer, buttons: readonly Button[]): View<'notice'> {
  const { what, why, fix, who, codes } = entry;
  const links = entry.sources.flatMap((key) => sourceLink(key, codes[0]) ?? []);
  const named = links.map(({ title }) => title).join(', ');
  const lines = [why, `**What to do:** ${fix}`, `**Who can do it:** ${who}.`, `Source: ${named}.`];
  return notice(what, lines, { buttons, links: links.filter(hasAddress).slice(0, 3) });
}

function hasAddress(link: SourceLink): link is Required<SourceLink> {
  return link.url !== undefined;
}

function buttonsOf({ id }: Answer): readonly Button[] {
  return [
    { title: 'Share here', does: { verb: 'knowledge.share', entry: id } },
    { title: 'Check my own account', does: { verb: 'start', flow: `entry:${id}` } },
  ];
}

/** Something that is done step by step, and not explained in a sentence. */
function walked(entry: Entry): View<'notice'> {
  const lines = ['I walk through it with whoever it is about, in their own chat with me.', NOTHING];
  return notice(`This is a conversation: ${entry.title}.`, lines, {
    buttons: [{ title: entry.title, does: leadsTo(entry) }],
  });
}

function leadsTo(entry: Entry): Button['does'] {
  if (entry.kind === 'answer') return { verb: 'knowledge.show', entry: entry.id };
  return 'flow' in entry.leads
    ? { verb: 'start', flow: entry.leads.flow }
    : { verb: 'start', flow: `entry:${entry.id}` };
}
