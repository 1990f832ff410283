import type { Clock } from '../domain/clock';
import type { Fact, Gap } from '../domain/fact';
import type { PersonFacts } from '../domain/facts';
import { type Asked, type Finding, signInFindings } from '../domain/readiness';
import { federationRule } from '../domain/readiness/federation-rule';
import type { Rule } from '../domain/readiness/rule';
import { stoppedBy } from '../domain/readiness/sign-in-rules';
import type { SignIn } from '../domain/sign-ins';
import type { Matcher } from '../knowledge/matcher';
import { questionNamed, questions } from '../knowledge/questions';
import type { Answer } from '../knowledge/schema';
import { askedFrom } from './asked';
import type { CaseNotes, Cases } from './case';
import type { ConversationStates, Federations, SignIns, TenantReader } from './ports';
import type { Turn } from './turn';
import { checkedView, type Checked } from './troubleshoot-views';
import { type Evidence, judge } from './troubleshoot-judge';
import { gapWords } from './readiness';
import type { Button, MessageView } from './views';
import { dayAndTime } from './when';

export const TROUBLESHOOT = 'troubleshoot';

export interface TroubleshootParts {
  readonly tenant: TenantReader;
  readonly signIns: SignIns;
  readonly federations: Federations;
  readonly conversations: ConversationStates;
  readonly cases: Cases;
  readonly clock: Clock;
}

/** Interrupts that everybody meets (knowledge.md D.6): the last sign-in "failed" with them, and nothing was wrong. */
const NO_FAILURE: ReadonlySet<number> = new Set([0, 50058, 50074, 50076, 50140, 50125, 65001]);

/**
 * An answer held against the live tenant for whoever asks: "this is it", "not that, but this", "I cannot see that from
 * here", "I checked, and found nothing that explains it". One read of the person, and one of the sign-in log where it can tell more.
 */
export class Troubleshoot {
  readonly #parts: TroubleshootParts;

  constructor(parts: TroubleshootParts) {
    this.#parts = parts;
  }

  /** `more`: buttons behind those of the answer. */
  async answer(turn: Turn, entry: Answer, matcher: Matcher, more: readonly Button[]): Promise<MessageView> {
    const now = this.#now();
    const [notes, main] = await Promise.all([
      this.#parts.cases.of(turn, now),
      this.#parts.conversations.get(turn.conversation),
    ]);
    const said = saidIn({ ...main?.answers, ...notes.facts });
    const readsLog = entry.codes.some((code) => /^\d+$/.test(code)) || entry.check?.signIns !== undefined;
    const reads = entry.check !== undefined || readsLog;
    const [facts, log] = await Promise.all([
      reads ? this.#parts.tenant.facts(turn.who) : undefined,
      readsLog ? this.#parts.signIns.last(turn.who) : undefined,
    ]);
    const about = this.#meant(entry, log, matcher);
    const rules = facts === undefined ? [] : await this.#moreRules(about, facts);
    const checked =
      facts === undefined
        ? undefined
        : this.#check(turn, about, facts, log, { said, more: rules, answered: notes.answered });
    await this.#parts.cases.note(turn, now, notesOf(about, checked));
    return checkedView(about, checked, facts, now, more);
  }

  /** A choice under an answer: the fact is kept, and the answer is given again with it. */
  async choose(
    turn: Turn,
    { at, choice }: { readonly at: string; readonly choice: string },
    matcher: Matcher,
    more: readonly Button[],
  ): Promise<MessageView | undefined> {
    const [id = '', name = ''] = at.split(':');
    const entry = matcher.entry(id);
    const question = questionNamed(name);
    if (entry?.kind !== 'answer' || question === undefined) return undefined;
    const chosen = Object.entries(questions[question].choices).find(([one]) => one === choice)?.[1];
    if (chosen === undefined) return undefined;
    await this.#parts.cases.note(turn, this.#now(), { facts: chosen.sets, answered: new Set([question]) });
    return this.answer(turn, entry, matcher, more);
  }

