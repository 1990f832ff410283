import type { Answer } from '../schema';
import { portal, versions } from '../portal';
import { answer, WHO } from './build';

/** Windows Hello for Business without a number: knowledge.md D.5, E8b, R-40 to R-49. */
export const helloQuestions: readonly Answer[] = [
  answer({
    id: 'hello-pin-fails',
    title: 'The Windows PIN does not work',
    texts: [
      "That PIN isn't available",
      'Something happened and your PIN is not available',
      'Your credentials could not be verified',
    ],
    said: `
      windows pin does not work; your pin is not available; windows hello stopped working; cannot sign in to windows with my pin
      pin no longer accepted on my laptop; fingerprint on the laptop stopped working
      face recognition does not work any more; hello is not working; pin set-up fails; cannot create a pin
      windows says something went wrong with the pin; laptop does not recognise my face; hello error
      my pc rejects the pin; pin is wrong on windows; computer pin problem`,
    what: 'Windows Hello on this PC does not get through.',
    why: 'Often the session or the registration of the PC is stale; the PIN belongs to this one PC only.',
    fix: `Try in this order: again; sign out and in; restart; set a new PIN (**I forgot my PIN** or ${portal.windowsSignIn}). A number like 0x801C03ED tells me more: type it here.`,
    who: 'You; a helpdesk agent can join the PC again',
    rules: ['R-41', 'R-42'],
    flow: 'windows-hello',
    sources: ['WHERR', 'WHWORK'],
    inventory: ['S0-58'],
  }),
  answer({
    id: 'hello-not-offered',
    title: 'Windows Hello is not offered',
    said: `
      windows hello is not offered; no windows hello option in settings; hello is missing on my pc; sign-in options show no face or fingerprint
      windows does not ask me to set up a pin; this option is managed by your organisation; windows hello greyed out
      hello provisioning does not start; pin option not available; hello not showing up on a joined device
      ngcset no; whfb prerequisites; why is hello not offered on this pc; hello isnt available on this device`,
    what: 'This PC does not offer Windows Hello.',
    why: `It needs ${versions.hello}, a PC that is joined to Entra (or hybrid joined), a ready security chip (TPM), and the policy of Intune or a group policy.`,
    fix: 'Run "dsregcmd /status": AzureAdJoined has to be YES. Then check TPM and policy, finish the second factor and set the PIN.',
    who: `You for the check; ${WHO.intune} for the policy`,
    rules: ['R-40', 'R-41', 'R-42', 'R-43'],
    flow: 'windows-hello',
    sources: ['WHWORK', 'WHREQ', 'S0'],
    inventory: ['S0-18', 'S0-34', 'S0-35', 'S0-58'],
  }),
  answer({
    id: 'hello-policy-conflict',
    title: 'Intune and group policy contradict each other',
    said: `
      windows hello policy conflict; intune and group policy both set windows hello; gpo overrides intune hello settings
      hello settings differ between gpo and mdm; conflicting whfb policies`,
    what: 'Two sources set Windows Hello on this PC, and they contradict each other.',
    why: 'Intune and group policy do not merge.',
    fix: 'Keep one of the two for these PCs and take the other away. I cannot see these policies from here.',
    who: WHO.intune,
    sources: ['S0', 'WHREQ'],
    inventory: ['S0-59'],
  }),
  answer({
    id: 'hello-policy-place',
    title: 'Where Windows Hello is switched on',
    said: `
      where do I enable windows hello for business; windows hello in authentication methods policy; is hello a method in entra policies
      switch on windows hello for the tenant; turn on whfb; hello policy location; configure hello with intune; enable hello for users admin`,
    what: 'Not in the authentication methods of Entra: there is no such policy.',
    why: 'Windows Hello for Business is set by Intune or by group policy. Guides that say otherwise are wrong.',
    fix: 'Set it in Intune (Windows enrolment or a policy for the devices), or by group policy.',
    who: WHO.intune,
    sources: ['EPW', 'WHREQ'],
    inventory: ['S0-35', 'S0-36', 'S4-8'],
  }),
  answer({
    id: 'hello-face-first',
    title: 'Face recognition is quicker than the key',
    said: `
      hello face signs me in before I can use my key; the camera is faster than my security key; want to use key but face logs in first
      face recognition gets in the way of the key`,
    what: 'Windows recognises your face before you can use the key.',
    why: 'Face recognition starts by itself at the lock screen.',
    fix: `Remove the face at ${portal.windowsSignIn} if you would rather use the key.`,
    who: WHO.you,
    sources: ['KTS'],
  }),
  answer({
    id: 'shared-computer',
    title: 'Computers and tablets that several people share',
    said: `
      shared computer sign-in; kiosk; several people use one pc; shared device at reception; shift workers share a tablet
      more than ten people on one pc with hello; shared workstation; what for shared tablets; frontline workers; shop floor terminal`,
    what: 'On shared devices use security keys.',
    why: 'A key goes with its owner. Windows Hello holds up to 10 people per PC, and Authenticator needs a phone of your own.',
    fix: 'Give each person a security key; everybody registers it once.',
    who: `You; ${WHO.helpdesk.toLowerCase()} hands out keys`,
    rules: ['R-43'],
    flow: 'security-key',
    sources: ['PRR', 'STR', 'S2'],
    inventory: ['S2-7', 'S2-8', 'S2-9'],
  }),
  answer({
    id: 'windows-passkey-policy',
    title: 'What passkeys on Windows need in the policy',
    said: `
      passkey on windows preview; allow passkeys on windows for our users; windows hello aaguids in a passkey profile
      switch on entra passkeys on windows; profile for passkeys in windows hello`,
    what: 'Passkeys on Windows are off until a passkey profile allows them by name.',
    why: 'They are no Windows Hello for Business: they open web pages, not the PC, and that PC need not be joined.',
    fix: `List the three Windows Hello models, without attestation, in a profile at ${portal.passkeyPolicy}.`,
    who: WHO.policyAdmin,
    rules: ['R-44', 'R-45', 'R-46', 'R-16'],
    flow: 'windows-passkey',
    sources: ['EPW', 'REG-W'],
  }),
  answer({
    id: 'hello-not-prompted',
    title: 'Windows Hello is demanded but never asked for',
    said: `
      policy requires windows hello but I am not prompted; signed in with password and strength wants hello; no hello prompt after password
      hello needed but the page does not ask`,
    what: 'After a sign-in with the password nobody asks for Windows Hello any more.',
    why: 'The strength wants Windows Hello from the beginning of the session.',
    fix: `Sign out, start again, choose **${portal.signInOptions}** and then Windows Hello.`,
    who: WHO.you,
    rules: ['R-57'],
    flow: 'sign-in',
    sources: ['STR', 'STRT'],
  }),
];
