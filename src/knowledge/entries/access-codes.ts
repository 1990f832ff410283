import type { Answer } from '../schema';
import { credentialRegistrationApp, portal } from '../portal';
import { answer, WHO } from './build';

/** knowledge.md D.6: devices, Conditional Access and risk. */
export const accessCodes: readonly Answer[] = [
  answer({
    id: 'device-authentication',
    title: 'The device could not prove itself (50097, 50155, 50187)',
    codes: ['50097', '50155', '50187'],
    texts: [
      'Device authentication is required',
      'Device authentication failed',
      'Failed to perform device authentication',
    ],
    said: `device authentication failed; device authentication required; the device cannot be verified; pc is not recognised by the company`,
    what: 'This app wants a registered device, and the device could not prove that it is one.',
    why: 'Its registration is missing or damaged.',
    fix: 'On Windows run "dsregcmd /status". Register or join the device again, then sign in.',
    who: 'You; a helpdesk agent when it stays',
    rules: ['R-42'],
    sources: ['ERR'],
  }),
  answer({
    id: 'device-not-registered',
    title: 'The device is not registered (50129)',
    codes: ['50129'],
    texts: ['The device is not workplace joined'],
    said: `
      device is not workplace joined; workplace join is required; my phone is not registered with the organisation
      register this device first; phone not registered in entra; device is unknown to the company`,
    what: 'This device is not registered with your organisation.',
    why: 'Phone sign-in, for one, needs a registered phone.',
    fix: `In Authenticator open your account and register the device; on a PC: ${portal.joinPc}.`,
    who: WHO.you,
    rules: ['R-34'],
    sources: ['ERR', 'PHONE'],
    inventory: ['S2-17'],
  }),
  answer({
    id: 'device-state',
    title: 'The device is not in the required state (50131)',
    codes: ['50131'],
    texts: ['or the request was blocked due to suspicious activity, access policy, or security policy decisions'],
    said: `device is not in required device state; device state not ok for sign in`,
    what: 'The device, or the sign-in itself, does not fulfil a policy.',
    why: 'The sign-in log names the policy and what it wants.',
    fix: 'Send the time of the attempt to your helpdesk.',
    who: WHO.helpdesk,
    rules: ['R-54', 'R-70'],
    sources: ['ERR'],
  }),
  answer({
    id: 'device-not-compliant',
    title: 'The device is not compliant (53000)',
    codes: ['53000'],
    texts: [
      'Conditional Access policy requires a compliant device',
      'must enroll their device with an approved MDM provider',
    ],
    said: `
      device is not compliant; compliant device required; my laptop is not compliant; device must be managed; enrol in intune
      you cant get there from here; device does not meet the company requirements; company portal says not compliant
      private laptop not allowed; needs a managed device`,
    what: 'This device does not fulfil the rules of your organisation.',
    why: 'A policy wants a managed and compliant device, and this one is not managed or not up to date.',
    fix: 'Open **Company Portal** and follow what it asks for, or use a company device.',
    who: 'You; an Intune Administrator for the rules',
    rules: ['R-54'],
    sources: ['ERR'],
  }),
  answer({
    id: 'not-domain-joined',
    title: 'A joined PC is demanded (53001)',
    codes: ['53001'],
    texts: ['Conditional Access policy requires a domain joined device'],
    said: `domain joined device required; device is not domain joined; only joined computers may sign in`,
    what: 'This sign-in is open only to PCs that are joined to your domain.',
    why: 'A Conditional Access policy wants it.',
    fix: 'Use a company PC, or have this one joined.',
    who: WHO.helpdesk,
    rules: ['R-54'],
    sources: ['ERR'],
  }),
  answer({
    id: 'app-not-approved',
    title: 'The app is not approved (53002, 530021)',
    codes: ['53002', '530021'],
    texts: [
      'The app used is not an approved app for Conditional Access',
      'Application does not meet the conditional access approved app requirements',
    ],
    said: `
      app is not approved; approved client app required; this app cannot be used with the company account
      authenticator is not an approved app; registration fails because of approved app requirement`,
    what: 'A policy lets only approved apps in, and this one is not among them.',
    why: 'Authenticator cannot fulfil that demand, so registering a passkey fails as well.',
    fix: `Use an approved app. For registrations: leave the app ${credentialRegistrationApp} out of that policy, or accept a compliant device instead.`,
    who: WHO.accessAdmin,
    rules: ['R-53'],
    sources: ['ERR', 'ERRX', 'EAP'],
  }),
  answer({
    id: 'app-protection',
    title: 'The app has to be protected by Intune (53005, 53009)',
    codes: ['53005', '53009'],
    texts: ['Application needs to enforce Intune protection policies'],
    said: `
      intune app protection required; app needs protection policy; outlook on my phone wants app protection
      your organisation must protect this app; mam policy blocks me; application needs to enforce intune protection`,
    what: 'This app must be protected by Intune before it may be used.',
    why: 'A Conditional Access policy wants it. Authenticator cannot fulfil that, which can also stop a passkey.',
    fix: `Let the app set up its protection, or use one that can. For registrations: leave out ${credentialRegistrationApp}.`,
    who: `You; for the policy: ${WHO.accessAdmin}`,
    rules: ['R-53'],
    sources: ['ERRX', 'EAP'],
  }),
  answer({
    id: 'browser-ca',
    title: 'This browser may not sign in (53008, 530022)',
    codes: ['53008', '530022'],
    texts: ['Browser not supported'],
    said: `browser not supported by conditional access; policy wants another browser; sign in with edge to get access`,
    what: 'A policy does not accept this browser.',
    why: 'It cannot show that the device is managed.',
    fix: 'Use Edge with your work profile, or Chrome on a company device.',
    who: WHO.you,
    sources: ['ERRX', 'COMPAT'],
  }),
  answer({
    id: 'ca-blocked',
    title: 'Blocked by Conditional Access (53003, 530031)',
    codes: ['53003', '530031'],
    texts: [
      'Access has been blocked by Conditional Access policies',
      'You cannot access this right now',
      'Your sign-in was successful but does not meet the criteria to access this resource',
      'Access policy does not allow token issuance',
    ],
    said: `
      blocked by conditional access; sign-in does not meet the criteria to access this resource; you cannot access this right now
      conditional access blocks my sign-in; a policy blocks me; access has been blocked; you don't have permission to sign in from here
      cannot log in from abroad; access denied by policy; which policy blocks this user; sign in successful but no access
      why am I blocked by a rule; CA policy stops me; blocked outside the office`,
    what: 'Your sign-in was right, but a Conditional Access policy does not let it through.',
    why: 'Policies look at place, device, app and method. The sign-in log names the one that said no.',
    fix: 'Try a company device or your usual network, and sign in with a passkey. Otherwise send the time of the attempt to your helpdesk.',
    who: WHO.accessAdmin,
    rules: ['R-50', 'R-51', 'R-52', 'R-53', 'R-54'],
    sources: ['ERR', 'ERRX'],
    inventory: ['S0-14', 'S0-43'],
  }),
  answer({
    id: 'registration-risky',
    title: 'Registration stopped as suspicious (53004)',
    codes: ['53004'],
    texts: ['Cannot configure multi-factor authentication methods due to suspicious activity'],
    said: `cannot configure methods because of suspicious activity; registration stopped as suspicious; suspicious activity when adding a method`,
    what: 'Entra does not let this account add methods now: something about it looks suspicious.',
    why: 'The sign-in or the account is seen as risky. Older documents explain this number differently; this is what the service says.',
    fix: 'Tell your security team. Nothing is removed and no pass is issued before they have looked.',
    who: WHO.security,
    rules: ['R-70'],
    sources: ['ERRX'],
  }),
  answer({
    id: 'registration-place',
    title: 'Methods only from certain places (53010)',
    codes: ['53010'],
    texts: [
      'Cannot configure multi-factor authentication methods because the organization requires this information to be set from specific locations or devices',
    ],
    said: `
      can only register methods from the office; security info only from a trusted location; cannot add a method from home
      registration only from specific locations or devices; not allowed to change my security info from here
      security info page blocked outside the company network; register from home office not possible`,
    what: 'Your organisation lets you add methods only from certain places or devices.',
    why: 'A Conditional Access policy guards the registration of security information.',
    fix: 'Do it in the office or on a company device; or ask for a Temporary Access Pass if the policy accepts one.',
    who: `You; for the policy: ${WHO.accessAdmin}`,
    rules: ['R-54', 'R-55'],
    flow: 'need-a-pass',
    sources: ['ERR', 'CAREG', 'STRH'],
    inventory: ['S2-43', 'S2-73'],
  }),
  answer({
    id: 'risk-blocked',
    title: 'Blocked as risky (53011, 530032)',
    codes: ['53011', '530032'],
    texts: [
      'User blocked due to risk on home tenant',
      "We've detected something unusual about this sign-in",
      'Your account is blocked',
    ],
    said: `
      blocked because of risk; risky user; my account is at risk; sign-in blocked something unusual; identity protection blocks me
      user blocked due to risk on home tenant; suspicious sign in detected and blocked; how do I clear a risky user; dismiss user risk
      unusual activity block; high risk sign in; flagged as compromised`,
    what: 'Entra sees the account or this sign-in as risky and has blocked it.',
    why: 'Something was unusual, for example the place or a leaked password. The sign-in log has the exact reason.',
    fix: 'The security team looks at the risk and dismisses it, or ends all sessions and resets the access. Until then there is no pass.',
    who: WHO.security,
    rules: ['R-70'],
    sources: ['ERR', 'ERRX'],
    inventory: ['S3-61'],
  }),
  answer({
    id: 'device-code',
    title: 'Sign-in by device code is blocked (530033)',
    codes: ['530033'],
    texts: ['Remote device flow blocked due to device based conditional access'],
    said: `remote device flow blocked; device code flow not allowed; enter code on another device to sign in is blocked; az login device code blocked`,
    what: 'Signing in by a code on another device is blocked here.',
    why: 'A policy wants to see the device itself. Fraudsters like this way of signing in, too.',
    fix: 'Sign in in a browser on the device itself. If somebody sent you such a code, do not type it.',
    who: WHO.you,
    sources: ['ERRX'],
  }),
  answer({
    id: 'security-defaults',
    title: 'Blocked by security defaults (530035)',
    codes: ['530035'],
    texts: ['Access has been blocked by security defaults'],
    said: `security defaults block the sign-in; what are security defaults; blocked by security defaults`,
    what: 'The basic protection of the tenant (security defaults) stops this sign-in.',
    why: 'It is a fixed set of rules for organisations without policies of their own.',
    fix: 'Sign in with a modern app and a registered second factor.',
    who: 'You; a Security Administrator for the setting',
    sources: ['ERR'],
  }),
  answer({
    id: 'policy-not-applied',
    title: 'A policy shows "Not applied"',
    said: `
      conditional access policy not applied; policy does not apply to the user; sign-in log says not applied; report-only not applied
      why is the policy not applied; ca policy ignored for this person; policy has no effect in the test; my policy does not trigger
      user is included but policy is skipped`,
    what: '"Not applied" means that the policy did not match this sign-in.',
    why: 'The person is not included, is in an excluded group (that wins), or the app, the client or another condition does not fit.',
    fix: 'Open the sign-in, then the policy in its Conditional Access tab: it shows which condition did not match. Groups inside groups count, too.',
    who: WHO.accessAdmin,
    rules: ['R-51', 'R-76'],
    sources: ['S3', 'STRT'],
    inventory: ['S3-48', 'S3-57'],
  }),
  answer({
    id: 'report-only-failure',
    title: 'Report-only: failure or user action required',
    said: `
      report-only failure; report only user action required; report-only shows failure after push approval; what does report-only interrupted mean
      policy in report only fails for pilot; report-only result explained; test says would have been blocked`,
    what: 'If the policy were on, this sign-in would not have been enough.',
    why: 'The method used, such as a push approval or a password, does not meet the strength that the policy demands.',
    fix: 'Sign in again with a passkey, a key or Windows Hello, in a private window. Then it should say "Report-only: Success".',
    who: 'You, or the person of the pilot',
    rules: ['R-52'],
    flow: 'register-passkey',
    sources: ['S3', 'STR'],
    inventory: ['S3-46', 'S3-47', 'S3-58'],
  }),
  answer({
    id: 'mfa-and-strength',
    title: '"Require MFA" beside a phishing-resistant policy',
    said: `
      existing require mfa policy together with authentication strength; do I have to remove the old mfa policy; require mfa for all and phishing resistant for admins
      two conditional access policies mfa and strength; will both policies conflict; keep the old mfa rule
      do mfa policies clash with authentication strength`,
    what: 'Both may stay.',
    why: 'A passkey fulfils both: all policies that match have to be met. In one single policy, demand either MFA or a strength, not both.',
    fix: 'Leave the older policy on while you roll out.',
    who: WHO.accessAdmin,
    sources: ['S3', 'STR'],
    inventory: ['S3-45', 'S3-62'],
  }),
  answer({
    id: 'previously-satisfied',
    title: '"Previously satisfied" in the sign-in log',
    said: `
      previously satisfied; mfa requirement satisfied by claim in the token; test does not ask for the passkey; sign-in log shows previously satisfied
      how do I test cleanly; not prompted because of an existing session; no prompt during the test; force a new sign-in for the test`,
    what: '"Previously satisfied" means that an earlier sign-in in the same session was used.',
    why: 'So nobody asked for the passkey this time, and the test proves nothing.',
    fix: 'Close all windows, open a private one and sign in anew. Or have the sessions of the test person ended.',
    who: 'You; a helpdesk agent ends sessions',
    sources: ['S3'],
    inventory: ['S3-40', 'S3-50', 'S3-51', 'S3-52'],
  }),
  answer({
    id: 'federation',
    title: 'Federated sign-in (AD FS and others)',
    said: `
      ad fs and passwordless; federated users and phone sign-in; adfs; federated domain; redirected to our own login server
      sent to the identity provider when setting up windows hello with a pass; login_hint and federation; does passwordless bypass adfs
      federated idp mfa; okta federated with entra passkeys`,
    what: 'In a federated domain people still can sign in at Entra without a password: a pass and a passkey come first.',
    why: 'Such sign-ins pass by your own sign-in server, and Conditional Access of Entra does not cover apps that trust that server only. If the domain lets the server do the MFA, its MFA is what counts for Windows Hello.',
    fix: 'Do the MFA at your server, or change the federation setting (federatedIdpMfaBehavior).',
    who: 'You; a Hybrid Identity Administrator for the setting',
    rules: ['R-59', 'R-68'],
    sources: ['PHONE', 'TAP', 'STRH'],
    inventory: ['S2-32', 'S2-33'],
  }),
];
