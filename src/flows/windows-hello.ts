import { askAPerson } from './human';
import { portal, versions } from '../knowledge/portal';
import { anew, checkAgain, ready, stopped, unclear } from './checked';
import { defineFlow } from './flow';
import { noAnswer } from './no-answer';
import { guided, watched } from './watched';
import { windowsHelloTrouble } from './windows-hello-trouble';

const key = { title: 'Use a security key', does: { verb: 'start', flow: 'security-key' } } as const;
const thisPc = { title: 'A passkey in that PC', does: { verb: 'start', flow: 'windows-passkey' } } as const;
const phone = { title: 'A passkey on my phone', does: { verb: 'start', flow: 'register-passkey' } } as const;

/** Windows Hello for Business (knowledge.md E8b): on a PC that is joined, hybrid joined or new. */
export const windowsHello = defineFlow({
  name: 'windows-hello',
  about: 'Windows Hello',
  inventory: ['S0-2', 'S0-13', 'S0-34', 'S0-43', 'S2-5', 'S2-20'],
  start: 'pc',
  steps: {
    pc: {
      kind: 'ask',
      as: 'pc',
      title: 'Which PC is it about?',
      why: 'Windows Hello lives in one PC, and the steps depend on it.',
      choices: {
        work: { title: 'The work PC that I use', to: 'shared', sets: { before: '', helloOffered: '' } },
        new: { title: 'A new one, not set up yet', to: 'new-pc', sets: { before: '' } },
        own: { title: 'My own PC', to: 'own' },
        unsure: { title: "I don't know which it is", to: 'find-out' },
        pin: { title: 'I forgot my PIN', to: 'new-pin' },
      },
    },
    'find-out': {
      kind: 'ask',
      as: 'pc',
      title: `Open ${portal.joinPc}. What does it say?`,
      why: 'Or run "dsregcmd /status": AzureAdJoined YES means that the PC belongs to your organisation.',
      choices: {
        work: { title: 'Connected to my organisation', to: 'shared' },
        own: { title: 'Only my account, or nothing', to: 'own' },
      },
    },
    own: {
      kind: 'tell',
      shows: {
        title: 'Windows Hello for your work account needs a PC that belongs to your organisation.',
        lines: [
          'A PC that is only registered, or your own, cannot hold its key.',
          'There, a passkey signs you in to everything in the browser: on your phone, in that PC where it is allowed, or on a key.',
        ],
      },
      inventory: ['S0-34'],
      choices: { work: { title: 'It is joined after all', to: 'shared' } },
      waysOut: [{ ...phone, style: 'positive' }, thisPc, key],
    },
    shared: {
      kind: 'ask',
      as: 'sharedComputer',
      title: 'Do several people sign in on it?',
      why: 'Windows Hello takes up to 10 people on one PC.',
      choices: { no: { title: 'No, only I', to: 'check' }, yes: { title: 'Yes', to: 'shared-pc' } },
    },
    'shared-pc': {
      kind: 'tell',
      shows: {
        title: 'On a shared PC a security key is better.',
        lines: [
          'Your Windows Hello key would stay in that PC, and it takes 10 people at most. A security key goes with you.',
        ],
      },
      inventory: ['S2-9'],
      choices: { on: { title: 'Windows Hello all the same', to: 'check' } },
      waysOut: [{ ...key, style: 'positive' }],
    },
    check: {
      kind: 'run',
      task: 'checkWindowsHello',
      then: {
        ready: 'ready',
        'ready-hybrid': 'ready-hybrid',
        'ask-hello-offered': 'hello-offered',
        'no-computer': 'no-computer',
        blocked: 'blocked',
        'no-method': 'blocked',
        unclear: 'unclear',
        'no-answer': 'no-answer',
      },
    },
    'hello-offered': {
      kind: 'ask',
      as: 'helloOffered',
      title: `Look at ${portal.windowsSignIn}: can you choose PIN, face or fingerprint there?`,
      why: 'Intune or a group policy of your organisation allows it; I cannot see those from here.',
      inventory: ['S0-18', 'S0-35', 'S0-36', 'S4-8'],
      choices: {
        yes: { title: 'Yes, it is offered', to: 'check' },
        no: { title: 'No, it is grey or missing', to: 'not-offered' },
      },
    },
    ready: {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: {
        steps: { title: 'Show me the steps', to: 'guide', style: 'positive' },
        hybrid: { title: 'The PC is in a domain, too', to: 'guide-hybrid' },
      },
    },
    'ready-hybrid': ready('guide-hybrid'),
    'no-computer': {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: {
        new: { title: 'I am setting up a new PC', to: 'new-pc', style: 'positive' },
        again: checkAgain,
      },
      waysOut: [phone],
    },
    blocked: stopped([{ ...phone, style: 'positive' }, askAPerson]),
    ...unclear,
    ...noAnswer('check'),
    'not-offered': {
      kind: 'tell',
      shows: {
        tone: 'attention',
        title: 'Then Windows does not offer it on this PC yet.',
        lines: [
          'Windows is too old, its security chip is not ready, or nobody has switched it on for this PC. You cannot see which.',
          `For an Intune Administrator: it takes ${versions.hello}, a joined PC ("dsregcmd /status"), a TPM that is ready, and one policy: Intune or a group policy, not both.`,
          'Nothing was changed. Until then a passkey or a security key signs you in without a password.',
        ],
      },
      inventory: ['S0-18', 'S0-58', 'S0-59'],
      choices: { again: { title: 'It is offered now', to: 'check', sets: { helloOffered: 'yes', ...anew } } },
      waysOut: [{ ...phone, style: 'positive' }, key, askAPerson],
    },
    'new-pc': {
      kind: 'ask',
      as: 'withWhat',
      title: 'What will you sign in with on the new PC?',
      why: 'Windows asks for your account once while it is set up.',
      choices: {
        passkey: { title: 'A passkey on my phone', to: 'check-new' },
        pass: { title: 'A pass', to: 'new-pass' },
        nothing: { title: 'I have nothing yet', to: 'new-nothing' },
      },
    },
    'new-pass': {
      kind: 'tell',
      shows: {
        title: 'Make the passkey on your phone with it first.',
        lines: [
          'A pass that works once is spent at the first sign-in. Spent at the PC, it is gone for the phone; the other way round the passkey opens the PC, too.',
          'For PC and phone with one pass, ask for one that works several times.',
        ],
      },
      inventory: ['S2-27'],
      choices: { on: { title: 'Go on with the PC', to: 'check-new' } },
      waysOut: [{ title: 'First my phone', does: { verb: 'start', flow: 'first-day' }, style: 'positive' }],
    },
    'new-nothing': {
      kind: 'tell',
      shows: {
        title: 'Then a pass comes first.',
        lines: [
          'With it you make a passkey on your phone, and that opens the new PC.',
          'Somebody checks that it is you, and an approver decides.',
        ],
      },
      choices: { on: { title: 'I have found something', to: 'new-pc' } },
      waysOut: [{ title: 'My first day', does: { verb: 'start', flow: 'first-day' }, style: 'positive' }],
    },
    // That Entra does not know the PC yet is in the nature of a new one; everything else still counts.
    'check-new': {
      kind: 'run',
      task: 'checkWindowsHello',
      then: {
        ready: 'guide-new',
        'ready-hybrid': 'guide-new',
        'ask-hello-offered': 'guide-new',
        'no-computer': 'guide-new',
        blocked: 'blocked',
        'no-method': 'blocked',
        unclear: 'unclear',
        'no-answer': 'no-answer',
      },
    },
    guide: guided('hello-joined'),
    'guide-hybrid': guided('hello-hybrid'),
    'guide-new': guided('hello-new-pc'),
    'new-pin': {
      kind: 'tell',
      shows: { guide: 'hello-new-pin' },
      choices: {
        done: { title: 'It works again', to: 'pin-works', style: 'positive' },
        trouble: { title: 'It does not work', to: 'trouble' },
      },
    },
    'pin-works': {
      kind: 'tell',
      shows: {
        tone: 'good',
        title: 'Good.',
        lines: ['The PIN holds for this PC only. Write "second method" to have something else for the next time.'],
      },
    },
    ...watched({
      expects: 'windows-hello',
      thing: 'Windows Hello',
      where: 'at the PC',
      now: 'From now on your face, finger or PIN opens that PC, and signs you in to what asks for more than a password.',
      instead: 'It works too. If you meant Windows Hello, go through the steps at the PC once more.',
    }),
    'sign-in': { kind: 'tell', shows: { guide: 'sign-in-windows-hello' } },
    ...windowsHelloTrouble,
  },
});
