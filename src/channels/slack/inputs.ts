import type { types } from '@slack/bolt';
import { z } from 'zod/v4';
import type { Suggestion } from '../../services/turn';
import type { CardInput } from './card';
import { LIMIT, plain } from './limits';

/** Every input is alone in its block, so the block id names it and a mistake can be shown at it. */
const ACTION_ID = 'value';

/** Some names have two letters, and Slack does not ask for so few. */
const SHORT_NAMES = 'For a name of one or two letters, write /passwordless lookup and the name.';

export function inputBlock(input: CardInput): types.InputBlock {
  const words = input.label ?? (input.type === 'Input.Toggle' ? input.title : undefined) ?? input.id;
  const hidden = input.type === 'Input.ChoiceSet' ? input.choices.length - LIMIT.selectOptions : 0;
  return {
    type: 'input',
    block_id: input.id,
    optional: !input.isRequired,
    label: plain(words, LIMIT.inputLabel),
    ...(input.type === 'Input.Text' && input.suggests !== undefined
      ? { hint: plain(SHORT_NAMES, LIMIT.inputLabel) }
      : {}),
    ...(hidden > 0 ? { hint: plain(`… and ${String(hidden)} more, not shown here.`, LIMIT.inputLabel) } : {}),
    element: elementOf(input),
  };
}

function elementOf(input: CardInput): types.InputBlock['element'] {
  switch (input.type) {
    case 'Input.Text':
      if (input.suggests !== undefined) return suggestingElement(input);
      return {
        type: 'plain_text_input',
        action_id: ACTION_ID,
        multiline: input.isMultiline ?? false,
        max_length: Math.min(input.maxLength ?? LIMIT.inputLength, LIMIT.inputLength),
        ...(input.placeholder ? { placeholder: plain(input.placeholder, LIMIT.placeholder) } : {}),
        ...(input.value ? { initial_value: input.value } : {}),
      };
    case 'Input.Toggle': {
      const option = { text: plain(input.title, LIMIT.optionText), value: input.valueOn };
      return {
        type: 'checkboxes',
        action_id: ACTION_ID,
        options: [option],
        ...(input.value === input.valueOn ? { initial_options: [option] } : {}),
      };
    }
    case 'Input.ChoiceSet':
      return choiceElement(input);
  }
}

/** Slack asks us for the options while somebody types; what comes back is an object id. */
function suggestingElement(input: Extract<CardInput, { type: 'Input.Text' }>): types.ExternalSelect {
  return {
    type: 'external_select',
    action_id: ACTION_ID,
    min_query_length: LIMIT.shortestQuery,
    ...(input.placeholder ? { placeholder: plain(input.placeholder, LIMIT.placeholder) } : {}),
  };
}

/** What an external select shows for each: the name, and below it what tells two of one name apart. */
export function suggestedOptions(people: readonly Suggestion[]): types.PlainTextOption[] {
  return people.slice(0, LIMIT.selectOptions).map(({ person, name, detail }) => ({
    text: plain(name, LIMIT.optionText),
    value: person,
    ...(detail === '' ? {} : { description: plain(detail, LIMIT.optionText) }),
  }));
}

function choiceElement(input: Extract<CardInput, { type: 'Input.ChoiceSet' }>): types.InputBlock['element'] {
  const options = input.choices
    .slice(0, LIMIT.selectOptions)
    .map(({ title, value }) => ({ text: plain(title, LIMIT.optionText), value }));
  const preset = (input.value ?? '').split(',');
  if (input.isMultiSelect === true) {
    const chosen = options.filter(({ value }) => preset.includes(value));
    return {
      type: 'multi_static_select',
      action_id: ACTION_ID,
      options,
      ...(chosen.length > 0 ? { initial_options: chosen } : {}),
    };
  }
  const initial = options.find(({ value }) => value === input.value);
  const first = initial === undefined ? {} : { initial_option: initial };
  return input.style === 'expanded' && options.length <= LIMIT.radioOptions
    ? { type: 'radio_buttons', action_id: ACTION_ID, options, ...first }
    : { type: 'static_select', action_id: ACTION_ID, options, ...first };
}

const chosen = z.object({ value: z.string() });
const entered = z.object({
  value: z.string().nullish(),
  selected_option: chosen.nullish(),
  selected_options: z.array(chosen).nullish(),
});
export const stateOfInputs = z.object({ values: z.record(z.string(), z.record(z.string(), entered)) });

/** Input id → what was entered; several choices are joined with commas, as Adaptive Cards do. Empty inputs are absent. */
export function enteredValues(state: z.infer<typeof stateOfInputs> | undefined): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [id, elements] of Object.entries(state?.values ?? {})) {
    const element = elements[ACTION_ID];
    const many = element?.selected_options?.map(({ value }) => value).join(',');
    const value = element?.value ?? element?.selected_option?.value ?? many ?? '';
    if (value !== '') values[id] = value;
  }
  return values;
}
