import { askAPerson } from './human';
import { portal } from '../knowledge/portal';
import { anew, notReady, ready } from './checked';
import { defineFlow } from './flow';
import { onThisDeviceTrouble } from './on-this-device-trouble';
import { guided, watched } from './watched';

const another = { before: '', fresh: '', thisPc: '', symptom: '' };
const onPhone = { title: 'A passkey on my phone', does: { verb: 'start', flow: 'register-passkey' } } as const;
const key = { title: 'Use a security key', does: { verb: 'start', flow: 'security-key' } } as const;

/** An Entra passkey in the Windows Hello of one PC (knowledge.md E5c): where allowed, beside no Hello for Business. */
export const windowsPasskey = defineFlow({
  name: 'windows-passkey',
  about: 'your passkey on Windows',
  inventory: ['S0-2'],
  start: 'use',
  steps: {
    use: {
      kind: 'ask',
      as: 'use',
      title: 'What should the passkey on the PC open?',
      why: 'It signs you in to web pages and apps on that PC, and not to Windows itself.',
      choices: {
        web: { title: 'Web pages and apps', to: 'check', sets: another },
        windows: { title: 'Windows itself', to: 'not-windows' },
      },
    },
    'not-windows': {
      kind: 'tell',
      shows: {
        title: 'A passkey on the PC does not open Windows.',
        lines: [
          'Windows Hello for Business does, on a PC that belongs to your organisation. A security key can, where that is switched on.',
          'Nothing was changed.',
        ],
      },
      choices: { web: { title: 'Then for web pages', to: 'check', sets: another } },
      waysOut: [
        { title: 'Set up Windows Hello', does: { verb: 'start', flow: 'windows-hello' }, style: 'positive' },
        key,
      ],
    },
    check: {
      kind: 'run',
      task: 'checkWindowsPasskey',
      then: {
        ready: 'ready',
        'ask-which-pc': 'which-pc',
        blocked: 'blocked',
        'no-method': 'no-method',
        unclear: 'unclear',
        'no-answer': 'no-answer',
      },
    },
    'which-pc': {
      kind: 'ask',
      as: 'thisPc',
      title: 'Windows Hello of your account is on {helloOn}. Is it that PC?',
      why: 'There, a passkey beside it is refused as already registered.',
      choices: { yes: { title: 'Yes', to: 'has-hello' }, no: { title: 'No, another PC', to: 'check' } },
    },
    'has-hello': {
      kind: 'tell',
      shows: {
        title: 'Then that PC has what you need: Windows Hello signs you in without a password.',
        lines: [
          'It opens Windows and the web pages, and cannot be phished either. A passkey would add nothing there.',
          'Nothing was changed.',
        ],
      },
      choices: { other: { title: 'It is another PC after all', to: 'check', sets: { thisPc: 'no' } } },
      waysOut: [{ title: 'How do I sign in?', does: { verb: 'start', flow: 'sign-in' }, style: 'positive' }, onPhone],
    },
    ready: ready('guide'),
    // The others have checks of their own: each says exactly what stands in its way.
    blocked: {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: { again: { title: 'Check again', to: 'check', sets: { symptom: '', ...anew } } },
      waysOut: [{ ...onPhone, style: 'positive' }, key, askAPerson],
    },
    ...notReady('first-passkey'),
    guide: guided('windows-passkey'),
    ...watched({
      expects: 'windows-passkey',
      thing: 'your passkey on Windows',
      where: 'at that PC',
      now: `From now on, choose ${portal.useKey} when you sign in on that PC. It stays there: another PC needs its own.`,
      naming: 'A good name says which PC it is: "Laptop, home office". Security info lets you change it.',
      instead: 'It works too. If you meant the PC, go through the steps once more and save it on this Windows device.',
    }),
    'sign-in': { kind: 'tell', shows: { guide: 'sign-in-windows-passkey' } },
    ...onThisDeviceTrouble(
      'It offers a phone or a key first.',
      'Windows keeps it only when Windows Hello (face, finger or PIN) is set up on that PC, and when you choose this Windows device.',
    ),
  },
});
