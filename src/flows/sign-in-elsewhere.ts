const where = { title: 'Somewhere else', to: 'where' } as const;

/** Part of sign-in: places where a security key does not work (knowledge.md R-48), and what does. */
export const signInElsewhere = {
  elsewhere: {
    kind: 'ask',
    as: 'scenario',
    title: 'Which of these is it?',
    why: 'Some places take no security key and no passkey.',
    choices: {
      'remote-desktop': { title: 'A remote or virtual desktop', to: 'remote-desktop' },
      server: { title: 'A server', to: 'no-key', sets: { place: 'signing in to a server' } },
      'run-as': { title: 'Run as, on Windows', to: 'no-key', sets: { place: 'Run as' } },
      's-mime': { title: 'Mail that is signed or encrypted', to: 'no-key', sets: { place: 'S/MIME mail' } },
      'on-premises-only': {
        title: 'An account that is not in the cloud',
        to: 'no-key',
        sets: { place: 'an account that exists only in Active Directory' },
      },
    },
  },
  'remote-desktop': {
    kind: 'tell',
    shows: {
      title: 'In a remote desktop a key or passkey works where WebAuthn is passed through.',
      lines: [
        'The session has to hand the request to the PC in front of you (WebAuthn redirection). Whoever runs the remote desktops can switch that on.',
        'Without it, sign in there in another way: Microsoft does not support keys then.',
        'Nothing was changed.',
      ],
    },
    inventory: ['S2-51', 'S2-57'],
    choices: { where },
    waysOut: [{ title: 'What can I use?', does: { verb: 'start', flow: 'what-can-i-use' } }],
  },
  'no-key': {
    kind: 'tell',
    shows: {
      title: 'A security key does not work for {place}.',
      lines: ['Microsoft does not support it there. Use the way that you use today.', 'Nothing was changed.'],
    },
    inventory: ['S2-57'],
    choices: { where },
    waysOut: [{ title: 'What can I use?', does: { verb: 'start', flow: 'what-can-i-use' } }],
  },
} as const;
