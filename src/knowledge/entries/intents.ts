import type { Intent } from '../schema';
import { intent } from './build';

/** What people want to be led through, in many of their words. Add a phrasing where one was not understood. */
export const intents: readonly Intent[] = [
  intent({
    id: 'register-passkey',
    title: 'Register a passkey',
    leads: { flow: 'register-passkey' },
    said: `
      register a passkey; register passkey; set up a passkey; setup passkey on my phone; add a passkey
      create a passkey in authenticator; how do I get a passkey; I want a passkey; make me a passkey please
      enrol a passkey; passkey in Microsoft Authenticator; get started with passkeys; go passwordless
      get rid of my password; sign in without a password; I was told to register a passkey
      set up passwordless sign-in; set up Microsoft Authenticator on my phone
      I want to use my fingerprint or face instead of a password; why can I not add a passkey
      am I ready for a passkey; can I have a passkey; is a passkey allowed for me; add sign-in method
      register a passkey by QR code; set up a passkey with the QR code from my computer
      add a passkey to my phone from the laptop by bluetooth; passkey`,
    sources: ['REG-A'],
    inventory: ['S0-2', 'S1-21', 'S2-31', 'S3-36'],
  }),
  intent({
    id: 'what-can-i-use',
    title: 'What can I use to sign in?',
    leads: { flow: 'what-can-i-use' },
    said: `
      what can I use; what can I use to sign in; which methods can I use; which sign-in methods are allowed for me
      which sign-in methods do I have; show me all my methods; what methods are registered for me
      which ways to sign in do I have; what are my options for signing in; check all my sign-in methods`,
    sources: ['PRR'],
    inventory: ['S0-2', 'S2-30', 'S0-55'],
  }),
  intent({
    id: 'phone-broken',
    title: 'My phone is lost, broken or new',
    leads: { flow: 'phone-broken' },
    said: `
      my phone is broken; I lost my phone; my phone was stolen; phone stolen; I have a new phone
      got a new iPhone and Authenticator is empty; I replaced my phone; changed phone and cannot sign in
      my phone is dead; dropped my phone and the screen is black; phone fell in water
      Authenticator does not work any more; the authenticator app is broken; I deleted Authenticator; I reset my phone
      factory reset my phone; restored my phone from backup and the passkey is gone; no access to my phone
      authenticator keeps crashing; I have no second factor any more without the phone
      I cannot approve the request because I have no phone; phone in repair; switching to a new phone
      move passkey to new phone; transfer authenticator to new device`,
    sources: ['REG-A', 'CPK'],
    inventory: ['S2-29', 'S3-32'],
  }),
  intent({
    id: 'need-a-pass',
    title: 'I need a Temporary Access Pass',
    leads: { flow: 'need-a-pass' },
    said: `
      I need a pass; temporary access pass; temporary access passcode; I need a TAP; request a TAP
      give me a temporary pass; get a temporary code to sign in; one time pass; I am locked out
      locked out of my account; I cannot log in at all; I cannot sign in any more; nothing works to sign in
      no way to log in; I am new here and cannot sign in; first day and no login; new starter needs access
      lost access to my account; I have no method to sign in with`,
    sources: ['TAP'],
    inventory: ['S2-27', 'S3-31', 'S3-32', 'S4-7'],
  }),
  intent({
    id: 'passkey-later',
    title: 'Not now, later',
    leads: { flow: 'passkey-later' },
    said: `
      not now; later please; remind me later; maybe another day; maybe tomorrow; I have no time now; skip this for now
      passkey later`,
  }),
  intent({
    id: 'security-key',
    title: 'Add a security key',
    leads: { flow: 'security-key' },
    said: `
      security key; add a security key; register my yubikey; set up a FIDO2 key; I have a yubikey; usb key for sign-in
      how do I use my hardware key; fido key registration; register a key instead of a phone; passkey without a phone`,
    sources: ['REG-K'],
    inventory: ['S0-27', 'S0-42', 'S2-50'],
  }),
  intent({
    id: 'sign-in',
    title: 'How do I sign in?',
    leads: { flow: 'sign-in' },
    said: `
      how do I sign in with my passkey; how to use my passkey; sign in with passkey on my laptop
      use the passkey on another computer; where do I choose the passkey when I log in
      it still asks for my password although I have a passkey; what do I press to sign in with the passkey
      log in with face or fingerprint on the web page; show me how to sign in; how do I sign in without my password
      how do I log in with what I have; sign in with my phone on this computer
      how do I sign in to Windows with my key`,
    sources: ['SGN-A'],
    inventory: ['S1-31', 'S1-32', 'S3-4'],
  }),
  intent({
    id: 'lost-key',
    title: 'My security key is lost or broken',
    leads: { flow: 'lost-key' },
    about: 'Delete the lost key from the account, then add another. If stolen, all sessions should end too.',
    said: `
      I lost my security key; my yubikey is gone; security key stolen; key is broken; left my key on the train
      dropped my yubikey and it is dead; cannot find my fido key; replace a lost key; someone took my security key
      my token is lost; yubikey damaged; key fell off my keychain; usb key missing; i misplaced my yubi key`,
    sources: ['REG-K', 'TAP'],
    inventory: ['S2-29', 'S2-49', 'S2-81', 'S3-32'],
  }),
  intent({
    id: 'which-method',
    title: 'Which method suits me?',
    leads: { flow: 'which-method' },
    about:
      'Own Windows PC: Windows Hello. Own phone: a passkey in Authenticator. No phone, or shared computers: a security key. Best are two of them, in different devices.',
    said: `
      which method fits my device; what should I use to sign in; recommend a method; I have no smartphone
      I have a mac which method; passkey or windows hello or key for me; best sign-in method; I only have a chromebook
      what do I use without a phone; method for linux; options for signing in without a password
      I do not want to use my private phone; what suits me best; I only have a desktop pc
      which option for a person with an old nokia; what are my options; we share one computer at the counter`,
    sources: ['PRR', 'S2', 'STR'],
    inventory: ['S0-2', 'S4-1'],
  }),
  intent({
    id: 'second-method',
    title: 'Add a second method',
    leads: { flow: 'second-method' },
    about:
      'Have two methods that do not live in the same device. With only one, a lost phone locks you out. Admins should always have two. Passkey on the phone and a security key; passkey on the phone and Windows Hello on the PC.',
    said: `
      second method; add a second method; add another method; backup method in case I lose my phone; I want a spare
      register a second passkey; second security key as a backup; what if I lose my only phone
      I have only one way to sign in; fallback for sign-in; admin account needs two methods
      second method in case I lose my phone; backup sign-in method; add another passkey; passkey on two phones
      spare key; why should I register two methods; passkey on my ipad too; how do I avoid being locked out
      add a second security key; second device; do i need two keys; plan b if my phone is away
      another passkey on my private phone`,
    sources: ['PRR', 'S2'],
    inventory: ['S0-44'],
  }),
];
