import type { Gap } from '../fact';
import type { PersonFacts } from '../facts';
import type { ExistingPass } from '../methods';
import { adviceRules } from './advice-rules';
import { effectivePolicy } from './effective-policy';
import { methodTables } from './index';
import { passVerdict } from './pass';
import { type Found, found, nothing, type Rule, speaker, within } from './rule';
import type { Asked, Finding, MethodName, Requirements, Severity } from './verdict';

/** What one rule says about one person: found something, found nothing, or could not look. */
export interface RuleCheck {
  readonly rule: string;
  readonly method?: MethodName;
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  /** How much the rule weighs; a single finding of it may weigh less. */
  readonly baseSeverity: Severity;
}

/**
 * Rules that only report what the person has said: Graph shows neither phone nor computer. Where nobody has been asked,
 * a finding of theirs says what to look at, never that it is so.
 */
export const ONLY_TOLD: ReadonlySet<string> = new Set([
  ...['R-19', 'R-20', 'R-20a', 'R-20b', 'R-23', 'R-25', 'R-26', 'R-27', 'R-35', 'R-37'],
  ...['R-43', 'R-47', 'R-48', 'R-49', 'R-57'],
]);

/** Each rule by itself, for these methods, for the account and for its pass: what troubleshooting compares with. */
export function checkRules(
  methods: readonly MethodName[],
  facts: PersonFacts,
  asked: Asked,
  known: Requirements,
  /** Rules about what is read only where it matters. */
  more: readonly Rule[] = [],
): readonly RuleCheck[] {
  const passkeys = effectivePolicy(facts);
  const say = speaker();
  const run = (method: MethodName, { id, severity, source, inventory, find }: Rule): RuleCheck => {
    const { problems, gaps } = find({ facts, asked, known, method, say, passkeys });
    return {
      rule: id,
      method,
      baseSeverity: severity,
      findings: problems.map((problem) => ({ severity, ...problem, rule: id, source, inventory })),
      gaps,
    };
  };
  const account = [...adviceRules, ...ownPassRules, ...more].map((rule) => {
    const { method: _, ...check } = run('authenticator-passkey', rule);
    return check;
  });
  return [
    ...methods.flatMap((method) => methodTables[method].map((rule) => run(method, rule))),
    ...account,
    passScope(facts, known),
  ];
}

/** in the words for its owner: pass.ts speaks to whoever asks for one. */
const ownPassRules: readonly Rule[] = [
  {
    id: 'R-60',
    severity: 'info',
    source: 'TAP, G-TAP',
    inventory: [],
    find: ({ facts, say }) =>
      ownPass(facts, (pass) =>
        pass?.usable === true
          ? found({
              what: `There is a Temporary Access Pass on ${say.your} account, and it is valid now.`,
              why: 'There is one per person. A newer one makes the code of the older one worthless.',
              fix: 'Use the newest code, exactly as it was shown.',
              who: say.You,
            })
          : nothing,
      ),
  },
  {
    id: 'R-61',
    severity: 'warning',
    source: 'TAP, G-TAP',
    inventory: [],
    find: ({ facts, say }) =>
      ownPass(facts, (pass) => {
        if (pass?.usable === true) return nothing;
        const state = pass === undefined ? undefined : STATE[pass.usability];
        return found({
          what:
            pass === undefined
              ? `There is no Temporary Access Pass on ${say.your} account.`
              : `The pass on ${say.your} account ${state?.words ?? 'cannot be used now'}.`,
          why: state?.why ?? 'It was used, replaced or deleted, or none was made.',
          fix: state?.fix ?? 'Ask for a new pass.',
          who: 'The manager or a helpdesk agent checks who is asking, and an approver decides',
        });
      }),
  },
];

/** Graph's methodUsabilityReason (G-TAP). */
const STATE: Readonly<Record<string, { readonly words: string; readonly why: string; readonly fix: string }>> = {
  NotYetValid: { words: 'is not valid yet', why: 'It was made for a later time.', fix: 'Wait until it begins.' },
  Expired: { words: 'has expired', why: 'Its time is over.', fix: 'Ask for a new pass.' },
  OneTimeUsed: { words: 'has been used', why: 'It works once.', fix: 'Ask for a new pass.' },
  DisabledByPolicy: {
    words: 'is not allowed by the policy',
    why: 'The policy leaves the account out, or allows only passes that work once.',
    fix: 'An Authentication Policy Administrator can change the policy; then ask for a new pass.',
  },
};

function ownPass(facts: PersonFacts, find: (pass: ExistingPass | undefined) => Found): Found {
  return within(facts.methods, (methods) => find(methods.find((method) => method.kind === 'pass')));
}

/** R-62 as it is said to somebody else, with "your account" for the name. */
function passScope(facts: PersonFacts, known: Requirements): RuleCheck {
  const { person } = facts;
  const unnamed = person.known
    ? { ...facts, person: { ...person, value: { ...person.value, displayName: 'your account' } } }
    : facts;
  const { findings } = passVerdict(unnamed, { lifetimeMinutes: 60, usableOnce: true, replace: true }, known);
  return {
    rule: 'R-62',
    baseSeverity: 'blocker',
    findings: findings
      .filter(({ rule }) => rule === 'R-62')
      .map(({ what, why, fix, who, source }) => ({
        ...{ what, why, who, source, rule: 'R-62', severity: 'blocker' as const, inventory: [] },
        fix: fix.replace('one of their groups', 'one of your groups'),
      })),
    gaps: [facts.passPolicy, facts.groups].flatMap((fact) => (fact.known ? [] : [fact.gap])),
  };
}
