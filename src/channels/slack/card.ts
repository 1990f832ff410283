import { z } from 'zod/v4';

/**
 * A filled Adaptive Card in the portable subset of design.md section 5, as far as Slack needs to know it. What the
 * subset does not have is not read: it would have no place in Slack.
 */
const run = z.union([
  z.string(),
  z.object({
    text: z.string(),
    weight: z.string().optional(),
    size: z.string().optional(),
    italic: z.boolean().optional(),
  }),
]);
export type Run = z.infer<typeof run>;

const doing = z.object({
  type: z.enum(['Action.Execute', 'Action.Submit']),
  title: z.string(),
  verb: z.string().nullish(),
  data: z.record(z.string(), z.unknown()).default({}),
  style: z.string().optional(),
  associatedInputs: z.string().optional(),
});
const opening = z.object({ type: z.literal('Action.OpenUrl'), title: z.string(), url: z.string() });
const action = z.union([doing, opening]);
export type CardAction = z.infer<typeof action>;
export type DoingAction = z.infer<typeof doing>;

const placed = { spacing: z.string().optional(), separator: z.boolean().optional() };

const textBlock = z.object({
  type: z.literal('TextBlock'),
  text: z.string(),
  weight: z.string().optional(),
  size: z.string().optional(),
  ...placed,
});
const richTextBlock = z.object({ type: z.literal('RichTextBlock'), inlines: z.array(run), ...placed });
const factSet = z.object({
  type: z.literal('FactSet'),
  facts: z.array(z.object({ title: z.string(), value: z.string() })),
  ...placed,
});
const image = z.object({ type: z.literal('Image'), url: z.string(), altText: z.string().optional(), ...placed });
const actionSet = z.object({ type: z.literal('ActionSet'), actions: z.array(action), ...placed });

const asked = {
  id: z.string().min(1).max(255),
  label: z.string().optional(),
  isRequired: z.boolean().default(false),
  value: z.string().optional(),
};
const textInput = z.object({
  type: z.literal('Input.Text'),
  ...asked,
  placeholder: z.string().optional(),
  maxLength: z.number().optional(),
  isMultiline: z.boolean().optional(),
  suggests: z.literal('people').optional(),
  ...placed,
});
const choiceInput = z.object({
  type: z.literal('Input.ChoiceSet'),
  ...asked,
  choices: z.array(z.object({ title: z.string(), value: z.string() })),
  style: z.string().optional(),
  isMultiSelect: z.boolean().optional(),
  ...placed,
});
const toggleInput = z.object({
  type: z.literal('Input.Toggle'),
  ...asked,
  title: z.string(),
  valueOn: z.string().default('true'),
  ...placed,
});
export type CardInput = z.infer<typeof textInput> | z.infer<typeof choiceInput> | z.infer<typeof toggleInput>;

type Placed = { readonly spacing?: string | undefined; readonly separator?: boolean | undefined };
export type Leaf =
  | z.infer<typeof textBlock>
  | z.infer<typeof richTextBlock>
  | z.infer<typeof factSet>
  | z.infer<typeof image>
  | z.infer<typeof actionSet>
  | CardInput;
export type Container = Placed & { readonly type: 'Container'; readonly items: readonly Element[] };
export type Column = { readonly items: readonly Element[] };
export type ColumnSet = Placed & { readonly type: 'ColumnSet'; readonly columns: readonly Column[] };
export type Element = Leaf | Container | ColumnSet;

const element: z.ZodType<Element> = z.lazy(() =>
  z.union([
    textBlock,
    richTextBlock,
    factSet,
    image,
    actionSet,
    textInput,
    choiceInput,
    toggleInput,
    container,
    columnSet,
  ]),
);
const container = z.object({ type: z.literal('Container'), items: z.array(element), ...placed });
const columnSet = z.object({
  type: z.literal('ColumnSet'),
  columns: z.array(z.object({ items: z.array(element) })),
  ...placed,
});

const card = z.object({
  type: z.literal('AdaptiveCard'),
  body: z.array(element),
  actions: z.array(action).default([]),
});
export type Card = z.infer<typeof card>;

/** Throws where a card leaves the portable subset: that is a mistake in a template, not in anybody's input. */
export function readCard(filled: unknown): Card {
  return card.parse(filled);
}

export function isInput(candidate: Element): candidate is CardInput {
  return candidate.type.startsWith('Input.');
}
