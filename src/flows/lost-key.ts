import { defineFlow } from './flow';
import { stillAtHand } from './still-at-hand';

/** A security key is gone or dead (knowledge.md E10): off the account with it, a way in, and a spare. */
export const lostKey = defineFlow({
  name: 'lost-key',
  about: 'your lost key',
  inventory: ['S2-29', 'S2-49', 'S2-81', 'S3-32'],
  start: 'what',
  steps: {
    what: {
      kind: 'ask',
      as: 'key',
      title: 'What happened to the key?',
      why: 'It decides what is to be done first.',
      choices: {
        lost: { title: 'Lost', to: 'lost', sets: { reason: 'no-usable-method' } },
        stolen: { title: 'Stolen', to: 'stolen', sets: { reason: 'no-usable-method' } },
        dead: { title: 'It does not work any more', to: 'dead', sets: { reason: 'no-usable-method' } },
        away: { title: 'I do not have it with me', to: 'find', sets: { reason: 'no-usable-method' } },
      },
    },
    lost: {
      kind: 'tell',
      shows: {
        title: 'Nobody can use it without its PIN or your finger. It should not stay on your account all the same.',
        lines: [
          'Ask for its removal: you choose it by its name, model and date. Somebody checks that it is you, and somebody else decides.',
          'If you find it again later, it can be added anew.',
        ],
      },
      choices: { on: { title: 'Get me back in', to: 'find' } },
      waysOut: [
        {
          title: 'Remove the key',
          does: { verb: 'removal.form', reason: 'lost-key' },
          opens: 'dialog',
          style: 'positive',
        },
        { title: 'Add a spare key', does: { verb: 'start', flow: 'security-key' } },
      ],
    },
    stolen: {
      kind: 'tell',
      shows: {
        tone: 'warning',
        title: 'Without its PIN or your finger the key is of no use to a thief. If somebody knows the PIN, act now.',
        lines: [
          'End your sessions: everybody who is signed in as you is signed out, and so are you. That needs nobody else.',
          'Ask for the removal of the key. Somebody checks that it is you, and somebody else decides.',
        ],
      },
      choices: { on: { title: 'Get me back in', to: 'find' } },
      waysOut: [
        { title: 'End all my sessions', does: { verb: 'sessions.end' }, style: 'destructive' },
        { title: 'Remove the key', does: { verb: 'removal.form', reason: 'lost-key' }, opens: 'dialog' },
      ],
    },
    dead: {
      kind: 'tell',
      shows: {
        title: 'Try another USB port or computer once. If it stays dead, it comes off your account.',
        lines: [
          'A key that asks for a PIN you do not know is not dead: it can be reset, which erases everything on it.',
          'A new key is added like the first one.',
        ],
      },
      choices: { on: { title: 'Get me back in', to: 'find', style: 'positive' } },
      waysOut: [
        { title: 'Add a new key', does: { verb: 'start', flow: 'security-key' } },
        { title: 'Remove the dead key', does: { verb: 'removal.form', reason: 'lost-key' }, opens: 'dialog' },
      ],
    },
    ...stillAtHand({ title: 'Add a spare key', flow: 'security-key' }),
  },
});
