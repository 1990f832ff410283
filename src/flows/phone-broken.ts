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
      why: 'The passkey on it is protected by the screen lock only.',
      choices: { no: { title: 'No, or not unlock it', to: 'find' }, yes: { title: 'Yes, maybe', to: 'stolen' } },
    },
    stolen: {
      kind: 'tell',
      shows: {
        tone: 'warning',
        title: 'Then tell your helpdesk or security team now, please.',
        lines: [
          'An Authentication Administrator can remove what is on that phone and end its sessions. I cannot do that for you yet.',
          'Nothing was changed by me. We can go on with getting you back in meanwhile.',
        ],
      },
      choices: { on: { title: 'Go on', to: 'find', style: 'positive' } },
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
        lines: ['With a second method, a phone that fails will not lock you out. Write "security key" to add one.'],
      },
    },
    ...stillAtHand,
  },
});
