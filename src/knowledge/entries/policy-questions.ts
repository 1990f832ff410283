import type { Answer } from '../schema';
import { modelName } from '../authenticators';
import { dates, portal } from '../portal';
import { answer, WHO } from './build';

const IOS = '90a3ccdf-635c-4729-a248-9b709135078f';
const ANDROID = 'de1e552d-db1d-4423-a619-566b625cdc84';

/** What administrators ask about the policies: knowledge.md B, and the explaining rows of the guides. */
export const policyQuestions: readonly Answer[] = [
  answer({
    id: 'passkey-policy-place',
    title: 'Where passkeys are switched on',
    said: `
      where do I enable passkeys; where is the passkey policy in the portal; enable fido2 in entra; switch on fido2 security keys; turn on passkeys for a pilot group
      protection authentication methods policies; portal path for authentication methods; how do I allow passkeys for everybody
      activate the fido2 method; target a group for passkeys; azure ad security authentication methods; admin guide to enable passkeys
      enable passkeys for users as admin; allow self-service set up setting`,
    what: `${portal.passkeyPolicy}.`,
    why: 'One policy holds on/off, the targets, and the profiles or restrictions. An exclusion wins over every inclusion.',
    fix: `**Enable and target** > On, then a pilot group; **${portal.selfService}** must be Yes, or nobody can add one by themselves.`,
    who: WHO.policyAdmin,
    rules: ['R-01', 'R-02', 'R-03', 'R-06'],
    sources: ['EAP', 'PKF'],
    inventory: ['S0-12', 'S0-21', 'S0-28', 'S0-30', 'S0-33', 'S1-7', 'S1-8', 'S1-16', 'S2-37', 'S2-83', 'S3-21'],
  }),
  answer({
    id: 'roles',
    title: 'Which role may do what',
    said: `
      which role do I need; role to change authentication methods policy; do I need global administrator; who can delete a user's methods
      who may create temporary access passes; permissions for helpdesk agents; authentication administrator or authentication policy administrator
      least privileged role for passkeys; privileged authentication administrator; role for conditional access; admin roles needed`,
    what: 'Policies: Authentication Policy Administrator. Methods and passes of people: Authentication Administrator; of admins: Privileged Authentication Administrator.',
    why: 'Conditional Access needs a Conditional Access Administrator. A Global Administrator is not needed for any of this.',
    fix: 'In Keysmith itself the groups of your organisation decide who asks, verifies and approves.',
    who: 'A Privileged Role Administrator gives roles',
    sources: ['ROLES', 'TAP', 'EAP'],
    inventory: ['S0-20', 'S2-10', 'S2-11', 'S3-9'],
  }),
  answer({
    id: 'licences',
    title: 'Which licence is needed',
    said: `
      which licence do I need for passkeys; do passkeys cost extra; is P1 required; entra id p2; licence for conditional access
      free tier and passkeys; licence for registration report; license requirement passwordless; what does it cost; P1 for phone sign-in`,
    what: 'Passkeys come with every edition, also the free one.',
    why: 'Conditional Access with strengths and the registration reports need P1; risk and privileged roles need P2.',
    fix: 'Without P1, the reports stay closed to me; I say so where it matters.',
    who: 'Whoever buys licences',
    sources: ['PKF', 'STR', 'ACT'],
    inventory: ['S3-8', 'S4-3'],
  }),
  answer({
    id: 'passkey-profiles',
    title: 'Passkey profiles',
    said: `
      what are passkey profiles; how many passkey profiles; opt in to passkey profiles; can I undo passkey profiles; default passkey profile
      different passkey settings per group; passkey type in the profile; MC1221452; assign a profile to a group; synced passkeys profile for standard users
      policy size limit 20 KB passkeys; recommended passkey profile for admins; passkeytype`,
    what: 'A profile holds kind of passkey, attestation and key models; each targeted group gets one or more.',
    why: 'One profile that fits as a whole is enough. Opting in cannot be undone; the old settings become the Default profile. Documents speak of 3 or of 10 profiles: what counts is the size, 20 KB for the policy.',
    fix: 'For admins: device-bound, attestation, both models of Authenticator. Give every target a profile.',
    who: WHO.policyAdmin,
    rules: ['R-04', 'R-05', 'R-07', 'R-08', 'R-75'],
    sources: ['PKF', 'PKP', 'S3'],
    inventory: ['S3-3', 'S3-20', 'S3-22', 'S3-23', 'S3-24', 'S3-28', 'S3-29', 'S3-54'],
  }),
  answer({
    id: 'attestation',
    title: 'What attestation means',
    said: `
      what is attestation; should I enforce attestation; does authenticator support attestation; attestation yes or no; enforce attestation setting
      attestation for security keys; is attestation needed in production; difference with attestation on; why does qr registration not work with attestation
      turn off attestation for authenticator; attestation explained`,
    what: 'Attestation is proof of make and model: the passkey comes from a genuine key or app.',
    why: 'Authenticator supports it on iPhone and Android, but only for passkeys made inside the app. Guides that tell you to switch it off are out of date. Synced passkeys and Windows Hello can never give it.',
    fix: 'Off in a laboratory, on in production. Existing passkeys go on working.',
    who: WHO.policyAdmin,
    rules: ['R-14', 'R-15', 'R-16', 'R-18'],
    sources: ['EAP', 'CPK', 'HWV'],
    inventory: ['S0-31', 'S1-11', 'S3-26', 'S3-27'],
  }),
  answer({
    id: 'authenticator-aaguids',
    title: 'AAGUIDs and key restrictions',
    said: `
      aaguid of microsoft authenticator; which aaguids must be allowed; key restriction policy; allow list of key models; restrict fido2 keys to certain models
      enforce key restrictions; add the authenticator aaguids; microsoft authenticator preview checkbox; block a key model; what is an aaguid
      ios works but android does not with key restrictions; add a yubikey model to the allow list`,
    what: `An AAGUID names the model. ${modelName(IOS) ?? 'iPhone'}: ${IOS}; ${modelName(ANDROID) ?? 'Android'}: ${ANDROID}.`,
    why: 'With a restriction only listed models may be added and used: whoever takes one off the list locks out those who have it.',
    fix: `Add both, and the models of your keys, in the profile: ${portal.passkeyPolicy}.`,
    who: WHO.policyAdmin,
    rules: ['R-10', 'R-11', 'R-12', 'R-13', 'R-56'],
    sources: ['EAP', 'HWV', 'PKF'],
    inventory: ['S0-32', 'S1-12', 'S1-13', 'S2-58', 'S3-25'],
  }),
  answer({
    id: 'authenticator-mode',
    title: 'Authenticator policy and its mode',
    said: `
      microsoft authenticator policy mode; any push or passwordless mode; authentication mode any; enable phone sign-in for users as an admin
      difference between any, push and passwordless; where do I enable microsoft authenticator; authenticator must be enabled for passkeys
      target authenticator to a group; configure microsoft authenticator method`,
    what: `${portal.authenticatorPolicy}: on, with a group, and mode "Any" or "Passwordless".`,
    why: '"Push" allows approvals only. With "Passwordless" people must register in the app with a pass. A passkey in Authenticator does not need this policy, but the app sets up what it allows.',
    fix: 'Choose "Any" for a pilot group that includes two admins.',
    who: WHO.policyAdmin,
    rules: ['R-30', 'R-32', 'R-33'],
    sources: ['PHONE', 'EAP'],
    inventory: ['S0-8', 'S0-22', 'S0-23', 'S0-24', 'S0-25', 'S0-26', 'S1-3', 'S4-6', 'S4-9', 'S4-10', 'S4-12'],
  }),
  answer({
    id: 'policy-script',
    title: 'Changing the policy by script',
    said: `
      powershell script to enable fido2; update-mgpolicyauthenticationmethodpolicy; script overwrites the targets; graph patch authentication method configuration
      enable passkeys with powershell; connect-mggraph scopes for authentication methods; patch fido2 policy with graph; isRegistrationRequired in the script
      cloud shell script for passkeys; verify the policy with powershell; script throws that fido2 config is absent; is the script in the guide safe`,
    what: 'Take care: the scripts of the guides replace all targets of the policy.',
    why: 'They write "all users" over your groups, one of them without @odata.type, and with profiles each target needs allowedPasskeyProfiles.',
    fix: 'Read the policy first, keep its targets, change the one thing, and compare before and after. I never change a policy myself.',
    who: WHO.policyAdmin,
    sources: ['CSDL', 'S0', 'S1'],
    inventory: ['S0-48', 'S0-49', 'S0-50', 'S0-51', 'S0-52', 'S0-53', 'S0-54', 'S1-7', 'S1-18', 'S1-19', 'S1-20'],
  }),
  answer({
    id: 'graph-forbidden',
    title: 'Graph answers 403',
    texts: ['Insufficient privileges to complete the operation'],
    said: `
      graph 403; insufficient privileges to complete the operation; authorization request denied graph; access denied reading authentication methods
      app lacks permissions; forbidden from microsoft graph; admin consent missing for the script; policy.read.all missing
      keysmith lacks a permission; 403 in powershell`,
    what: 'The caller has no permission for this in Microsoft Graph.',
    why: 'A scope or application permission is missing or not consented, or the role of the signed-in admin is too small.',
    fix: 'Grant the permission and consent to it, then connect anew. For Keysmith "npm run doctor" names what is missing and what is too much.',
    who: 'A Privileged Role Administrator',
    sources: ['S0', 'G-TAPC'],
    inventory: ['S0-60'],
  }),
  answer({
    id: 'graph-module',
    title: 'The Graph PowerShell module',
    said: `
      graph powershell module outdated; install-module microsoft.graph; cmdlet not found; update the microsoft graph module
      the term connect-mggraph is not recognized; powershell module version for graph`,
    what: 'Use the current Microsoft Graph PowerShell module.',
    why: 'Older ones lack cmdlets and newer properties.',
    fix: 'Install-Module Microsoft.Graph, or Update-Module, then open a new window.',
    who: WHO.you,
    sources: ['S0', 'S1'],
    inventory: ['S0-52', 'S0-61', 'S1-17'],
  }),
  answer({
    id: 'legacy-mfa',
    title: 'Per-user MFA and the migration',
    said: `
      per-user mfa; migrate legacy mfa and sspr policies; authentication methods migration; legacy mfa portal; do I have to migrate first
      policy migration state; methods still allowed by the old policy; mfa service settings; manage migration
      users enabled in old mfa portal`,
    what: 'Migrate the old MFA and reset policies into the authentication methods policy.',
    why: 'Until that is complete, a method is allowed if either place allows it, so switching it off in one place changes nothing.',
    fix: `${portal.policies} > **Manage migration**. It is recommended, and no condition for passkeys.`,
    who: WHO.policyAdmin,
    rules: ['R-74'],
    sources: ['STRH', 'S1'],
    inventory: ['S0-6', 'S0-17', 'S1-2'],
  }),
  answer({
    id: 'combined-registration',
    title: 'Combined registration',
    said: `
      combined registration; enable combined security information registration; where is the switch for combined registration; users can use the combined registration experience
      cannot do combined registration; preview features user settings registration; is combined registration on`,
    what: 'There is nothing to switch on any more: it is how registration works for everybody.',
    why: 'Older guides still send you to that switch.',
    fix: 'If somebody cannot register, look at Conditional Access for "Register security information", at self-service, and at the targets.',
    who: WHO.policyAdmin,
    rules: ['R-03', 'R-06', 'R-54'],
    sources: ['COMB'],
    inventory: ['S2-10', 'S2-14', 'S2-43', 'S2-73', 'S4-5'],
  }),
  answer({
    id: 'mfa-server',
    title: 'MFA Server',
    said: `
      is azure mfa server supported; mfa server end of life; migrate from mfa server; on-premises mfa server and phone sign-in; old multi-factor authentication server`,
    what: `MFA Server ended on ${dates.multiFactorServerEnded}.`,
    why: 'It does not serve sign-ins any more.',
    fix: 'Move its people to methods in Entra; Microsoft has a migration tool for that.',
    who: WHO.policyAdmin,
    sources: ['S2'],
    inventory: ['S2-34', 'S2-35'],
  }),
  answer({
    id: 'phishing-resistant-policy',
    title: 'Demand phishing-resistant sign-in',
    said: `
      conditional access policy for phishing-resistant mfa; require passkeys for admins; enforce passkeys with conditional access; authentication strength policy
      how do I force people to use a passkey; require authentication strength; policy for admins only; which strengths exist
      profile allows and conditional access demands; name for the conditional access policy; make passkeys mandatory for administrators
      does a tap satisfy phishing resistant strength`,
    what: 'Conditional Access: include the pilot, exclude the emergency accounts, all resources, grant "Require authentication strength: Phishing-resistant MFA".',
    why: 'The passkey policy says who may have one; Conditional Access says who must use one. A pass does not meet this strength.',
    fix: 'Begin with report-only, look for "Report-only: Success", then switch it on. Leave people a way to register, or they go round in circles.',
    who: WHO.accessAdmin,
    rules: ['R-50', 'R-52', 'R-55', 'R-56', 'R-58', 'R-76'],
    sources: ['STR', 'EAP', 'S3'],
    inventory: ['S0-11', 'S0-14', 'S3-7', 'S3-41', 'S3-42', 'S3-43', 'S3-44', 'S3-45', 'S3-46', 'S3-49'],
  }),
  answer({
    id: 'emergency-accounts',
    title: 'Emergency access accounts',
    said: `
      break glass accounts; emergency access accounts; exclude break-glass from conditional access; how many emergency accounts; name of the break glass account
      protect the emergency admin; test break glass sign-in; do emergency accounts need mfa; backup global admin account`,
    what: 'Have two emergency accounts before you demand strong sign-in.',
    why: 'Cloud only, excluded from the enforcing policies, watched, with a key or certificate kept safe: admin portals demand MFA of them as well.',
    fix: 'Sign in with both from time to time, and let every use raise an alarm. Keysmith never makes passes for them.',
    who: WHO.accessAdmin,
    rules: ['R-76'],
    sources: ['S3'],
    inventory: ['S3-12', 'S3-13', 'S3-14', 'S3-15', 'S3-16'],
  }),
];
