import type { Answer } from '../schema';
import { portal } from '../portal';
import { answer, WHO } from './build';

/** knowledge.md D.4 and E6, E7: Microsoft Authenticator as push and as phone sign-in. */
export const phoneSignIn: readonly Answer[] = [
  answer({
    id: 'phone-sign-in-blocked',
    title: 'Phone sign-in is blocked by policy (130500)',
    codes: ['130500'],
    texts: ['Phone sign in was blocked due to User Credential Policy'],
    said: `
      phone sign-in blocked; phone sign in not allowed for my account; phone sign-in was working and now it fails
      passwordless phone sign in is refused; authenticator sign-in blocked by user credential policy
      user is out of scope for phone sign-in; phone sign in option shown but it fails
      user not in the authenticator group any more; why can this user not use phone sign-in
      phone sign-in does not work any more; signing in with my phone stopped working`,
    what: 'The Microsoft Authenticator policy does not let this account sign in by phone.',
    why: 'The account is not in a group of the policy any more, or its mode is "Push", which allows approvals but no phone sign-in.',
    fix: `Put the person into a group of the policy, or set the mode to "Any" or "Passwordless": ${portal.authenticatorPolicy}. Otherwise remove phone sign-in from the app.`,
    who: `${WHO.policyAdmin}; you can remove it yourself`,
    rules: ['R-30', 'R-31', 'R-33'],
    flow: 'phone-sign-in',
    sources: ['ERRX', 'PHONE'],
    inventory: ['S2-41', 'S2-44', 'S2-45', 'S4-9', 'S4-10'],
  }),
  answer({
    id: 'mfa-request-failed',
    title: 'The confirmation on the phone failed (500121)',
    codes: ['500121'],
    texts: ['Authentication failed during strong authentication request'],
    said: `
      authenticator request failed; the approval on my phone did not work; request timed out on the phone
      we didn't hear from you; I was too slow to approve
      I typed the wrong number in authenticator; authentication failed during strong authentication
      authenticator does not show the request; waiting for approval on the phone but nothing shows up
      i approved but it says failed; mfa failed`,
    what: 'The sign-in was not confirmed on the phone.',
    why: 'It took too long, the number was wrong, it was declined, or the request did not reach the phone.',
    fix: 'Open Authenticator by hand and pull down to refresh, check that the phone is online, then sign in again and type the number that the page shows.',
    who: WHO.you,
    rules: ['R-30', 'R-31', 'R-35'],
    flow: 'phone-broken',
    sources: ['ERRX', 'PHONE'],
    inventory: ['S4-18', 'S4-24'],
  }),
  answer({
    id: 'phone-sign-in-not-set-up',
    title: 'Phone sign-in is not set up (500342)',
    codes: ['500342'],
    texts: ['User account is not configured for remote NGC'],
    said: `
      remote ngc not configured; phone sign-in is not set up for this account; phone sign-in disappeared
      account is not enabled for phone sign in; I have to enable phone sign-in again
      authenticator only asks for approval and never replaces the password`,
    what: 'Authenticator is there, but phone sign-in is not set up in it.',
    why: 'It was never switched on, or the registration of the phone was removed.',
    fix: `In Authenticator open your account, choose **${portal.phoneSignIn}**, register the device and sign in.`,
    who: WHO.you,
    rules: ['R-30', 'R-34'],
    flow: 'phone-sign-in',
    sources: ['ERRX', 'PHONE'],
    inventory: ['S2-17', 'S4-20', 'S4-21'],
  }),
  answer({
    id: 'mfa-request-denied',
    title: 'The request was declined on the phone (1003033)',
    codes: ['1003033'],
    texts: ['The remote ngc session was denied'],
    said: `
      I pressed deny by accident; I declined the sign-in request by mistake; request denied on the phone
      remote ngc session was denied; hit no instead of yes in authenticator; i tapped deny`,
    what: 'Somebody pressed "No, it is not me" or "Deny" on the phone.',
    why: 'That ends the sign-in. If it was you by mistake, nothing is lost.',
    fix: 'If it was you, sign in again. If it was not you, or you did not ask for a sign-in, tell your security team now.',
    who: 'You; your security team when it was not you',
    rules: ['R-70'],
    sources: ['ERRX'],
  }),
  answer({
    id: 'suspicious-prompt',
    title: 'A request that I did not make',
    said: `
      I get sign-in requests that I did not start; somebody tries to log in to my account
      approval request out of nowhere; unknown login request on my phone; authenticator asks me to approve but I am not signing in
      notifications in the middle of the night to approve; is someone hacking me; I think my account is hacked
      I approved something by mistake that was not me; mfa fatigue
      strange sign-in in my history; login from a foreign country
      prompt bombing; my account was compromised; unexpected authenticator popup`,
    what: 'Do not approve it. Somebody may know your password.',
    why: 'A request that you did not start comes from somebody else. Nobody at the helpdesk needs your code or your approval.',
    fix: 'Choose **No, it is not me**, tell your security team at once, and do not give any code to anybody. A passkey cannot be tricked like this.',
    who: WHO.security,
    rules: ['R-70'],
    sources: ['ERRX', 'S3'],
    inventory: ['S3-1'],
  }),
  answer({
    id: 'only-password-offered',
    title: 'Only the password is offered',
    said: `
      only password is offered at sign-in; the sign-in page does not offer the phone; page asks for password and not for authenticator
      phone sign-in option missing on the login page; no passwordless option at login; it goes straight to the password
      approve a request is not in the list; other ways to sign in does not show authenticator
      where is use an app instead; use an app instead is gone; methods missing at sign-in; passwordless options do not appear when signing in
      options missing at login; why is my authenticator not an option`,
    what: 'The page offers the password although you have something better.',
    why: 'An older request may still wait unanswered on the phone; or the method is not registered, not allowed for your account, or the app needs attention.',
    fix: `Open Authenticator and answer what waits there, then sign in again and choose **${portal.otherWays}**.`,
    who: `You; for the policy: ${WHO.policyAdmin}`,
    rules: ['R-35', 'R-31', 'R-34', 'R-02', 'R-03'],
    flow: 'sign-in',
    sources: ['PHONE', 'S0'],
    inventory: ['S0-46', 'S0-55', 'S4-23'],
  }),
  answer({
    id: 'authenticator-policy-save',
    title: 'The Authenticator policy cannot be saved',
    said: `
      error when saving the microsoft authenticator policy; authenticator policy does not save; too many groups in the authenticator policy
      cannot save authenticator settings in the portal`,
    what: 'The Microsoft Authenticator policy has too many people or groups in it.',
    why: 'Its list of targets is limited.',
    fix: 'Put them all into one group and target that group.',
    who: WHO.policyAdmin,
    sources: ['PHONE'],
    inventory: ['S0-26'],
  }),
  answer({
    id: 'authenticator-limit',
    title: 'Authenticator is registered too often',
    said: `
      too many authenticator apps; limit of authenticator registrations; can I have authenticator on 6 phones
      how many phones can have authenticator; five authenticator registrations; maximum number of authenticator apps
      authenticator on a second phone; cannot add another authenticator app; old phones still listed in authenticator methods`,
    what: 'An account can have Microsoft Authenticator registered at most 5 times.',
    why: 'Old phones stay in the list until somebody deletes them.',
    fix: 'Open **Security info** and delete the phones that you do not have any more.',
    who: WHO.youOrHelpdesk,
    rules: ['R-36'],
    sources: ['COMB', 'PHONE'],
    inventory: ['S2-34', 'S2-36'],
  }),
  answer({
    id: 'phone-sign-in-greyed',
    title: 'Phone sign-in cannot be switched on in the app',
    said: `
      cannot enable phone sign-in; enable phone sign-in is grey; set up phone sign-in is missing in the app
      phone sign in option greyed out; the app will not let me turn on phone sign-in; unable to enable passwordless in authenticator
      enable phone sign-in fails; the button for phone sign-in does nothing; cant activate phone signin`,
    what: 'The app may not switch on phone sign-in for you yet.',
    why: 'The Authenticator policy leaves your account out or allows push only, the phone has no screen lock, or you may not register another device.',
    fix: `Set a screen lock, then try again. If it stays grey, the policy has to include you: ${portal.authenticatorPolicy}.`,
    who: `You for the phone; ${WHO.policyAdmin} for the policy`,
    rules: ['R-30', 'R-33', 'R-20a'],
    flow: 'phone-sign-in',
    sources: ['PHONE', 'ERR'],
    inventory: ['S2-44', 'S4-20'],
  }),
  answer({
    id: 'number-matching',
    title: 'The number on the screen',
    said: `
      which number do I type; where does the number on the screen go; why must I enter a number
      number matching; two digit number at sign-in; the page shows a number what do I do with it
      can I switch off the number in authenticator; number match explained; authenticator wants a number from me
      I cannot see the number; pick the right number`,
    what: 'Type the number that the sign-in page shows into Authenticator on the phone.',
    why: 'It proves that the page in front of you and the phone in your hand belong together. It is on for everybody and cannot be switched off.',
    fix: 'If the page shows no number, the request is not yours: choose **No, it is not me**.',
    who: WHO.you,
    flow: 'sign-in',
    sources: ['PHONE', 'DEF'],
    inventory: ['S0-46', 'S4-24'],
  }),
  answer({
    id: 'other-authenticator-app',
    title: 'Another authenticator app',
    said: `
      can I use google authenticator; other authenticator app instead of microsoft; use authy for sign-in
      does it have to be the microsoft app; 1password as authenticator; totp app; codes from another app
      i do not want to install microsoft authenticator; alternative to microsoft authenticator; third party authenticator`,
    what: 'Other authenticator apps give codes only. They can be a second factor, but do not replace the password.',
    why: 'Phone sign-in and the passkey of this kind live in Microsoft Authenticator.',
    fix: 'For a sign-in without a password use Microsoft Authenticator, a security key or Windows Hello.',
    who: WHO.you,
    flow: 'security-key',
    sources: ['S4', 'STR'],
    inventory: ['S4-15'],
  }),
  answer({
    id: 'several-accounts',
    title: 'Several accounts on one phone',
    said: `
      can I have two work accounts in authenticator; several accounts on one phone; I work for two companies with one phone
      same phone for two tenants; private and work account in the same app; can two people share a phone for authenticator
      my phone is already registered with another company; second account in authenticator; more than one tenant on my phone
      multiple organisations one phone`,
    what: 'One phone can hold several accounts, of the same or of different organisations.',
    why: 'The phone is registered with each of them. Older guides that speak of one account only are out of date. Guest accounts cannot do this.',
    fix: 'In Authenticator choose **+** > **Work or school account** for each account.',
    who: WHO.you,
    flow: 'phone-sign-in',
    sources: ['PHONE'],
    inventory: ['S2-36'],
  }),
];
