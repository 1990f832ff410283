import type { Answer, Intent } from '../schema';

/** An answer as it is written down: what most entries do not have may be left out. */
interface Written {
  readonly id: string;
  readonly title: string;
  readonly codes?: readonly string[];
  readonly texts?: readonly string[];
  /** Phrasings, each on its own line or after a semicolon. */
  readonly said: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly who: string;
  readonly rules?: readonly string[];
  readonly flow?: string;
  readonly sources: readonly string[];
  readonly inventory?: readonly string[];
}

export function answer({ said, codes, texts, rules, inventory, sources, ...words }: Written): Answer {
  return {
    kind: 'answer',
    ...words,
    phrasings: phrasings(said),
    codes: [...(codes ?? [])],
    texts: [...(texts ?? [])],
    rules: [...(rules ?? [])],
    sources: [...sources],
    inventory: [...(inventory ?? [])],
  };
}

/** An intent as it is written down. */
type WrittenIntent = Pick<Written, 'id' | 'title' | 'said' | 'inventory'> &
  Pick<Intent, 'about' | 'leads'> & { readonly sources?: readonly string[] };

export function intent({ said, sources, inventory, ...words }: WrittenIntent): Intent {
  return {
    kind: 'intent',
    ...words,
    phrasings: phrasings(said),
    sources: [...(sources ?? [])],
    inventory: [...(inventory ?? [])],
  };
}

export function phrasings(said: string): string[] {
  return said
    .split(/[;\n]/)
    .map((phrasing) => phrasing.trim())
    .filter((phrasing) => phrasing !== '');
}

/** Who can do it, in the words of the product (knowledge.md B-19: the policy and the methods of people are two roles). */
export const WHO = {
  you: 'You',
  youOrHelpdesk: 'You, or a helpdesk agent when you cannot sign in',
  ask: 'You ask; an approver decides',
  helpdesk: 'A helpdesk agent',
  policyAdmin: 'An Authentication Policy Administrator',
  authAdmin: 'An Authentication Administrator; for admins, a Privileged Authentication Administrator',
  accessAdmin: 'A Conditional Access Administrator',
  userAdmin: 'A User Administrator',
  deviceAdmin: 'A Cloud Device Administrator',
  intune: 'An Intune Administrator, or whoever keeps the group policies',
  security: 'Your security team',
  network: 'A network administrator',
  nobody: 'Nobody has to do anything',
} as const;
