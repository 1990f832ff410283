const worked = { title: 'It worked', to: 'worked', style: 'positive' } as const;
const trouble = { title: 'It did not work', to: 'trouble' } as const;
const atWindows = { title: 'It did not work', to: 'trouble-windows' } as const;
const other = { title: 'Another way', to: 'find' } as const;
const answers = { worked, trouble, other } as const;
const windowsAnswers = { worked, trouble: atWindows, other } as const;

/** Part of sign-in: the steps for each method at each place, and whether it worked. An error typed there is looked up. */
export const signInWays = {
  'passkey-here': { kind: 'tell', shows: { guide: 'sign-in-passkey-here' }, choices: answers },
  'passkey-at-computer': { kind: 'tell', shows: { guide: 'sign-in-passkey-at-computer' }, choices: answers },
  'key-on-phone': { kind: 'tell', shows: { guide: 'sign-in-key-on-phone' }, choices: answers },
  'key-at-computer': { kind: 'tell', shows: { guide: 'sign-in-key-at-computer' }, choices: answers },
  'key-at-windows': { kind: 'tell', shows: { guide: 'sign-in-key-at-windows' }, choices: windowsAnswers },
  'hello-at-computer': { kind: 'tell', shows: { guide: 'sign-in-windows-hello' }, choices: answers },
  'hello-at-windows': { kind: 'tell', shows: { guide: 'sign-in-hello-at-windows' }, choices: windowsAnswers },
  'phone-sign-in': { kind: 'tell', shows: { guide: 'sign-in-with-phone' }, choices: answers },
  notification: {
    kind: 'tell',
    shows: { guide: 'sign-in-with-notification' },
    choices: answers,
    waysOut: [{ title: 'Set up a passkey', does: { verb: 'start', flow: 'register-passkey' } }],
  },
  worked: {
    kind: 'tell',
    shows: {
      tone: 'good',
      title: 'Good. From now on it goes like that.',
      lines: ['With a second method, losing one will not lock you out.'],
    },
    waysOut: [{ title: 'Add a second method', does: { verb: 'start', flow: 'second-method' } }],
  },
  trouble: {
    kind: 'tell',
    shows: {
      title: 'What do you see?',
      lines: ['Type the text or the number of the error here, and I look it up. Or choose what is nearest.'],
    },
    inventory: ['S0-55'],
    choices: { other },
    waysOut: [
      { title: 'Only the password is offered', does: { verb: 'start', flow: 'entry:only-password-offered' } },
      { title: 'The QR code does nothing', does: { verb: 'start', flow: 'entry:qr-code-hangs' } },
      { title: 'It finds no passkey', does: { verb: 'start', flow: 'entry:no-matching-passkey' } },
      { title: 'My phone does not work', does: { verb: 'start', flow: 'phone-broken' } },
    ],
  },
  'trouble-windows': {
    kind: 'tell',
    shows: {
      title: 'What does Windows show?',
      lines: ['Type the text or the number of the error here, and I look it up. Or choose what is nearest.'],
    },
    inventory: ['S0-58'],
    choices: { other },
    waysOut: [
      { title: 'The key is not offered', does: { verb: 'start', flow: 'entry:key-at-windows' } },
      { title: 'The PIN, face or finger fails', does: { verb: 'start', flow: 'entry:hello-pin-fails' } },
      { title: 'The PC is new or hybrid joined', does: { verb: 'start', flow: 'entry:key-on-premises' } },
    ],
  },
} as const;
