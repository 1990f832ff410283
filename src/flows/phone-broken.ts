import { defineFlow } from './flow';
import { stillAtHand } from './still-at-hand';

/** The phone with Authenticator does not help any more (knowledge.md E9, E10): another way in first, then a pass. */
export const phoneBroken = defineFlow({
  name: 'phone-broken',
  about: 'your phone',
  start: 'what',
  steps: {
    what: {
      kind: 'ask',
      as: 'phone',
      title: "Let's get you back in. What happened to the phone?",
      why: 'It decides what still works.',
      choices: {
        lost: { title: 'Lost or stolen', to: 'lost', sets: { reason: 'lost-phone' } },
        broken: { title: 'Broken', to: 'find', sets: { reason: 'broken-authenticator' } },
        replaced: { title: 'I have a new phone', to: 'old-phone', sets: { reason: 'replaced-phone' } },
        app: { title: 'Authenticator does not work', to: 'app', sets: { reason: 'broken-authenticator' } },
      },
    },
    lost: {
      kind: 'ask',
      as: 'stolen',
      title: 'Could somebody else have it, and unlock it?',
      why: 'What is on it is protected by the screen lock only.',
      choices: { no: { title: 'No, or not unlock it', to: 'locked' }, yes: { title: 'Yes, maybe', to: 'stolen' } },
    },
    stolen: {
      kind: 'tell',
      inventory: ['S2-29', 'S2-81', 'S2-82'],
      shows: {
        tone: 'warning',
        title: "Then let's make it useless, now.",
        lines: [
          'End your sessions: whoever has the phone is signed out everywhere, and so are you. That needs nobody else.',
          'Ask for the removal of what is on it. Somebody checks that it is you, and somebody else decides.',
          'If it is a company phone, your helpdesk can lock it. If the SIM is gone too, your operator can block it.',
        ],
      },
      choices: { on: { title: 'Get me back in', to: 'find' } },
      waysOut: [
        { title: 'End all my sessions', does: { verb: 'sessions.end' }, style: 'destructive' },
        { title: 'Remove what is on it', does: { verb: 'removal.form', reason: 'lost-phone' }, opens: 'dialog' },
      ],
    },
    locked: {
      kind: 'tell',
      inventory: ['S2-29', 'S2-81'],
      shows: {
        title: 'Then it is safe for the moment. It should not stay registered all the same.',
        lines: [
          'First, another way in for you. Then, what is on the lost phone is removed: the passkey and Authenticator.',
          'A backup does not bring the passkey back: the next phone gets its own.',
        ],
      },
      choices: { on: { title: 'Get me back in', to: 'find', style: 'positive' } },
      waysOut: [
        { title: 'Remove what is on it', does: { verb: 'removal.form', reason: 'lost-phone' }, opens: 'dialog' },
        { title: 'End all my sessions', does: { verb: 'sessions.end' } },
      ],
    },
    'old-phone': {
      kind: 'ask',
      as: 'oldPhone',
      title: 'Do you still have the old phone, and does Authenticator open on it?',
      why: 'Then you need no pass: the old phone can confirm the new one.',
      choices: { yes: { title: 'Yes', to: 'move' }, no: { title: 'No', to: 'find' } },
    },
    move: {
      kind: 'tell',
      shows: { guide: 'replace-phone' },
      choices: { no: { title: 'The old phone does not work', to: 'find' } },
      waysOut: [
        {
          title: 'Add the passkey on the new phone',
          does: { verb: 'start', flow: 'register-passkey' },
          style: 'positive',
        },
        {
          title: 'It works. Remove the old one',
          does: { verb: 'removal.form', reason: 'replaced-phone' },
          opens: 'dialog',
        },
      ],
    },
    app: {
      kind: 'tell',
      shows: {
        title: 'Try these first, please.',
        lines: [
          'Update Authenticator in the store, restart the phone, and check that it is online and its date and time are set automatically.',
          'Open the app by itself before you sign in: a waiting request shows up there.',
          'Do not remove your account from the app: a passkey in it would be lost.',
        ],
      },
      choices: {
        works: { title: 'It works again', to: 'works', style: 'positive' },
        still: { title: 'Still not', to: 'find' },
      },
    },
    works: {
      kind: 'tell',
      shows: {
        tone: 'good',
        title: 'Good.',
        lines: ['With a second method, a phone that fails will not lock you out. Write "second method" to add one.'],
      },
    },
    ...stillAtHand({ title: 'Add a passkey on my phone', flow: 'register-passkey' }),
  },
});
