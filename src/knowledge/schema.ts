import { z } from 'zod/v4';
import { METHODS, SCENARIOS, SYMPTOMS } from '../domain/readiness';
import { QUESTIONS } from './questions';
import { sources } from './sources';

/** How many items each of the five guides has in the inventory (knowledge.md section A). */
const INVENTORY = [61, 34, 96, 63, 27] as const;

const inventoryItem = z.string().refine((item) => {
  const [, guide, row] = /^S([0-4])-(\d{1,2})$/.exec(item) ?? [];
  const last = INVENTORY[Number(guide)];
  return last !== undefined && Number(row) >= 1 && Number(row) <= last;
}, 'names no item of the five guides');

const source = z.string().refine((key) => Object.hasOwn(sources, key), 'names no source');

const ruleId = z.string().regex(/^R-\d{2}[a-d]?$/);

const words = z.string().min(1).max(400);

/** A list of steps that a person follows with a phone or PC in hand. */
export const guideSchema = z.strictObject({
  title: words.max(80),
  intro: words,
  steps: z.array(words).min(1).max(12),
  timers: z.array(words).max(4),
  links: z.array(z.strictObject({ title: words.max(60), url: z.url({ protocol: /^https$/ }) })).max(3),
  sources: z.array(source).min(1),
  inventory: z.array(inventoryItem),
});

/**
 * Something a person may write. An intent starts a flow or does a command; an answer explains a code, a text on the
 * screen or a symptom. `codes` are found in any notation, `texts` as they stand on the screen, `phrasings` by words.
 */
const base = {
  id: z.string().regex(/^[a-z0-9-]{2,60}$/),
  /** The button under "Is it one of these?". */
  title: words.max(60),
  phrasings: z.array(words).min(1),
  sources: z.array(source),
  inventory: z.array(inventoryItem),
};

export const intentSchema = z.strictObject({
  kind: z.literal('intent'),
  ...base,
  /** What it is about, in the words of an explanation: matched like what an answer says, and never shown. */
  about: words.optional(),
  leads: z.union([
    z.strictObject({ flow: z.string().min(1) }),
    z.strictObject({
      command: z.enum([
        'help',
        'status',
        'queue',
        'cancel',
        'go-on',
        'pause',
        'resume',
        'link',
        'unlink',
        'who',
        'human',
        'sign-ins',
      ]),
    }),
  ]),
});

/** How an answer is held against the live tenant before it is given (entries/checks.ts). */
const checkSchema = z.strictObject({
  /** The methods whose rules count. */
  about: z.array(z.enum(METHODS)),
  /** Which other trouble could be meant: with a registration, a sign-in or a pass; `any`: this happens in both. */
  phase: z.enum(['registering', 'using', 'pass', 'any']),
  /** What is known by the fact that somebody writes this. */
  asked: z
    .strictObject({
      symptom: z.enum(SYMPTOMS).optional(),
      scenario: z.enum(SCENARIOS).optional(),
      flow: z.enum(['in-app', 'cross-device']).optional(),
      renamed: z.boolean().optional(),
    })
    .optional(),
  /** Asked one after the other while nothing was found. */
  asks: z.array(z.enum(QUESTIONS)).optional(),
  /** Rules whose findings may be the reason, and may not. */
  hints: z.array(ruleId).optional(),
  /** Reads the sign-in log even though the entry has no code; `failure`: the last failed sign-in says which answer it is. */
  signIns: z.enum(['newest', 'failure']).optional(),
  /** Knowledge rather than trouble: what was found is said, and nothing when nothing was. */
  mention: z.boolean().optional(),
});

export const answerSchema = z.strictObject({
  kind: z.literal('answer'),
  ...base,
  sources: base.sources.min(1),
  codes: z.array(z.string().regex(/^(\d{4,7}|0x[0-9a-f]{8})$/)),
  texts: z.array(words),
  /** What it means, why it happens, what to do, who can do it. */
  what: words,
  why: words,
  fix: words,
  who: words,
  rules: z.array(ruleId),
  /** A flow that helps from here, if one does. */
  flow: z.string().min(1).optional(),
  check: checkSchema.optional(),
});

export type Check = z.infer<typeof checkSchema>;
export type Guide = z.infer<typeof guideSchema>;
export type Intent = z.infer<typeof intentSchema>;
export type Answer = z.infer<typeof answerSchema>;
export type Entry = Intent | Answer;