  /** "Why can't I sign in" is answered by what the log says, where it says something that is known. */
  #meant(entry: Answer, log: Fact<readonly SignIn[]> | undefined, matcher: Matcher): Answer {
    if (entry.check?.signIns !== 'failure' || log?.known !== true) return entry;
    const [last] = log.value.filter(({ code }) => code === 0 || !NO_FAILURE.has(code));
    if (last === undefined || last.code === 0) return entry;
    const found = matcher.match(`AADSTS${String(last.code)}`);
    return found.kind === 'sure' && found.entry.kind === 'answer' ? found.entry : entry;
  }

  /** Who signs in the people of this domain, where the answer asks for it. */
  async #moreRules({ rules }: Answer, { person }: PersonFacts): Promise<readonly Rule[]> {
    const domain = person.known ? person.value.userPrincipalName.split('@').at(-1) : undefined;
    if (!rules.includes('R-59') || domain === undefined) return [];
    return [federationRule(await this.#parts.federations.of(domain))];
  }

  #check(
    turn: Turn,
    entry: Answer,
    facts: PersonFacts,
    log: Fact<readonly SignIn[]> | undefined,
    known: Omit<Evidence, 'facts' | 'fromLog'>,
  ): Checked {
    const check = entry.check ?? { about: [], phase: 'using' as const };
    const seen = log === undefined ? undefined : inLog(entry, log);
    const fromLog = seen === undefined ? [] : evidence(entry, seen, facts);
    const judgement = judge(entry, check, { ...known, facts, fromLog });
    const lines = log?.known === true && entry.codes.length > 0 ? [this.#logLine(turn, entry, seen, log.value)] : [];
    const logGap: readonly Gap[] = log?.known === false && judgement.outcome !== 'down' ? [log.gap] : [];
    const code = seen === undefined || seen.code === 0 ? {} : { code: String(seen.code) };
    return { ...judgement, ...code, lines, gaps: [...judgement.gaps, ...logGap] };
  }

  #logLine(turn: Turn, { codes }: Answer, seen: SignIn | undefined, all: readonly SignIn[]): string {
    const number = codes.length === 1 && codes[0] !== undefined ? codes[0] : 'this error';
    if (seen === undefined || !codes.includes(String(seen.code))) {
      return all.length === 0
        ? 'The sign-in log shows no sign-in of yours in the last seven days. It is a few minutes behind.'
        : `I don't see ${number} in your last ${all.length === 1 ? 'sign-in' : `${String(all.length)} sign-ins`}. The log is a few minutes behind.`;
    }
    const words = seen.failureReason === undefined ? '' : ` Microsoft's words: ${seen.failureReason}`;
    return `${String(seen.code)} is in your sign-in log: ${dayAndTime(seen.at, this.#now(), turn.timeZone)}, ${seen.app}.${words}`;
  }

  #now(): number {
    return this.#parts.clock.now().getTime();
  }
}

/** Also how a passkey was made, which only troubleshooting asks. */
function saidIn(answers: Readonly<Record<string, string>>): Asked {
  const { flow } = answers;
  return { ...askedFrom(answers), ...(flow === 'in-app' || flow === 'cross-device' ? { flow } : {}) };
}

/** The newest sign-in that failed with a code of the entry; where the entry has none, the newest of all. */
function inLog({ codes, check }: Answer, log: Fact<readonly SignIn[]>): SignIn | undefined {
  if (!log.known) return undefined;
  if (codes.length > 0) return log.value.find(({ code }) => codes.includes(String(code)));
  return check?.signIns === 'newest' ? log.value[0] : undefined;
}

/** What the log proves about this error: the policy that stopped it, a risk, or what the entry is about. */
function evidence(entry: Answer, seen: SignIn, facts: PersonFacts): readonly Finding[] {
  const told = signInFindings([seen], facts).filter(
    ({ rule }) => rule === 'R-70' || (entry.codes.length === 0 && entry.rules.includes(rule)),
  );
  return [...told, ...stoppedBy(seen, facts)];
}

function notesOf({ title }: Answer, checked: Checked | undefined): Partial<CaseNotes> {
  return {
    topic: title,
    outcome: checked?.outcome ?? '',
    findings: checked?.findings.map(({ what }) => what) ?? [],
    gaps: checked?.gaps.map(gapWords) ?? [],
    codes: checked?.code === undefined ? [] : [checked.code],
    tried: [title],
  };
}
