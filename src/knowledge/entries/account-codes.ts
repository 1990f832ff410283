import type { Answer } from '../schema';
import { answer, WHO } from './build';

/** knowledge.md D.6: the account and its sessions. */
export const accountCodes: readonly Answer[] = [
  answer({
    id: 'cannot-sign-in',
    title: "Why can't I sign in?",
    said: `
      why can I not sign in; why can't I sign in; I cannot sign in; I can't log in; login does not work; cannot log on since this morning
      my sign-in fails; sign-in failed and I do not know why; what is wrong with my account; it does not let me in
      I am locked out and do not know why; signing in does not work any more`,
    what: 'There are many reasons, and the sign-in page names yours.',
    why: 'The number behind "AADSTS" or "Error code", or the sentence above it, says which one it is.',
    fix: 'Type that number or sentence here. If you have no way in at all, ask for a pass.',
    who: WHO.youOrHelpdesk,
    rules: ['R-00a', 'R-00b', 'R-01', 'R-02', 'R-03', 'R-13', 'R-30', 'R-31', 'R-42', 'R-70'],
    flow: 'need-a-pass',
    sources: ['ERR'],
  }),
  answer({
    id: 'must-register-mfa',
    title: 'A second factor has to be registered (50072, 50079)',
    codes: ['50072', '50079'],
    texts: [
      'you must enroll in multi-factor authentication',
      'More information required',
      'Your organization needs more information to keep your account secure',
    ],
    said: `
      must enrol in multi-factor authentication; more information required; your organisation needs more information
      I have to set up MFA but cannot; it says I need to register a second factor; not registered for mfa
      it wants me to set up security info before I can go on; enroll in mfa to access`,
    what: 'Your account has no second factor yet, and this sign-in wants one.',
    why: 'A policy or a new place asks for it.',
    fix: 'Register a passkey now. If you cannot get in at all, ask for a Temporary Access Pass.',
    who: 'You; an approver decides about a pass',
    rules: ['R-28', 'R-54'],
    flow: 'register-passkey',
    sources: ['ERR'],
    inventory: ['S2-15', 'S2-16', 'S4-4'],
  }),
  answer({
    id: 'mfa-asked',
    title: 'A second factor is asked for (50074, 50076)',
    codes: ['50074', '50076'],
    texts: ['Strong Authentication is required', 'you must use multi-factor authentication to access'],
    said: `
      strong authentication required; asked for mfa every time; why do I have to confirm again; mfa prompt again and again
      it always wants the second factor; must use multi-factor authentication; too many mfa prompts; constantly asked to verify`,
    what: 'That is normal: this sign-in wants a second factor.',
    why: 'A policy of your organisation asks for it, or you are in a new place.',
    fix: 'Confirm it. With a passkey one step is enough. If it comes back at every page, tell your helpdesk.',
    who: WHO.you,
    flow: 'sign-in',
    sources: ['ERR'],
  }),
  answer({
    id: 'mfa-expired',
    title: 'The second factor is too old (50078)',
    codes: ['50078'],
    texts: ['Presented multi-factor authentication has expired due to policies'],
    said: `presented mfa has expired; mfa expired by policy; my confirmation is too old`,
    what: 'Your last confirmation is too old for this app.',
    why: 'A policy sets how long it counts.',
    fix: 'Sign in again.',
    who: WHO.you,
    sources: ['ERR'],
  }),
  answer({
    id: 'registration-interrupt',
    title: 'Sign-in interrupted by a registration (50125)',
    codes: ['50125'],
    texts: ['Sign-in was interrupted due to a password reset or password registration entry'],
    said: `interrupted by password reset registration; self-service password reset registration keeps appearing; sign in was interrupted due to password registration`,
    what: 'A registration page came in between.',
    why: 'Your organisation wants details for resetting a password first.',
    fix: 'Finish that page, then sign in again and go to Security info.',
    who: WHO.you,
    rules: ['R-66'],
    sources: ['ERR', 'TAP'],
  }),
  answer({
    id: 'account-locked',
    title: 'The account is locked (50053)',
    codes: ['50053'],
    texts: [
      "The account is locked, you've tried to sign in too many times",
      'Your account is temporarily locked to prevent unauthorized use',
    ],
    said: `
      my account is locked; account locked after too many attempts; tried to sign in too many times; account temporarily locked
      unlock my account; user locked; blocked because of wrong passwords; too many failed logins; smart lockout
      can you unlock me; account got locked this morning`,
    what: 'The account is locked for a while, or the sign-in came from an address that attackers use.',
    why: 'Too many wrong passwords were typed, by you or by somebody else. The failure reason in the sign-in log says which it is.',
    fix: 'Wait some minutes and sign in with a passkey or key instead. If it was not you, tell the security team.',
    who: 'You; a helpdesk agent reads the sign-in log',
    rules: ['R-70'],
    flow: 'sign-in',
    sources: ['ERR', 'ERRX'],
  }),
  answer({
    id: 'password-expired',
    title: 'The password has expired (50055, 50144)',
    codes: ['50055', '50144'],
    texts: ['The password is expired', "The user's Active Directory password has expired"],
    said: `
      my password has expired; password expired; must change my password; active directory password expired; old password not valid any more
      password is too old; windows wants a new password; update your password; how do I renew my password`,
    what: 'The password of the account has expired.',
    why: 'It is older than your organisation allows; with 50144 it is the one of your own directory.',
    fix: 'Sign in with a passkey or key, which do not expire; or set a new password.',
    who: 'You; a helpdesk agent can reset it',
    flow: 'sign-in',
    sources: ['ERR'],
  }),
  answer({
    id: 'no-password',
    title: 'The account has no password here (50056)',
    codes: ['50056'],
    texts: ['Invalid or missing password: password does not exist in the directory for this user'],
    said: `account has no password; password does not exist in the directory; I never got a password; there is no password for this user`,
    what: 'This account has no password in Entra.',
    why: 'It was made for signing in without one, or its password lives elsewhere.',
    fix: 'Sign in with a passkey or key. If you have none, ask for a Temporary Access Pass.',
    who: WHO.ask,
    flow: 'need-a-pass',
    sources: ['ERR'],
  }),
  answer({
    id: 'account-disabled',
    title: 'The account is disabled (50057)',
    codes: ['50057'],
    texts: ['The user account is disabled', 'Your account has been disabled'],
    said: `
      my account is disabled; account was deactivated; user account disabled; account switched off; my account has been blocked by the admin
      account inactive after parental leave; returning employee account disabled`,
    what: 'The account is disabled. No method signs in to it.',
    why: 'Somebody or a process has switched it off, for example after a long leave.',
    fix: 'Have the account enabled. Your manager or HR can ask for it.',
    who: WHO.userAdmin,
    rules: ['R-00a'],
    sources: ['ERR'],
  }),
  answer({
    id: 'user-not-found',
    title: 'The account is not found (50034, 500341)',
    codes: ['50034', '500341'],
    texts: ['This username may be incorrect', "We couldn't find an account with that username"],
    said: `
      user account does not exist; account not found; we could not find an account with that username; my login name is not known
      this username may be incorrect; user not found in the directory; account deleted; wrong tenant`,
    what: 'There is no account with this name here.',
    why: 'The name is mistyped, it has changed, the account was deleted, or it belongs to another organisation.',
    fix: 'Type the whole sign-in name, such as name@company. If it is right, a helpdesk agent can look whether the account still exists.',
    who: 'You; a helpdesk agent',
    sources: ['ERR', 'ERRX'],
  }),
  answer({
    id: 'wrong-password',
    title: 'Wrong name or password (50126)',
    codes: ['50126'],
    texts: [
      'Error validating credentials due to invalid username or password',
      'Your account or password is incorrect',
    ],
    said: `
      wrong password; forgot my password; password is incorrect; reset my password; I do not remember my password
      invalid username or password; my password does not work; password reset please; need a new password; change my password`,
    what: 'The name or the password is wrong.',
    why: 'Passwords get mistyped and forgotten. I cannot set one; I can help you to need none.',
    fix: 'Sign in with a passkey, key or Windows Hello if you have one. If you have nothing else, ask for a Temporary Access Pass; or reset the password the usual way.',
    who: 'You; an approver decides about a pass',
    flow: 'need-a-pass',
    sources: ['ERR'],
    inventory: ['S2-30'],
  }),
  answer({
    id: 'session-ended',
    title: 'The session has ended (50173, 700082 and others)',
    codes: ['50132', '50133', '50173', '700082', '70043', '70044'],
    texts: [
      'The session is not valid due to password expiration or recent password change',
      'The provided grant has expired due to it being revoked',
      'The refresh token has expired',
      'The session has expired or is invalid due to sign-in frequency checks',
    ],
    said: `
      session has ended; I was signed out everywhere; logged out of all apps; refresh token expired; sign in frequency
      token was revoked; outlook and teams ask me to sign in again; have to sign in every day; session expired
      signed out after the helpdesk removed my phone; why am I logged out all the time; kicked out of teams`,
    what: 'That session is over. Sign in again.',
    why: 'It was revoked, was not used for long, or a policy limits how long it lasts. After a lost phone we end all sessions: then this is expected.',
    fix: 'Sign in again, with your passkey if you have one.',
    who: WHO.you,
    flow: 'sign-in',
    sources: ['ERR', 'ERRX'],
    inventory: ['S3-52'],
  }),
  answer({
    id: 'password-change-risk',
    title: 'The password has to be changed (50135)',
    codes: ['50135'],
    texts: ['Password change is required due to account risk'],
    said: `password change is required because of risk; must change password due to account risk; my credentials were leaked`,
    what: 'Entra thinks that somebody else knows this password.',
    why: 'It was seen in a leak, or the sign-ins look strange.',
    fix: 'Tell your security team, then change the password. No pass is issued before they have looked.',
    who: WHO.security,
    rules: ['R-70'],
    sources: ['ERR'],
  }),
  answer({
    id: 'keep-me-signed-in',
    title: 'Nothing is wrong (50140, 50058)',
    codes: ['50140', '50058'],
    texts: ["This occurred due to 'Keep me signed in' interrupt"],
    said: `keep me signed in interrupt; stay signed in question; silent sign-in but no user is signed in`,
    what: 'This is no failure.',
    why: 'The page asked "Stay signed in?", or looked for a session and found none.',
    fix: 'Go on with the sign-in.',
    who: WHO.nobody,
    sources: ['ERR'],
  }),
  answer({
    id: 'external-challenge',
    title: 'Another service has to confirm (50158)',
    codes: ['50158'],
    texts: ['External security challenge not satisfied'],
    said: `external security challenge not satisfied; redirected to another provider for mfa; external authentication method fails`,
    what: 'Another sign-in service has to confirm this sign-in.',
    why: 'Your organisation uses it for the second factor.',
    fix: 'Finish the step on the page that opens. If it fails, note what it says there.',
    who: WHO.you,
    rules: ['R-59'],
    sources: ['ERR'],
  }),
  answer({
    id: 'not-assigned',
    title: 'You are not assigned to this app (50105)',
    codes: ['50105'],
    texts: ['to block users unless they are specifically granted'],
    said: `
      not assigned to the application; no access to this app; user not assigned to a role for the application
      need access to an application; administrator has configured the application to block users; app says I have no access`,
    what: 'You may sign in, but not to this app.',
    why: 'The app is open only to people and groups that are assigned to it. Your sign-in method is fine.',
    fix: 'Ask the owner of the app to add you.',
    who: 'The owner of the application',
    sources: ['ERR'],
  }),
  answer({
    id: 'consent',
    title: 'The app needs consent (90094, 65001)',
    codes: ['90094', '65001'],
    texts: ['Need admin approval', 'Approval required'],
    said: `
      need admin approval; app needs consent; administrator has to approve the permissions; consent required; grant admin consent
      app needs permission to access resources; unverified app approval required`,
    what: 'An administrator has to agree before this app may read anything.',
    why: 'The app asks for permissions that people cannot give by themselves.',
    fix: 'Ask for admin consent. If it is Keysmith itself, "npm run doctor" says which permissions are missing.',
    who: 'A Privileged Role Administrator or Cloud Application Administrator',
    sources: ['ERR'],
    inventory: ['S0-60'],
  }),
];
