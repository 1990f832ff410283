import type { Answer } from '../schema';
import { portal } from '../portal';
import { answer, WHO } from './build';

/** What helpdesk agents and administrators asked about other people's accounts. */
export const peopleQuestions: readonly Answer[] = [
  answer({
    id: 'verify-caller',
    title: 'How do I check who is calling?',
    said: `
      how do I verify a caller; how can I be sure it is really him on the phone; check the identity of a user before a reset; somebody calls and says he is the boss
      identity proof before I issue a pass; how do we identify people at the helpdesk; which proof is needed before a removal; is a voice enough to identify somebody
      user calls from an unknown number`,
    what: 'Three ways count: in person, by video with a photo ID, or by calling back on the number that HR has.',
    why: 'Voice, chat, display name and the number of a caller prove nothing. Never call a number that the caller gives you. Haste, a high rank and a secret are signs of a fraud.',
    fix: 'Write "lookup" and the name, then **Request a pass** or **Remove a method**. Check who it is in one of the three ways, record it with **I have checked who it is**, and read the six-digit number out on the same line. Somebody else decides. In doubt do nothing and tell the security team.',
    who: 'The manager or a helpdesk agent checks; an approver decides',
    sources: ['OURS', 'PRR'],
  }),
  answer({
    id: 'end-sessions',
    title: 'End all sessions of a person',
    said: `
      end all sessions of a user; sign a user out everywhere; revoke sessions; how do I log somebody out on all devices; kick out whoever is in the account
      sign me out everywhere; log me out of all devices; revoke refresh tokens; force a new sign-in for a user; end my sessions`,
    what: 'All sessions of an account can be ended at once. Every device then has to sign in again.',
    why: 'Entra stops renewing them. An app that is open may go on for up to an hour, and some applications end their own session later.',
    fix: 'For somebody: "lookup" and the name > **More** > **End sessions**; it is checked and approved like a removal. Your own, in Teams: "I lost my phone" > **Lost or stolen** > **End all my sessions**, at once. If the password is known to somebody, it has to be changed as well.',
    who: 'You for your own; for others a helpdesk agent asks and an approver decides',
    sources: ['OURS', 'REVOKE'],
  }),
  answer({
    id: 'keys-on-behalf',
    title: 'Register keys for other people',
    said: `
      register security keys on behalf of users; enrol yubikeys for the whole team; provision keys in bulk; can the helpdesk register a key for an employee
      hand out keys that are already registered; fido2 provisioning api; script to register keys for others; set up a key for somebody else before the first day`,
    what: 'I do not register keys for others. Microsoft Graph can, key by key; Microsoft calls it a preview.',
    why: 'A tool asks Graph for the creation options of the person, makes the passkey on the plugged-in key with a PIN, and registers the result. Keys that were registered beforehand by their maker are not accepted.',
    fix: `Needed: UserAuthMethod-Passkey.ReadWrite.All, the role, and **${portal.selfService}** = Yes in the passkey policy. Easier for most: hand out the keys, and each person adds their own with a Temporary Access Pass; nobody else then ever knows the PIN.`,
    who: WHO.authAdmin,
    rules: ['R-06'],
    flow: 'security-key',
    sources: ['G-FIDO', 'PKF'],
  }),
  answer({
    id: 'leaver',
    title: 'Somebody leaves the company',
    said: `
      employee leaves the company, what about the key; offboarding of a user; somebody has left, remove the methods; last working day and security key
      what to do with the yubikey of a leaver; former employee still has a passkey; I am leaving, what do I do with my key; reuse the key of a former colleague`,
    what: 'When the account is disabled, no passkey, key or PC signs in to it any more. Sessions have to be ended as well.',
    why: 'Open sessions last up to an hour or longer after that. A key that is handed back still holds old passkeys, until it is reset.',
    fix: `Disable the account (${portal.user}; in your own directory if it comes from there), end all sessions ("lookup" > **More**), disable the devices. Reset the returned key (${portal.keyPin}): it is empty then, and somebody else can have it. Leaving yourself? First take private accounts off the key.`,
    who: `${WHO.userAdmin} for the account; ${WHO.helpdesk.toLowerCase()} for sessions and key`,
    sources: ['REVOKE', 'REG-K'],
  }),
  answer({
    id: 'register-again',
    title: 'Make somebody register everything again',
    said: `
      require re-register multifactor authentication; where is the button require re-register MFA; force a user to register again
      make somebody set up all methods again; what does require re-register MFA delete; reset the MFA of a user so that he starts from nothing`,
    what: `**${portal.reRegister}** does it in the Entra admin center. It takes several methods away at once.`,
    why: 'It deletes phone numbers, Authenticator apps and code apps of the person, and switches off hardware code tokens. Microsoft does not list passkeys, security keys and Windows Hello there: look at those one by one.',
    fix: `First make sure who asks. ${portal.usersMethods} > **${portal.reRegister}**. After that the password alone may be enough to register anew, for a thief too: end the sessions, and let the person do it with a pass ("lookup" and the name > **Request a pass**). Only one method: **Remove a method**, with an approval.`,
    who: WHO.authAdmin,
    sources: ['USERMFA', 'OURS'],
  }),
];
