import { defineFlow } from './flow';
import { stillAtHand } from './still-at-hand';

/** Somebody asks for a Temporary Access Pass by name: first whether one is needed at all, then the form with the reason. */
export const needAPass = defineFlow({
  name: 'need-a-pass',
  about: 'your pass',
  inventory: ['S2-27', 'S2-28', 'S3-31', 'S3-32', 'S3-35', 'S4-7'],
  start: 'why',
  steps: {
    why: {
      kind: 'ask',
      as: 'why',
      title: 'What do you need the pass for?',
      why: 'The approver will see the reason.',
      choices: {
        phone: { title: 'My phone is lost, broken or new', to: 'phone' },
        first: { title: 'My first passkey', to: 'find', sets: { reason: 'first-passkey' } },
        start: { title: 'I am new here', to: 'find', sets: { reason: 'new-starter' } },
        nothing: { title: 'Nothing works any more', to: 'find', sets: { reason: 'no-usable-method' } },
      },
    },
    phone: {
      kind: 'ask',
      as: 'phone',
      title: 'What happened to the phone?',
      why: 'It decides what still works.',
      choices: {
        lost: { title: 'Lost or stolen', to: 'find', sets: { reason: 'lost-phone' } },
        broken: { title: 'Broken', to: 'find', sets: { reason: 'broken-authenticator' } },
        replaced: { title: 'I have a new one', to: 'find', sets: { reason: 'replaced-phone' } },
      },
    },
    ...stillAtHand({ title: 'Add a passkey on my phone', flow: 'register-passkey' }),
  },
});
