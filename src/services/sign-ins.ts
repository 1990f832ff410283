import type { Instant } from '../domain/clock';
import type { PersonFacts } from '../domain/facts';
import { policyLine } from '../domain/readiness/sign-in-rules';
import type { SignIn } from '../domain/sign-ins';
import type { Matcher } from '../knowledge/matcher';
import { notice } from './notice';
import type { SignIns, TenantReader } from './ports';
import { gapWords } from './readiness';
import type { Turn } from './turn';
import type { Button, MessageView, View } from './views';
import { dayAndTime } from './when';

const SHOWN = 5;
const POLICIES = 6;

/** The person's own last sign-ins: result, reason in Microsoft's words, what the number means, and each policy. */
export async function mySignIns(
  parts: { readonly tenant: TenantReader; readonly signIns: SignIns },
  turn: Turn,
  now: Instant,
  matcher: Matcher,
  buttons: readonly Button[],
): Promise<MessageView> {
  const [log, facts] = await Promise.all([parts.signIns.last(turn.who), parts.tenant.facts(turn.who)]);
  if (!log.known) {
    const where =
      'You see your own sign-ins at mysignins.microsoft.com, and the helpdesk sees them in the sign-in log.';
    return notice("I can't show your sign-ins.", [gapWords(log.gap), where, 'Nothing was changed.'], { buttons });
  }
  if (log.value.length === 0) {
    const behind = 'The log is a few minutes behind.';
    return notice('No sign-in of yours in the last seven days.', [behind, 'Nothing was changed.'], { buttons });
  }
  const entries = log.value.slice(0, SHOWN).map((signIn) => rowOf(signIn, facts, turn, now, matcher));
  const failed = log.value.find(({ code }) => code !== 0);
  const codeButton = failed === undefined ? [] : meaning(String(failed.code), matcher);
  const headline = log.value.length === 1 ? 'Your last sign-in' : `Your last ${String(entries.length)} sign-ins`;
  const view: View<'sign-ins'> = {
    card: 'sign-ins',
    data: {
      headline,
      entries,
      gaps: facts.access.known ? [] : [gapWords(facts.access.gap)],
      age: 'From the last seven days. The log is a few minutes behind.',
      buttons: [...codeButton, ...buttons],
    },
    text: [`${headline}.`, ...entries.map(({ title, detail }) => `${title}. ${detail}`.trim())].join(' '),
  };
  return view;
}

function rowOf(signIn: SignIn, facts: PersonFacts, turn: Turn, now: Instant, matcher: Matcher) {
  const { at, app, code, failureReason, applied } = signIn;
  const when = `${dayAndTime(at, now, turn.timeZone)}, ${app}`;
  const means = code === 0 ? undefined : titleOf(String(code), matcher);
  const more = applied.length > POLICIES ? [`And ${String(applied.length - POLICIES)} more policies.`] : [];
  return {
    title: code === 0 ? `✓ It worked: ${when}` : `✗ It failed with ${String(code)}: ${when}`,
    detail: [failureReason, means === undefined ? undefined : `That is: ${means}.`]
      .filter((words) => words !== undefined)
      .join(' '),
    policies: [...applied.slice(0, POLICIES).map((policy) => policyLine(policy, facts, signIn)), ...more],
  };
}

function titleOf(code: string, matcher: Matcher): string | undefined {
  const match = matcher.match(`AADSTS${code}`);
  return match.kind === 'sure' ? match.entry.title : undefined;
}

function meaning(code: string, matcher: Matcher): readonly Button[] {
  const match = matcher.match(`AADSTS${code}`);
  if (match.kind !== 'sure') return [];
  return [{ title: `Why ${code}?`, does: { verb: 'start', flow: `entry:${match.entry.id}` } }];
}
