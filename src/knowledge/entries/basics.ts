import type { Answer } from '../schema';
import { addresses, dates, portal } from '../portal';
import { answer, WHO } from './build';

/** What employees ask before they begin: the EXP and LINK items of the guides, answered the way knowledge.md B says. */
export const basics: readonly Answer[] = [
  answer({
    id: 'what-is-a-passkey',
    title: 'What is a passkey?',
    said: `
      what is a passkey; explain passkeys; what does passkey mean; how is a passkey different from a password; I do not understand passkeys
      how does a passkey work; passkey in simple words; tell me about passkeys; passkey definition; what are passkeys for
      private key and public key of a passkey; challenge and response; is a passkey a password; whats this passkey everyone talks about`,
    what: 'A passkey lets you sign in with your face, finger or PIN instead of a password.',
    why: 'Your phone or key keeps a secret that never leaves it, and proves to the page that it has it. There is nothing to remember and nothing to give away.',
    fix: 'Setting one up takes about three minutes.',
    who: WHO.you,
    flow: 'register-passkey',
    sources: ['CPK'],
    inventory: ['S1-1', 'S3-2', 'S3-5'],
  }),
  answer({
    id: 'why-passwordless',
    title: 'Why without a password?',
    said: `
      why should I use a passkey; why passwordless; are passkeys safer; what is wrong with passwords; why can't I keep my password
      is sms not safe enough; is a push approval phishable; what are the benefits of passkeys; why do we have to change to passkeys
      advantages of passwordless sign-in; do I have to do this; is this mandatory; why are passwords bad; security of passkeys compared with mfa
      phishing resistant explained; is it secure; can a passkey be hacked or stolen`,
    what: 'Because passwords, SMS codes and approvals can be tricked out of people; a passkey cannot.',
    why: 'A passkey works only on the real page. A false page gets nothing, and nobody can read it out on the phone.',
    fix: 'It is also quicker: one look or one touch.',
    who: WHO.you,
    flow: 'register-passkey',
    sources: ['CPK', 'S3'],
    inventory: ['S2-1', 'S3-1', 'S4-27', 'S0-9'],
  }),
  answer({
    id: 'biometrics-private',
    title: 'Is my fingerprint or face sent anywhere?',
    said: `
      does the company get my fingerprint; is my face stored; where is my fingerprint saved; privacy of biometrics; can my employer see my face data
      is my biometric data sent to microsoft; data protection of passkeys; gdpr fingerprint; i do not want to give my face`,
    what: 'No. Your face and finger never leave your device.',
    why: 'They only unlock the secret inside it. What goes out is a signature, which says nothing about you.',
    fix: 'If you would rather not use them, the PIN of the device does the same. A security key needs no phone at all.',
    who: WHO.you,
    flow: 'register-passkey',
    sources: ['CPK'],
    inventory: ['S3-2'],
  }),
  answer({
    id: 'private-phone',
    title: 'What the company sees of a private phone',
    said: `
      can IT see what is on my phone; what can the company see on my phone; does authenticator spy on my private phone; is it safe to use my private phone; what does the company see of my own phone
      does the app give my employer access to my phone; can the company read my messages; can you locate my phone; is my phone managed after this; will my phone be enrolled
      does the admin see my apps; privacy of the authenticator app; what data does the app collect; can my boss delete things on my private mobile; work app on a personal phone`,
    what: 'Authenticator does not put your phone under control of the company.',
    why: 'It registers the phone with your account. Your organisation sees the name of the phone and the version of the app; not your pictures, messages, other apps or place.',
    fix: 'Only a device management that you accept in a separate step (Company Portal, Intune) could do more. If you would rather not use your phone, take a security key.',
    who: WHO.you,
    flow: 'which-method',
    sources: ['PHONE', 'CSDL'],
    inventory: ['S2-17'],
  }),
  answer({
    id: 'without-internet',
    title: 'Without internet or mobile network',
    said: `
      does a passkey work offline; do I need internet on the phone; no mobile network in the basement; phone in flight mode; sign in without network; no signal on my phone and it wants approval
      does the key need the internet; no reception in our hall; can I log in to my laptop on a plane; no data roaming abroad; wifi only phone without a sim; phone has no connection`,
    what: 'Windows Hello opens your own PC and a security key answers without any network. Web pages need the computer to be online.',
    why: 'The passkey of a phone for another computer needs internet and Bluetooth on both. A notification needs internet on the phone; the six-digit code in Authenticator does not.',
    fix: 'Where the phone has no network, use Wi-Fi, the code in Authenticator, Windows Hello or a security key.',
    who: WHO.you,
    flow: 'which-method',
    sources: ['SGN-A', 'WHWORK', 'CPK'],
    inventory: [],
  }),
  answer({
    id: 'passkey-kinds',
    title: 'Device-bound or synced, phone or key',
    said: `
      difference between device-bound and synced passkeys; kinds of passkeys; passkey or security key which is better; device bound passkey
      is an authenticator passkey synced; is the passkey stored in the cloud; types of passkeys; phone passkey versus hardware key
      compare passkey and yubikey; is my passkey on all my devices; does my passkey follow me to another device; passkey vs fido key; what is the difference between passkey and phone sign-in; passkey or windows hello`,
    what: 'A device-bound passkey stays on one phone, key or PC. A synced one is on all your devices, in iCloud or Google for example.',
    why: 'Passkeys in Authenticator and on security keys are device-bound. A key is the same thing without a phone.',
    fix: 'Your organisation decides which kinds are allowed. I can check what is open to you.',
    who: WHO.you,
    flow: 'register-passkey',
    sources: ['CPK', 'PKF'],
    inventory: ['S3-3', 'S3-11', 'S4-1'],
  }),
  answer({
    id: 'sms-retirement',
    title: 'SMS and voice calls end',
    said: `
      when does sms end; sms codes are retired; voice call mfa retirement; can I still use sms; text message codes going away; phone call verification stops
      is sms allowed as a second factor; sms sign-in switched off; I only get codes by sms; what replaces sms codes; deadline for sms
      no more text messages; sms as a fallback; keep sms as a backup method; codes by text; microsoft sms mfa end of life; i use text message to log in`,
    what: `Microsoft ends its SMS and voice codes on ${dates.phoneMethodsEnd}.`,
    why: `From ${dates.phoneMethodsNudged} people who use them are invited to a passkey. After the end, whoever has nothing else must set up a passkey to get in; nobody can opt out.`,
    fix: 'Set up a passkey now. Do not choose SMS as a fallback.',
    who: WHO.you,
    rules: ['R-71'],
    flow: 'register-passkey',
    sources: ['SMSR'],
    inventory: ['S0-3', 'S0-7', 'S2-30'],
  }),
  answer({
    id: 'system-preferred',
    title: 'Which method the page asks for first',
    said: `
      why does it ask for my password first; system-preferred authentication; default sign-in method; change my default method
      page asks for password although I have a passkey; what decides which method comes first; order of sign-in methods
      it always takes authenticator instead of the passkey; make the passkey my default; preferred method; set default sign in method
      system preferred mfa; still asked for my password with passkey`,
    what: 'Entra chooses the method that is asked for first; you can always choose another.',
    why: 'With system-preferred sign-in the safest one comes first: a pass, then a passkey. Where it is off or limited, the password may come first although you have a passkey.',
    fix: `Choose **${portal.otherWays}** > **${portal.useKey}**. For everybody: set system-preferred authentication to "Microsoft managed".`,
    who: `You; for everybody: ${WHO.policyAdmin}`,
    rules: ['R-37'],
    flow: 'sign-in',
    sources: ['SYS'],
    inventory: ['S3-4', 'S4-25'],
  }),
  answer({
    id: 'security-info-page',
    title: 'Where is Security info?',
    said: `
      where is security info; link to security info; where do I see my sign-in methods; mysignins; aka.ms mysecurityinfo; my security info page
      which methods have I registered; show my methods; where do I manage my authentication methods; page to change my login methods
      which sign in methods do i have; open my sign-ins`,
    what: `Your methods are at ${addresses.securityInfo} (short: ${addresses.shortSecurityInfo}).`,
    why: 'There you add and delete them. The page closes its session after 15 minutes.',
    fix: `Choose **${portal.addMethod}** to add one.`,
    who: WHO.you,
    flow: 'register-passkey',
    sources: ['REG-A', 'COMB'],
    inventory: ['S0-30', 'S2-25', 'S2-50'],
  }),
  answer({
    id: 'guest',
    title: 'Guests and external people',
    said: `
      I am a guest; passkey for guest users; external user sign-in; contractor with a guest account; guest account cannot register
      can guests use passkeys; b2b user and passkey; partner account; my account belongs to another company; supplier needs access
      external consultant; internal guest passkey`,
    what: 'Guests cannot register a passkey here yet. Microsoft has announced it for the end of 2026.',
    why: 'External guests sign in with what their own organisation gives them, and cannot have a pass here. Internal guests can have a pass.',
    fix: 'Set the passkey up with your home organisation.',
    who: 'The IT department of the home organisation',
    rules: ['R-00b', 'R-00c'],
    sources: ['PKF', 'TAP', 'SMSR'],
  }),
  answer({
    id: 'qr-sign-in',
    title: 'Sign-in with a QR code and PIN',
    codes: ['29210'],
    texts: ['QR Code sign-in is disabled via user credential policy'],
    said: `
      qr code and pin sign-in for frontline workers; qr code authentication method; badge with qr code to sign in; qr code sign-in disabled
      qr code login card; sign in with a printed qr code`,
    what: 'Signing in with a printed QR code and a PIN is a method of its own, and it may be off for you.',
    why: 'It counts as one factor only, so it does not replace a passkey.',
    fix: 'For people without a phone a security key is the better way.',
    who: WHO.policyAdmin,
    flow: 'security-key',
    sources: ['STR', 'ERRX'],
    inventory: ['S2-7'],
  }),
  answer({
    id: 'look-up',
    title: 'Look up a person',
    said: `
      look up a user; show the methods of a person; check a colleague's sign-in methods; find a user; why can this user not register
      see which methods an employee has; diagnose somebody else; lookup; check a user's readiness; user details; what is blocking this person`,
    what: 'Write "lookup" and a name or sign-in name.',
    why: 'I then show the person, their methods, and what stands in their way. This is for helpdesk agents.',
    fix: 'Example: lookup tom.berger',
    who: WHO.helpdesk,
    sources: ['S2'],
    inventory: ['S2-80', 'S0-53'],
  }),
];
