import { portal } from '../knowledge/portal';
import { anew } from './checked';
import { defineFlow } from './flow';
import { signInElsewhere } from './sign-in-elsewhere';
import { signInWays } from './sign-in-ways';

/** How to sign in, here and now, with what one has (knowledge.md E11, E12, E7, E5): the list is read live. */
export const signIn = defineFlow({
  name: 'sign-in',
  about: 'signing in',
  inventory: ['S0-45', 'S0-46', 'S1-30', 'S1-31', 'S1-32', 'S3-40'],
  start: 'where',
  steps: {
    where: {
      kind: 'ask',
      as: 'where',
      title: 'Where do you want to sign in?',
      why: 'I look up what is registered for you, and show what works there.',
      choices: {
        phone: { title: 'On my phone', to: 'find', sets: { shown: '' } },
        computer: { title: 'On a computer, in a browser or app', to: 'find', sets: { shown: '' } },
        windows: { title: 'At the Windows sign-in screen', to: 'find', sets: { shown: '' } },
        elsewhere: { title: 'Remote desktop, server, other', to: 'elsewhere' },
      },
    },
    find: {
      kind: 'run',
      task: 'findWayIn',
      then: {
        'passkey-here': 'passkey-here',
        'passkey-at-computer': 'passkey-at-computer',
        'key-on-phone': 'key-on-phone',
        'key-at-computer': 'key-at-computer',
        'key-at-windows': 'key-at-windows',
        'hello-at-computer': 'hello-at-computer',
        'hello-at-windows': 'hello-at-windows',
        'phone-sign-in': 'phone-sign-in',
        notification: 'notification',
        'not-usable': 'not-usable',
        none: 'none',
        'no-more': 'no-more',
        'no-answer': 'no-answer',
      },
    },
    ...signInWays,
    ...signInElsewhere,
    'not-usable': {
      kind: 'tell',
      shows: {
        tone: 'attention',
        title: '{what}',
        lines: ['{why}', '{fix}', 'Who can do it: {who}.', 'Nothing was changed.'],
      },
      choices: { again: { title: 'Check again', to: 'find', sets: anew, style: 'positive' } },
      waysOut: [{ title: 'What can I use?', does: { verb: 'start', flow: 'what-can-i-use' } }],
    },
    none: {
      kind: 'tell',
      shows: {
        tone: 'attention',
        title: 'You have nothing registered that signs you in there without a password.',
        lines: [
          `The sign-in page shows what is offered to you, under **${portal.otherWays}** or **${portal.signInOptions}**.`,
          'I can show you what you may set up. If nothing works at all, a pass gets you in.',
          'Nothing was changed.',
        ],
      },
      choices: { where: { title: 'Somewhere else', to: 'where' } },
      waysOut: [
        { title: 'What can I set up?', does: { verb: 'start', flow: 'what-can-i-use' }, style: 'positive' },
        { title: 'Nothing works: I need a pass', does: { verb: 'start', flow: 'need-a-pass' } },
      ],
    },
    'no-more': {
      kind: 'tell',
      shows: {
        title: 'That was everything that is registered for you and works there.',
        lines: ['If one of them should work and does not, tell me what you see. Nothing was changed.'],
      },
      choices: {
        trouble: { title: 'Something does not work', to: 'trouble', style: 'positive' },
        again: { title: 'Show them once more', to: 'find' },
        where: { title: 'Somewhere else', to: 'where' },
      },
      waysOut: [{ title: 'My phone is lost or broken', does: { verb: 'start', flow: 'phone-broken' } }],
    },
    'no-answer': {
      kind: 'tell',
      shows: {
        tone: 'attention',
        title: "I can't read your sign-in methods from Microsoft Entra right now.",
        lines: [
          `On the sign-in page, **${portal.otherWays}** shows what is offered to you.`,
          'Nothing was changed. Try again in a minute.',
        ],
      },
      choices: { again: { title: 'Try again', to: 'find', style: 'positive' } },
    },
  },
});
