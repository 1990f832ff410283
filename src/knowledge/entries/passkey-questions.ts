import type { Answer } from '../schema';
import { addresses, portal, versions } from '../portal';
import { answer, WHO } from './build';

/** Passkeys on phones without a number: knowledge.md C.1, D.3, E1 to E5b and E10. */
export const passkeyQuestions: readonly Answer[] = [
  answer({
    id: 'method-not-listed',
    title: 'Passkey is not in the list',
    texts: ['Your organization does not allow this method'],
    said: `
      passkey is not in the list of methods; add sign-in method does not show passkey; the passkey option is missing; I cannot add a passkey
      no option to add a security key in security info; passkey in microsoft authenticator is not offered; create a passkey is missing in the app
      cannot register any passkey; passkey registration not available; why can I not choose passkey; option not there for me but for my colleague
      add method shows only phone and email; no create passkey button; passkey choice does not appear; not possible to add a key in my profile`,
    what: 'If passkeys are not offered, a policy leaves your account out, or you may not add them by yourself.',
    why: 'Passkeys may be off, you may be in no included group or in an excluded one, or self-service may be off.',
    fix: 'Be in a group that the policy includes and in none that it excludes; **Allow self-service set up** has to be on.',
    who: `${WHO.policyAdmin}, or the owner of the group`,
    rules: ['R-01', 'R-02', 'R-03', 'R-04', 'R-06', 'R-54'],
    flow: 'register-passkey',
    sources: ['PKF', 'EAP', 'S3'],
    inventory: ['S0-15', 'S0-53', 'S0-55', 'S2-43', 'S2-73', 'S2-74', 'S3-59'],
  }),
  answer({
    id: 'attestation-fails',
    title: 'Registration fails with attestation',
    said: `
      attestation failed; registration fails because of attestation; authenticator passkey fails when attestation is enforced; app attest error
      play integrity fails; attestation service not reachable; enforce attestation and iphone fails; registration keeps failing on a good phone
      attestation cannot be verified; phone cannot be attested`,
    what: 'Your organisation wants proof that the passkey comes from a genuine Authenticator app, and this proof failed.',
    why: 'It works only inside the app. Apple and Google have to vouch for it, and some company networks block them.',
    fix: `Update the app, set a screen lock, make the passkey inside Authenticator, try another network, and again later. ${versions.ios} or ${versions.android} is needed.`,
    who: `You; for both models of Authenticator on the list: ${WHO.policyAdmin}`,
    rules: ['R-12', 'R-15', 'R-16', 'R-17', 'R-19', 'R-20', 'R-20a'],
    flow: 'register-passkey',
    sources: ['EAP', 'REG-A'],
    inventory: ['S3-26', 'S3-27', 'S3-60'],
  }),
  answer({
    id: 'phone-too-old',
    title: 'The phone is too old',
    said: `
      my phone is too old for a passkey; iphone with ios 16; android 13 passkey; which android version do I need; minimum ios version
      does my old phone support passkeys; phone cannot be updated any more; system requirements for a passkey; which phones work
      iphone 7 passkey; what ios do i need; old samsung passkey possible; huawei without google`,
    what: `A passkey in Authenticator needs ${versions.ios} or ${versions.android} at least.`,
    why: 'Older systems do not let an app hold passkeys.',
    fix: 'Update the phone. If that is not possible, use a security key.',
    who: WHO.you,
    rules: ['R-20'],
    flow: 'security-key',
    sources: ['EAP', 'FAQ-A'],
    inventory: ['S1-5', 'S3-10'],
  }),
  answer({
    id: 'app-too-old',
    title: 'Authenticator is too old',
    said: `
      authenticator version too old; which version of authenticator do I need; update the authenticator app; minimum authenticator version
      my authenticator app is outdated; cannot update authenticator; app version for passkeys`,
    what: 'Update Microsoft Authenticator to the newest version.',
    why: 'Where your organisation allows both kinds of passkey, older versions cannot register one. The version in older guides is out of date.',
    fix: 'Open the store on the phone, search Microsoft Authenticator and choose **Update**.',
    who: WHO.you,
    rules: ['R-19'],
    flow: 'register-passkey',
    sources: ['PKF', 'EAP'],
    inventory: ['S1-4'],
  }),
  answer({
    id: 'screen-lock',
    title: 'The phone needs a screen lock',
    said: `
      phone needs a screen lock; must set a device PIN first; app asks to set up a lock screen; no passcode on my iphone
      set a screen lock for authenticator; do I need a pin on the phone; device lock required; I have no lock on my phone`,
    what: 'The phone needs a screen lock: PIN, pattern, finger or face.',
    why: 'It protects the passkey when somebody else holds the phone. A swipe is not enough.',
    fix: 'Set one in the settings of the phone, then go on in Authenticator.',
    who: WHO.you,
    rules: ['R-20a'],
    flow: 'register-passkey',
    sources: ['REG-A'],
    inventory: ['S3-10', 'S4-20'],
  }),
  answer({
    id: 'passkey-provider',
    title: 'Authenticator is not switched on for passkeys',
    said: `
      authenticator is not selected for passkeys; turn on autofill for authenticator; where is autofill passwords and passkeys; additional providers on android
      phone does not offer authenticator to save the passkey; passkey provider not enabled; authenticator missing under autofill; iphone saves to icloud keychain
      no provider for passkeys on android; cannot find passwords and accounts setting; where do i switch on autofill
      password options on iphone not found; samsung pass takes the passkey`,
    what: 'The phone has to be told that Authenticator may hold passkeys.',
    why: 'Each phone has a list of apps for that; the place differs by version.',
    fix: `iOS 18 or newer: ${portal.autofill.ios18}. iOS 17: ${portal.autofill.ios17}. Android: ${portal.autofill.android}. If Android 14 has no such switch, it needs Android 15.`,
    who: WHO.you,
    rules: ['R-20b'],
    flow: 'register-passkey',
    sources: ['REG-A'],
    inventory: ['S1-24'],
  }),
  answer({
    id: 'work-profile',
    title: 'Work profile on Android',
    said: `
      android work profile and passkey; passkey only works in the private apps; work profile does not see my passkey; two profiles on my phone
      passkey made in the personal profile; company apps on android do not find the passkey; island profile; second profile on android`,
    what: 'On Android a passkey works only in the profile, work or personal, in which it was made.',
    why: 'The two profiles are kept apart like two phones.',
    fix: 'Install Authenticator in the other profile too, and make a passkey there.',
    who: WHO.you,
    rules: ['R-23'],
    flow: 'register-passkey',
    sources: ['EAP'],
  }),
  answer({
    id: 'bluetooth-blocked',
    title: 'Bluetooth is not allowed',
    said: `
      bluetooth is disabled by company policy; our computers have no bluetooth; passkey without bluetooth; must I switch bluetooth on
      bluetooth blocked on my laptop; no bluetooth in this pc; why does it need bluetooth; sign in on a desktop without bluetooth
      is bluetooth required for passkeys; pc has no bluetooth adapter; bluetooth turned off by it`,
    what: 'Using the phone for another computer needs Bluetooth on both. On the phone itself, and inside the app, it does not.',
    why: 'Bluetooth proves that the phone is really near the computer. No data of yours goes over it.',
    fix: 'Make and use the passkey on the phone, or take a security key. An administrator can also allow Bluetooth for passkeys only.',
    who: `You; for Bluetooth: ${WHO.intune}`,
    rules: ['R-25', 'R-26'],
    flow: 'security-key',
    sources: ['EAP'],
    inventory: ['S1-6', 'S3-10'],
  }),
  answer({
    id: 'network-endpoints',
    title: 'Addresses for the QR code way',
    said: `
      which addresses must the firewall allow for passkeys; proxy blocks cross-device sign-in; cable.ua5v.com; firewall rules for qr code passkeys
      urls to allow for passkey; tls inspection and passkeys; network requirements for cross device registration`,
    what: `The network must let through, without inspection: ${addresses.crossDevice}.`,
    why: 'Phone and computer meet there when a QR code is used.',
    fix: 'Allow these addresses, or let people make the passkey inside the app, which needs none of them.',
    who: WHO.network,
    rules: ['R-25'],
    sources: ['EAP'],
    inventory: ['S1-6'],
  }),
  answer({
    id: 'too-many-passkeys-safari',
    title: 'Several passkeys, and Safari fails',
    said: `
      more than three passkeys and safari fails; mac sign-in fails with many keys; username first fails on iphone with several keys
      safari does not find the right passkey among many`,
    what: 'With more than three passkeys, Safari and iPhones may fail when you type your name first.',
    why: 'They do not handle a long list of passkeys well.',
    fix: `Do not type a name: choose **${portal.signInOptions}** > **${portal.useKey}**.`,
    who: WHO.you,
    rules: ['R-24'],
    flow: 'sign-in',
    sources: ['COMPAT'],
  }),
  answer({
    id: 'passkey-limit',
    title: 'How many passkeys are possible',
    said: `
      how many passkeys can I have; maximum number of passkeys; limit of passkeys reached; ten passkeys; too many passkeys on my account
      cannot add another passkey; can I have more than one passkey; passkey limit; how many security keys can i register`,
    what: 'You can have 10 passkeys, keys and phones together; one per account in each Authenticator app.',
    why: 'Entra keeps no more than that.',
    fix: 'If the list is full, delete in **Security info** what you do not use.',
    who: WHO.youOrHelpdesk,
    rules: ['R-29a'],
    sources: ['COMB', 'FAQ-A'],
  }),
  answer({
    id: 'name-changed',
    title: 'The sign-in name has changed',
    said: `
      my sign-in name changed; upn changed and the passkey fails; I got married and have a new email address; username was renamed
      passkey shows my old name; new last name and cannot sign in with passkey; account was renamed; old address in authenticator`,
    what: 'A passkey keeps the name it was made with. After a change of the sign-in name it has to be made anew.',
    why: 'It cannot be adapted to the new name.',
    fix: 'In **Security info** delete the old passkey and add a new one. Delete it in Authenticator, too.',
    who: WHO.youOrHelpdesk,
    rules: ['R-29'],
    flow: 'register-passkey',
    sources: ['PKF'],
  }),
  answer({
    id: 'backup-restore',
    title: 'Backup, restore and a new phone',
    said: `
      does the backup contain my passkey; icloud backup of authenticator; restore authenticator on a new phone; is the passkey in the cloud backup
      transfer passkeys to another phone; can I copy a passkey; what happens to the passkey with a new phone; authenticator backup
      does the passkey sync to my ipad; export my passkey; will I lose my passkey if I change phones; move passkey`,
    what: 'A passkey in Authenticator stays on its phone. No backup carries it, and it cannot be copied.',
    why: 'Its private key never leaves the phone: that is what makes it safe.',
    fix: 'Make a new passkey on the new phone while the old one still works, try it, then delete the old one.',
    who: WHO.you,
    rules: ['R-22', 'R-72'],
    flow: 'phone-broken',
    sources: ['CPK', 'REG-A', 'FAQ-A'],
    inventory: ['S3-2', 'S3-11'],
  }),
  answer({
    id: 'remove-method',
    title: 'Delete a method or a passkey',
    said: `
      delete my passkey; remove an old phone from my account; delete a sign-in method; how do I remove a security key from my account
      remove authenticator; remove passkey from the app; get rid of an old passkey; delete old phone in security info; unregister my phone
      admin remove authentication method of a user; how do I delete a users key; remove methods of a lost phone; deleted account from authenticator`,
    what: 'A passkey in Authenticator has two halves: one in the app, one in Entra. Delete both.',
    why: 'On Android deleting in the app usually removes both; on the iPhone it never does.',
    fix: 'Open **Security info** and delete it there; then delete it in the app. Keep one method that works. Helpdesk agents write "lookup" and the name.',
    who: WHO.youOrHelpdesk,
    rules: ['R-21', 'R-22', 'R-72'],
    sources: ['REG-A', 'S2'],
    inventory: ['S2-42', 'S2-49', 'S2-80', 'S2-81', 'S2-82'],
  }),
  answer({
    id: 'change-not-effective',
    title: 'Changed, but not effective yet',
    said: `
      they added me to the group but it still does not work; policy was changed and nothing happens; how long until a change works
      just enabled and still blocked; admin says it is fixed but I see no difference; how long does a policy change take
      group membership not effective yet; I was included today but passkey is still missing; when does the change become active`,
    what: 'A change of a policy or a group is not always effective at the very next sign-in.',
    why: 'Entra needs some time to tell every part of itself, and your old session does not notice.',
    fix: 'Wait up to an hour, then sign in anew in a private window.',
    who: WHO.you,
    rules: ['R-77'],
    sources: ['SYS', 'TAP'],
  }),
  answer({
    id: 'passkey-name',
    title: 'A good name for the passkey',
    said: `
      what name should I give my passkey; rename my passkey; naming convention for passkeys; how should I call my key; can I change the name of a passkey
      label for my security key; which name for the method`,
    what: 'Name it after what you hold: "iPhone 15 work", "Blue key".',
    why: 'Months later the name tells you which one to delete.',
    fix: 'The name is asked for when you add it. Changing it later means to delete and add anew.',
    who: WHO.you,
    sources: ['REG-K', 'S3'],
    inventory: ['S1-29', 'S3-39'],
  }),
];
