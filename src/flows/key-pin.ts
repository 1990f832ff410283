import { portal, versions } from '../knowledge/portal';

/** Part of security-key: the PIN or finger of the key, before the steps (knowledge.md E5, D.3). The flow brings `guide`. */
export const keyPin = {
  pin: {
    kind: 'ask',
    as: 'keyPin',
    title: 'Does the key have a PIN, and do you know it?',
    why: 'Entra always wants the key to check who holds it. The PIN belongs to the key; it is not the one of Windows.',
    inventory: ['S2-48'],
    choices: {
      yes: { title: 'Yes', to: 'guide' },
      new: { title: 'No, or the key is new', to: 'pin-new' },
      finger: { title: 'It reads my finger', to: 'finger' },
      forgotten: { title: 'I forgot it, or it is blocked', to: 'pin-forgotten' },
    },
  },
  'pin-new': {
    kind: 'tell',
    shows: {
      title: 'Then you make its PIN on the way.',
      lines: [
        'Edge and Chrome ask for a new PIN while you add the key. Choose one that you will know again: it cannot be read out.',
        `You can also set it first on a Windows PC, from ${versions.keyManagementInWindows}. On Windows 10 1809 it takes the tool of the key's maker.`,
      ],
    },
    inventory: ['S2-63', 'S2-78'],
    choices: {
      on: { title: 'Make it on the way', to: 'guide', style: 'positive' },
      first: { title: 'Set it first, in Windows', to: 'pin-set' },
    },
  },
  'pin-set': {
    kind: 'tell',
    shows: { guide: 'key-pin' },
    choices: { done: { title: 'It has a PIN now', to: 'guide', style: 'positive' } },
  },
  finger: {
    kind: 'tell',
    shows: {
      title: 'Then your finger can take the place of the PIN.',
      lines: [
        `Add the finger to the key first: on Windows at ${portal.keyPin}, or with the tool of its maker. The key may want a PIN all the same.`,
        'If your finger is in it already, go on.',
      ],
    },
    choices: {
      on: { title: 'My finger is in it', to: 'guide', style: 'positive' },
      pin: { title: 'Set it up in Windows', to: 'pin-set' },
    },
  },
  'pin-forgotten': {
    kind: 'tell',
    shows: {
      tone: 'warning',
      title: 'A reset erases everything on the key.',
      lines: [
        'A forgotten PIN cannot be read out, and after some wrong tries the key blocks itself. Only a reset helps.',
        'Every account on the key is lost with it, private ones too. Be sure that you can sign in to each in another way first.',
        'Nothing was changed.',
      ],
    },
    inventory: ['S2-66'],
    choices: {
      another: { title: 'I take another key', to: 'pin', style: 'positive' },
      reset: { title: 'Show me how to reset it', to: 'pin-reset', style: 'destructive' },
    },
  },
  'pin-reset': {
    kind: 'tell',
    shows: { guide: 'key-reset' },
    inventory: ['S2-66'],
    choices: { done: { title: 'It is reset', to: 'guide', style: 'positive' } },
  },
} as const;
