import type { Answer } from '../schema';
import { addresses, portal } from '../portal';
import { answer, WHO } from './build';

/** Rolling it out, and looking at what happened: questions of administrators and owners of reports. */
export const rollOut: readonly Answer[] = [
  answer({
    id: 'roll-out',
    title: 'In which order to roll out',
    said: `
      how do we roll out passkeys; rollout plan; pilot group for passwordless; admins first; waves; who should be in the pilot
      deployment plan passwordless; steps for introducing passkeys; checklist before enabling; best practice for a passkey rollout
      create the pilot group; start small or all users; project plan; prepare the organisation for passkeys; phases of deployment`,
    what: 'Admins first, one or two of them; then IT, then departments, in waves.',
    why: 'Each wave shows what the next one will ask. Emergency accounts and the way with a pass must stand before.',
    fix: 'Make an assigned security group for the pilot, use it in the passkey policy and in Conditional Access, and test every step in a private window.',
    who: `${WHO.policyAdmin} with the helpdesk`,
    sources: ['S3', 'PRR'],
    inventory: [
      'S0-4',
      'S0-19',
      'S0-29',
      'S2-21',
      'S2-22',
      'S3-6',
      'S3-17',
      'S3-18',
      'S3-19',
      'S3-53',
      'S3-56',
      'S3-63',
      'S4-2',
    ],
  }),
  answer({
    id: 'campaign',
    title: 'Registration campaign',
    said: `
      registration campaign; nudge users to register; how do I turn on the registration campaign; snooze in the campaign; users are prompted to set up a passkey
      campaign settings in entra; how many days can users snooze; stop the nudge for some users; microsoft managed campaign
      remind users to register passkeys; who gets the nudge`,
    what: `The campaign invites people at sign-in to register: ${portal.campaign}.`,
    why: 'Set to "Microsoft managed" it now invites to passkeys where people may have every kind, with a snooze of a day; where certain models are targeted it stays with Authenticator.',
    fix: 'Set its state, groups and exclusions there.',
    who: WHO.policyAdmin,
    sources: ['DEF', 'CAMP'],
    inventory: ['S0-4', 'S3-55'],
  }),
  answer({
    id: 'announcements',
    title: 'Telling people about it',
    said: `
      email template to announce passkeys; posters for passwordless; how do I tell my users; communication plan; announcement text
      message to employees about passkeys; templates for mfa rollout; what should we write to the staff`,
    what: `Microsoft has templates for mails and posters: ${addresses.announcements}.`,
    why: 'People need four things: why, the app, where to register, how to sign in afterwards.',
    fix: `Name the date, the page ${addresses.shortSecurityInfo}, and this chat for questions.`,
    who: 'Whoever leads the roll-out',
    sources: ['S2'],
    inventory: ['S2-23', 'S2-24'],
  }),
  answer({
    id: 'roll-back',
    title: 'Switching a method off again',
    said: `
      roll back passkeys; disable fido2 again; turn off security keys for everybody; what happens when I disable a method; rollback plan
      what do users see when fido2 is switched off; remove passkeys from the tenant; undo the rollout; turn phone sign-in off again`,
    what: 'Switching a method off stops all sign-ins with it, at once and for everybody who is targeted.',
    why: 'People with a key are asked for it once more, read "Your company policy requires that you use a different method", and take another; next time it is not offered.',
    fix: 'See first who has nothing else. Better take out a group than switch off the method.',
    who: WHO.policyAdmin,
    rules: ['R-01', 'R-13', 'R-72'],
    sources: ['S2', 'PKF'],
    inventory: ['S2-41', 'S2-72', 'S2-84', 'S2-85'],
  }),
  answer({
    id: 'reports',
    title: 'Who has registered, and who uses it',
    said: `
      report of registered methods; who has a passkey already; list of users without mfa; registration report; export mfa status of all users
      usage of passkeys; how many people signed in with a passkey; user registration details; which users still use sms; activity report
      admins without phishing-resistant methods; statistics of authentication methods; progress of the rollout; adoption numbers`,
    what: `${portal.activity} shows who has registered what, and which methods are used.`,
    why: 'It needs a P1 licence and lags by some hours; I therefore look at the methods themselves when I watch a registration.',
    fix: 'Export it from there. For one person write "lookup" and the name.',
    who: 'A Reports Reader or Authentication Policy Administrator',
    rules: ['R-71', 'R-73'],
    sources: ['ACT'],
    inventory: ['S0-47', 'S1-33', 'S2-86', 'S2-87', 'S2-88', 'S2-94', 'S2-95'],
  }),
  answer({
    id: 'sign-in-logs',
    title: 'Sign-in and audit logs',
    said: `
      where do I see the sign-in logs; check which method was used at sign-in; authentication details tab; audit log of method changes
      who deleted the passkey of the user; who changed the authentication methods policy; prove that the user signed in without a password
      log of registration changes; see failed sign-ins of a user; find the failure reason; troubleshoot a sign-in`,
    what: 'The sign-in log of Entra shows method, failure reason and policies for each sign-in; the audit log shows who changed methods and policies.',
    why: 'Both lag by some minutes. What Keysmith does stands in its own audit, too.',
    fix: 'Filter for the person and the time, then open **Authentication details** and **Conditional Access**.',
    who: 'A Reports Reader or Security Reader',
    sources: ['S2', 'S3'],
    inventory: ['S0-47', 'S2-26', 'S2-89', 'S2-90', 'S2-91', 'S2-96', 'S3-50', 'S3-51'],
  }),
  answer({
    id: 'log-retention',
    title: 'How long logs are kept',
    said: `
      how long are sign-in logs kept; retention of audit logs; audit log retention 30 days; keep logs longer; siem export of entra logs
      how far back can I see sign-ins; logs older than a month`,
    what: 'Entra keeps most of this for 30 days, less without a licence.',
    why: 'Longer histories need an export to a SIEM or a store of your own.',
    fix: 'Set up the export. The audit of Keysmith is kept apart and can be exported: npm run audit -- export.',
    who: 'A Security Administrator',
    sources: ['PRR', 'S2'],
    inventory: ['S2-93'],
  }),
  answer({
    id: 'windows-events',
    title: 'Windows events about keys',
    said: `
      windows event ids for security keys; event 4670 and 5382; event log fido key on windows; local audit of security key use`,
    what: 'Windows itself logs such changes as events 4670 and 5382.',
    why: 'They stand in the event log of the PC; Entra does not have them.',
    fix: 'Collect them with your usual tool.',
    who: 'An administrator of the PC',
    sources: ['S2'],
    inventory: ['S2-92'],
  }),
  answer({
    id: 'try-it-out',
    title: 'How to test that it works',
    said: `
      how do I test my passkey; where can I try it out; does my new passkey work; test sign-in; check that passwordless works; validate the setup
      which page can I use to test the sign-in; portal.office.com test; test plan for fido2 keys; self-test`,
    what: `Open a private window, go to ${addresses.securityInfo} and sign in with the new method.`,
    why: 'A private window has no old session that would answer in your place. Any page of Microsoft 365 will do; some addresses in older guides have changed.',
    fix: `Choose **${portal.useKey}**. Afterwards the sign-in log shows the method.`,
    who: WHO.you,
    flow: 'sign-in',
    sources: ['SGN-A', 'S2'],
    inventory: ['S0-45', 'S0-46', 'S2-68', 'S2-70', 'S3-40'],
  }),
];
