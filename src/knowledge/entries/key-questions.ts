import type { Answer } from '../schema';
import { portal, versions } from '../portal';
import { answer, WHO } from './build';

/** Security keys without a number: knowledge.md D.3, E5, E10, R-47 to R-49, and the key rows of the guides. */
export const keyQuestions: readonly Answer[] = [
  answer({
    id: 'what-is-a-security-key',
    title: 'What is a security key?',
    said: `
      what is a security key; what is a yubikey; what is FIDO2; what does fido mean; explain security keys; is a security key a passkey
      difference between fido2 and passkey; how does a usb key work for login; what is a hardware token`,
    what: 'A security key is a small device, by USB or NFC, that holds a passkey. "FIDO2 security key" is the older name.',
    why: 'It works on many computers, without a phone, and is protected by its own PIN or fingerprint.',
    fix: 'If you have one, add it to your account. If not, your helpdesk knows which models are used here.',
    who: WHO.you,
    flow: 'security-key',
    sources: ['CPK', 'REG-K'],
    inventory: ['S0-27', 'S4-1'],
  }),
  answer({
    id: 'key-pin',
    title: 'Set or change the PIN of a key',
    said: `
      set a PIN on my security key; change yubikey pin; first pin for the key; what PIN does my key want; the key asks for a pin I never set
      how long must the pin of the key be; add a fingerprint to my security key; where do I set the key pin; new key pin setup`,
    what: 'The key has a PIN of its own. It is neither your Windows PIN nor your password.',
    why: 'Entra always wants the key to check who holds it.',
    fix: `On Windows: ${portal.keyPin}. In Edge or Chrome on Windows it is also offered when you add a new key.`,
    who: WHO.you,
    flow: 'security-key',
    sources: ['HWV', 'REG-K', 'COMPAT'],
    inventory: ['S2-48', 'S2-65'],
  }),
  answer({
    id: 'key-pin-forgotten',
    title: 'The PIN of the key is forgotten or blocked',
    said: `
      forgot the PIN of my security key; yubikey pin blocked; too many wrong pins on the key; reset my security key; security key locked
      key is locked after wrong pin; cannot remember my yubikey pin; factory reset of the key; erase my fido key; unblock security key pin
      wrong pin entered 8 times on key; the key says pin blocked`,
    what: 'A forgotten PIN cannot be read out. The key has to be reset, and that erases everything on it.',
    why: 'After some wrong tries the key blocks itself. Other accounts on it are erased as well.',
    fix: `Reset it: ${portal.keyPin} (from ${versions.keyManagementInWindows}; before that, the maker's tool). Then delete the old entry in **Security info** and add the key anew.`,
    who: WHO.youOrHelpdesk,
    rules: ['R-22'],
    flow: 'security-key',
    sources: ['REG-K', 'S2'],
    inventory: ['S2-62', 'S2-63', 'S2-66', 'S2-78'],
  }),
  answer({
    id: 'key-models',
    title: 'Which security keys can be used',
    said: `
      which security key should I buy; recommended security keys; list of supported fido2 keys; is my key model supported; which yubikey works
      does a feitian key work; compatible keys; which keys are allowed here; where do i get a security key; order a security key
      what is the aaguid of my key; how do I find the AAGUID; supported vendors for security keys; where to buy a key`,
    what: 'It depends on the models your organisation allows. Your helpdesk hands them out.',
    why: 'Microsoft keeps a list of keys that can be attested; new models get on it up to 4 weeks after their maker publishes them.',
    fix: 'Tell me the model, or register it: I then say whether it is allowed. The AAGUID of a registered key stands with the person under "lookup", and in the list of the maker.',
    who: `${WHO.helpdesk}; for the list of models: ${WHO.policyAdmin}`,
    rules: ['R-10', 'R-11', 'R-14'],
    flow: 'security-key',
    sources: ['HWV', 'PKF'],
    inventory: ['S2-19', 'S2-46', 'S2-47', 'S2-58', 'S2-61'],
  }),
  answer({
    id: 'key-at-windows',
    title: 'The key at the Windows sign-in screen',
    said: `
      security key is not offered at windows sign-in; use my yubikey to unlock windows; sign in to the pc with a key; fido key on the lock screen
      key does not work at the windows lock screen; log in to windows with my security key; key sign-in for windows with intune
      cannot add key in windows sign-in options; credential provider for security keys; key only works in the browser
      enable security key sign in on windows devices; which windows version for security keys; does windows 10 1809 support keys at the lock screen; gpo turn on security key sign-in; yubikey at computer start`,
    what: 'Windows offers keys only where your organisation has switched that on.',
    why: `It needs ${versions.keysAtWindows}, and the setting on the PC.`,
    fix: `Intune: ${portal.keyPolicy.intune}. Also possible: a provisioning package, or on hybrid joined PCs the group policy "${portal.keyPolicy.gpo}". Then: lock screen > **${portal.signInOptions}** > key.`,
    who: WHO.intune,
    rules: ['R-47', 'R-49'],
    sources: ['KEYWIN', 'KTS'],
    inventory: ['S2-51', 'S2-52', 'S2-54', 'S2-55', 'S2-56', 'S2-64', 'S2-67', 'S2-75'],
  }),
  answer({
    id: 'key-on-premises',
    title: 'Keys and resources on premises',
    said: `
      security key for file shares on premises; hybrid joined pc and fido2; kerberos with security key; cannot reach on-prem resources after key sign-in
      fido2 on-premises; azure ad kerberos for keys; key works in the cloud but not for our servers; domain controller requirements for security keys
      hybrid join and passkeys; freshly joined hybrid pc does not take the key`,
    what: 'A key can open resources on premises from a PC that is joined or hybrid joined, when the directory is prepared for it.',
    why: 'It needs patched domain controllers (2016 or newer), a current Entra Connect and the Kerberos server object. A new hybrid PC first wants one sign-in with the password.',
    fix: 'Sign in with the password once and wait for the policies; then check "dsregcmd /status". It is no preview any more.',
    who: 'A Hybrid Identity Administrator',
    rules: ['R-49'],
    sources: ['KTS', 'KEYWIN'],
    inventory: ['S0-37', 'S2-51', 'S2-53', 'S2-57'],
  }),
  answer({
    id: 'key-unsupported-place',
    title: 'Where keys and passkeys do not work',
    said: `
      remote desktop with security key; rdp does not see my key; security key in a virtual desktop; citrix and yubikey; run as with a security key
      sign in to a server with a key; passkey in vdi; key not passed through to remote session; passkey for rdp; s/mime with security key`,
    what: 'Keys do not work for "Run as", sign-in to servers, S/MIME and plain Active Directory, and in remote sessions only with WebAuthn redirection.',
    why: 'These places do not speak the protocol of the key.',
    fix: 'Switch on WebAuthn redirection for the remote session, or use another method there.',
    who: 'You; an administrator for the redirection',
    rules: ['R-48'],
    sources: ['KEYWIN'],
  }),
  answer({
    id: 'key-on-computer-instead',
    title: 'The computer offers itself instead of the key',
    said: `
      computer wants to save the passkey itself; windows asks where to save the passkey; it always opens windows hello instead of my key
      how do I choose the security key instead of the pc; mac saves the passkey in keychain instead of the key; prompt shows this device only
      browser does not ask for the usb key; wants my face instead of the key; choose another device for the passkey`,
    what: 'The computer offers to keep the passkey itself. You can choose another place.',
    why: 'Windows, macOS and browsers put themselves first.',
    fix: `In that window choose **${portal.anotherDevice}**, then **${portal.securityKey}** or **${portal.phoneDevice}**.`,
    who: WHO.you,
    flow: 'security-key',
    sources: ['REG-K', 'REG-A'],
    inventory: ['S0-42'],
  }),
  answer({
    id: 'key-defective',
    title: 'Is the key defective?',
    said: `
      is my security key defective; test my security key; key does not light up; key not detected by the computer; usb key is not recognised
      how can I check whether my key works; yubikey does not blink; pc does not see the key; the key is dead or not; try my key somewhere else`,
    what: 'Try the key in another port, then on another computer.',
    why: 'If it fails everywhere, it is broken; if it works elsewhere, it is the first computer.',
    fix: `On Windows, ${portal.keyPin} shows whether the key answers. Broken: delete it in **Security info** and get another.`,
    who: WHO.youOrHelpdesk,
    sources: ['S2', 'REG-K'],
    inventory: ['S2-79'],
  }),
  answer({
    id: 'shared-key',
    title: 'One key for two people, or a used one',
    said: `
      can two people share a security key; one yubikey for me and my colleague; use the key of somebody else; borrow a security key; team key for a shared account
      can I have two accounts on one key; I got a used key from a former colleague; is one key enough for the whole shift`,
    what: 'One key, one person. A key can hold several accounts of its owner.',
    why: 'A key has one PIN for all accounts on it: whoever knows it signs in as each of them, and no log can tell you apart. At the Windows lock screen it always takes the account that was added last.',
    fix: `Ask your helpdesk for a key of your own. A used one: reset it first (${portal.keyPin}), which erases everything on it; delete it in **Security info** of its former owner, then add it to your account.`,
    who: `You; ${WHO.helpdesk.toLowerCase()} hands out keys`,
    flow: 'security-key',
    sources: ['KEYWIN', 'REG-K'],
  }),
  answer({
    id: 'key-types-letters',
    title: 'The key types a row of letters',
    said: `
      my yubikey types cccccc letters; key writes random letters when I touch it; touching the key types a long string and enter; strange characters from my security key
      yubikey posts gibberish in the chat; cccccbcgu appears in my document; the key fills letters into the password field; stop the key from typing`,
    what: 'You touched the key while no page was asking for it, and it typed a one-time code of its own.',
    why: 'Many YubiKeys also work as a keyboard, for other services. Microsoft Entra does not use that code, so nothing of your account is given away by it.',
    fix: `Delete the letters. At sign-in choose **${portal.useKey}** first, and touch the key only when it blinks or the window asks. To stop it for good: on the **Home** page of Yubico Authenticator on a computer, switch the application "Yubico OTP" off. If a VPN uses it, ask first.`,
    who: WHO.you,
    flow: 'sign-in',
    sources: ['YUBICO'],
  }),
  answer({
    id: 'key-already-registered',
    title: 'This security key is already registered',
    texts: ['security key is already registered', 'already registered this security key'],
    said: `
      the key says it is already registered when I add it; cannot add my key a second time, already registered; brand new yubikey and it says already registered
      security key refused as already registered but it is not in my list; I never registered this key and the page says I did`,
    what: 'This key, or this PC in its place, already holds a passkey for your account. The same one is not added twice.',
    why: 'Each time, the page sends along what is registered already, and a key that finds itself there refuses. An earlier try may have worked although the page showed an error, or a helpdesk agent set the key up for you.',
    fix: `Look in **Security info**: it may stand there under another name; then just use it. To add it anew, delete that entry first. Not there? Windows Hello may have answered instead: choose **${portal.anotherDevice}**, then **${portal.securityKey}**. Still refused: don't reset the key, other accounts may be on it; ask the helpdesk.`,
    who: WHO.youOrHelpdesk,
    rules: ['R-44'],
    flow: 'security-key',
    sources: ['G-FIDOC', 'EPW', 'REG-K'],
  }),
  answer({
    id: 'found-somebodys-key',
    title: "I found somebody else's security key",
    said: `
      I found a yubikey that is not mine; somebody lost a security key and I have it; found a key on the floor, where do I hand it in
      a colleague left his security key in my computer; whose key is this; there is a stick of somebody else in the meeting room`,
    what: 'Thank you. Hand it in and do not use it. Without its PIN nobody signs in with it.',
    why: 'A key does not say whose it is, and I cannot see it from here. After some wrong PINs it locks itself. Its owner may be locked out at this moment.',
    fix: 'Write "talk to a human" and say where you found it, then give it to the helpdesk or the reception. Helpdesk: compare the serial number on it with your list. If nobody misses it, reset it; it is empty then, and somebody else can have it.',
    who: `You; then ${WHO.helpdesk.toLowerCase()}`,
    sources: ['HWV', 'REG-K', 'OURS'],
  }),
];
