import { portal } from '../knowledge/portal';

/** What is the same whatever comes after. */
const steps = {
  find: {
    kind: 'run',
    task: 'findOtherMethods',
    then: {
      'windows-hello': 'hand-windows-hello',
      'security-key': 'hand-security-key',
      'other-phone': 'hand-other-phone',
      none: 'none',
      'no-answer': 'no-answer',
    },
  },
  'hand-windows-hello': {
    kind: 'ask',
    as: 'hand',
    title: 'Is this PC still at hand: "{method}"?',
    why: 'It has Windows Hello for your account, so it can sign you in without the phone.',
    choices: { yes: { title: "Yes, it's here", to: 'use-windows-hello' }, no: { title: 'No', to: 'find' } },
  },
  'hand-security-key': {
    kind: 'ask',
    as: 'hand',
    title: 'Is this key still at hand: "{method}"?',
    why: 'It is registered for your account, so it can sign you in without the phone.',
    choices: { yes: { title: "Yes, it's here", to: 'use-security-key' }, no: { title: 'No', to: 'find' } },
  },
  'hand-other-phone': {
    kind: 'ask',
    as: 'hand',
    title: 'Is this on a phone that still works: "{method}"?',
    why: 'It is registered for your account. I cannot see from here on which phone it is.',
    choices: { yes: { title: "Yes, it's here", to: 'use-other-phone' }, no: { title: 'No', to: 'find' } },
  },
  none: {
    kind: 'tell',
    shows: {
      title: 'I see no other way in for you, so a Temporary Access Pass is the way.',
      lines: [
        'It is a code that works for a short time, to sign in once and add a new passkey.',
        'Somebody checks that it is you, and an approver decides. I tell you here how it goes.',
      ],
    },
    choices: { again: { title: 'Look again', to: 'again' } },
    waysOut: [
      {
        title: 'Ask for a pass',
        does: { verb: 'pass.form', reason: '{reason}' },
        opens: 'dialog',
        style: 'positive',
      },
    ],
  },
  again: {
    kind: 'ask',
    as: 'again',
    title: 'What has turned up?',
    why: `Any of these can sign you in: ${portal.otherWays} on the sign-in page shows what is offered to you.`,
    choices: {
      key: { title: 'A security key', to: 'use-security-key' },
      pc: { title: 'My PC with Windows Hello', to: 'use-windows-hello' },
      phone: { title: 'A phone with Authenticator', to: 'use-other-phone' },
      nothing: { title: 'Nothing after all', to: 'none' },
    },
  },
  'no-answer': {
    kind: 'tell',
    shows: {
      tone: 'attention',
      title: "I can't read your sign-in methods from Microsoft Entra right now.",
      lines: ['So I cannot say whether you have another way in. Nothing was changed.', 'Try again in a minute.'],
    },
    choices: { again: { title: 'Try again', to: 'find', style: 'positive' } },
    waysOut: [{ title: 'Ask for a pass', does: { verb: 'pass.form', reason: '{reason}' }, opens: 'dialog' }],
  },
} as const;

/**
 * Part of the flows that look for another way in before a pass is offered. Each method found is asked about, because
 * the directory cannot know what is still at hand; a "no" goes on to the next one, at the end stands the pass.
 * `add`: what to set up once there is a way in.
 */
export function stillAtHand(add: { readonly title: string; readonly flow: string }) {
  const waysOut = [{ title: add.title, does: { verb: 'start', flow: add.flow }, style: 'positive' }] as const;
  const choices = { no: { title: "That doesn't work", to: 'find' } } as const;
  return {
    ...steps,
    'use-windows-hello': { kind: 'tell', shows: { guide: 'sign-in-windows-hello' }, choices, waysOut },
    'use-security-key': { kind: 'tell', shows: { guide: 'sign-in-security-key' }, choices, waysOut },
    'use-other-phone': { kind: 'tell', shows: { guide: 'sign-in-other-phone' }, choices, waysOut },
  } as const;
}
