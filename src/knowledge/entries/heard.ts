import { phrasings } from './build';
import { heardAgain } from './heard-again';
import { heardLater } from './heard-later';
import { heardMore } from './heard-more';
import { heardRarely } from './heard-rarely';
import { heardSideways } from './heard-sideways';
import { heardStories } from './heard-stories';
import { heardTold } from './heard-told';

/** More of what people write, by the entry they mean. The place to add a sentence that was not understood. */
const heard = {
  'register-passkey': `
    I have to set up a passkey by Friday; my boss says everyone needs a passkey; show me the steps for a passkey; begin passkey setup; passkey registration
    want passkey on iphone; passkey on android phone; create passkey now; how to make a passkey in the authenticator app; I got a mail to register a passkey
    start with passwordless; no more passwords please; want to log in with my face; put a passkey on my phone; help me with passkey enrolment
    i am ready for the passkey; first passkey; how start passkey; is everything ready for my passkey; can you check if i can register a passkey
    what do I have to do for passwordless login; new passkey; get passkey; authenticator setup`,
  'phone-broken': `
    my mobile was stolen on the train; phone in the lake; I dropped my phone in the toilet; phone does not turn on any more; display cracked
    I got a new phone and authenticator is empty; changing my phone next week; my phone is at home and I am in the office; phone battery is dead and I cannot sign in
    sim card and phone gone; someone stole my bag with my phone; company phone was exchanged; old phone returned to the shop; wiped my phone
    I cannot get to my authenticator; authenticator app was deleted; uninstalled authenticator; switched from android to iphone; phone got lost on holiday
    new handset codes not coming; my phone is being repaired; upgrading my phone; i no longer have my old phone; phone run over; phone lost what now
    telefon verloren; handy kaputt; handy gestohlen; téléphone perdu; mon téléphone est cassé; perdí mi teléfono; teléfono robado`,
  'need-a-pass': `
    I cannot get in; please give me a temporary access code; send me a tap; new tap please; another pass; can I get a one-time code to log in
    completely locked out and no phone; no method left; I can't get into anything; request a temporary access pass for me; emergency access to my account
    I have nothing to sign in with; can't access my account at all; how do I get a pass; my pass was not created; get me back in; let me in please
    access to my account lost; could somebody issue me a pass; apply for a pass; order a tap; i need access urgently; cant login at all help
    ich komme nicht mehr rein; je ne peux pas me connecter; no puedo entrar en mi cuenta`,
  'passkey-later': `not today; I am in a meeting; ask me again next week; remind me tomorrow; I will do it later; busy right now; maybe next month; can we do that another time; postpone; some other time; not this week`,
  'security-key': `
    register a security key; add my yubikey to my account; how do I add a fido2 key; set up my new security key; got a yubikey from IT what now
    enrol a hardware key; use a usb key to sign in; register the key in the browser; activate my key; steps for adding a security key; new key setup
    how do I register a titan key; add a nfc key; connect my key to the account; key instead of phone; use my own yubikey`,
  'sign-in': `
    how do I log in with the passkey; sign in on my computer with the passkey on my phone; log in on another device with my phone; use passkey at a strange computer
    where is face fingerprint pin or security key; how do I choose the passkey at sign-in; passkey login steps; sign in on my phone with the passkey
    I have a passkey what now; using my passkey; which button for passkey login; how do I get into teams with my passkey; passkey on someone else's computer
    login with qr code on the pc; how to log in with passkey on windows; sign in without typing my name`,
  status: `
    status of my request; is my request approved; any news about my pass; who has my request; what about my ticket; still nothing happened; how long until someone approves
    did my manager confirm; my request is pending; is my pass ready; when do I get my pass; waiting for approval since this morning; has somebody looked at it; did they say no; request progress`,
  queue: `what is in my queue; requests waiting for me; pending requests; what needs my decision; approve requests; show me the requests; anything waiting for my decision; my approvals; list open passes; do i have to vouch for someone`,
  help: `what do you do; what can you help me with; show me the menu; how can you help; good afternoon; good evening; moin; bonjour; hola; guten tag; what are you able to do; list of commands; what is possible here; thank you; thanks a lot; ok; great`,
  who: `who am I talking to; are you an ai; are you a machine; is there a human behind this; what data do you keep; do you save my messages; who made you; what is this bot; is this bot safe; what do you know about me; is this phishing; are you real`,
  cancel: `stop it; I want to stop; cancel this; cancel my request; leave me alone; end this; no more; I changed my mind; let it be; abort please; forget about it; withdraw my request`,
  'go-on': `go on please; continue where I stopped; let us continue; I am back; what is the next step; next; proceed; done what next; where did we stop; pick up where we left`,
  link: `connect my slack account; how do I link slack; slack says I am not linked; link slack to my work account; slack account linking; pair slack with entra; tie slack to my account`,
  unlink: `remove my slack account; unlink my account from slack; delete the slack connection; slack was linked by somebody else; undo the slack link; detach slack`,
  'pass-blocked-by-policy': `my pass is blocked by a policy; tap blocked; user credential policy blocks temporary access pass; pass refused by policy; not allowed to use a temporary access pass; tap not permitted for my account; user not in tap scope`,
  'pass-incorrect': `
    the code is wrong; temporary pass rejected; I type the pass and it says incorrect; my tap is invalid; code from my manager does not work; pass is not accepted; wrong tap
    it does not take my temporary pass; access pass incorrect; entered the temporary code three times and it is refused; the pass they gave me is not working; pass wrong`,
  'pass-expired': `
    pass has run out; tap no longer valid; my temporary access pass is expired; I was too late with the pass; pass timed out before I could use it; expired tap; code expired; the hour is over and the pass does not work
    temporary code is too old; pass abgelaufen; pass expiré; pase caducado; temporary pass not valid any longer`,
  'pass-redeemed': `
    one-time pass already redeemed; I used my pass once and now need it again; tap already used; second use of the pass is refused; used the tap but did not finish the registration; pass was spent
    I closed the window after the pass and cannot go on; pass works no second time; ten minutes after the pass are over; got interrupted after entering the one time pass; asked for mfa after I used my tap`,
  'pass-web-sign-in': `access pass must be used for web sign in; web sign-in on windows asks for a temporary access pass; windows login screen wants an access pass; globe icon on the windows login asks for a pass`,
  'pass-not-found': `
    page does not ask for my pass; where do I type the pass, there is only a password box; no field for the temporary access pass; sign-in does not offer the pass; tap option missing at login; pass prompt does not come
    it wants my password and not the pass; access pass could not be found; my new tap is not recognised yet; login page ignores my pass; tap is not being asked; cannot enter my tap anywhere`,
  'pass-guest': `temporary access pass cannot be added to an external guest; tap for an external user; can a guest have a temporary pass; create tap for b2b guest`,
  'pass-registration-loop': `after the pass it wants me to register phone and email again and again; tap and then endless more information required; loop after entering the temporary pass; stuck after tap in password reset registration; sspr registration after tap`,
  'pass-sessions-end': `thrown out when the pass expired; teams signed me out after the pass ended; session ended with the temporary pass; logged out after one hour with tap; why was I signed out after using the pass`,
  'passkey-off-by-policy': `
    my passkey is blocked by policy; passkey stopped working, company policy; use a different method; fido sign-in disabled; passkey worked yesterday and today policy says no; policy forbids my passkey
    your company policy requires a different method; my security key suddenly is not accepted at sign-in; passkey sign in not permitted; company rule blocks my key at login; error different method to sign in`,
  'passkey-unknown-to-entra': `passkey not recognised by microsoft; key is not registered to my account; passkey was removed from my account; entra does not know my passkey; I deleted the passkey in security info but the phone still offers it; passkey unknown; deleted my passkey by accident`,
  'passkey-signature': `signature of the passkey is wrong; verification of the fido signature failed; passkey broken signature`,
  'passkey-no-gesture': `key did not ask for pin or fingerprint; invalid gesture; key has no user verification; fido key does not have authenticator data; touch only key without pin`,
  'passkey-wrong-site': `login page looks strange; strange url at sign-in; fake login page; origin is not valid; relying party origin is not valid; is this page genuine; passkey does not work behind our proxy; the sign in page has a weird address`,
  'passkey-device-disabled': `device used during the authentication is disabled; passkey device disabled; sign-in says my device is disabled`,
  'passkey-other-account': `passkey of a colleague on my key; phone offers the wrong account; passkey for my old account is used; picks the wrong passkey; choose another account for the passkey; it logs in with the wrong user`,
  'passkey-counter': `unexpected signature counter; was my key copied; key may be cloned; counter mismatch on security key`,
  'passkey-too-slow': `passkey expired challenge; I was too slow with the passkey; time ran out while using the passkey; passkey request timed out; waited too long and the passkey failed; invalid challenge; page expired during passkey sign-in`,
  'passkey-service-fault': `exclude list not a valid json; fido exclude list error; strange json error when adding a passkey`,
  'method-out-of-scope': `certificate sign-in blocked by user credential policy; method out of scope; sign-in method is not enabled for me; certificate based authentication not allowed`,
  'app-demands-password': `application insists on password; saml app rejects my passkey; AADSTS75011 authentication method mismatch; old app only accepts password sign-in; app does not work with passwordless; requested authentication context`,
  'registration-nudge': `
    I am asked to set up a passkey at every login; page to improve your sign-ins appears; let's keep your account secure page; nagged to register; skip for now button; can I skip the set-up
    why does it keep asking me to set up a passkey; prompt to register authenticator; stop the reminder to set up passkey; protect your account popup; annoying prompt to add passkey; how often can I snooze`,
  'unknown-registration-error': `
    unknown error when adding the passkey; passkey registration failed with an error; it failed at the end of registration; could not create passkey; error at the last step of passkey; passkey cannot be created
    adding my passkey always fails; something failed while registering the passkey; passkey setup error; registration did not complete; authenticator error creating passkey; passkey creation failed on android`,
  'passkey-orphan': `
    passkey shows in authenticator but not on the web; app says passkey already exists; the passkey is on the phone but not in my account; there is a passkey in my app that does not work; passkey already there
    registration failed and now it says it exists; half registered passkey; left over passkey in the app; passkey only in app`,
  'browser-not-supported': `
    browser does not support this; can I add a key in safari; firefox on mac cannot add a security key; which browser do I need for my key; register key on ipad; add key on linux; key registration on android phone
    your browser does not support passkeys; operating system not supported for security keys; os doesn't support fido2; which browsers work with fido2; add key on a chromebook; wrong browser for the yubikey`,
  'key-restricted': `
    my key is not accepted; the company does not allow my key; key model is not on the list; this type of security key is not permitted; unable to register this key; yubikey refused at registration
    key rejected; security key can't be used here; passkey provider is not allowed; try a different passkey; own key not allowed; blocked key; this passkey cannot be registered; key restriction error; your key is not approved by the company`,
  'windows-already-registered': `windows says this device is already registered; already registered when adding passkey on the pc; pc already has a passkey; saving passkey on windows fails already registered; hello already exists for this account`,
  'registration-loop': `
    going in circles between app and browser; authenticator opens the browser, browser opens authenticator; I need a passkey to register a passkey; stuck in a registration loop; endless loop when setting up
    asks for the passkey I do not have yet; chicken and egg with passkey; ca policy loop for phishing-resistant all resources; never ending registration; sent back and forth; always back to the start`,
  'qr-code-hangs': `
    scanned the QR code and nothing; qr code spins; phone and laptop do not connect; connecting to your device forever; qr code timeout; camera scans but nothing opens; stuck at connecting
    passkey with qr does not work; bluetooth is on but does not connect; computer keeps loading after I scan; your device could not connect; something went wrong after scanning; the laptop cannot find my phone; qr code is not working; hangs after scan; device not found nearby`,
  'key-needs-pin-first': `something went wrong new key on macbook; new security key does not work on my mac; safari fails with a brand new key; key without pin on mac; fresh yubikey on iphone gives an error`,
  'no-matching-passkey': `
    no passkeys found; no passkey available on this phone; phone says there is no passkey; restored phone and passkey does not work; passkey is gone; authenticator has no passkey for microsoft; my passkey disappeared
    there are no passkeys for login.microsoft.com; the phone cannot find my passkey; passkey missing after update; passkey lost after restore; backup restored but passkey fails`,
  'sign-in-again': `
    wants me to sign in again while adding a method; security info asks for login again; session timed out in security info; have to log in again to add the passkey; keeps asking to verify when I add a method
    I just signed in and must sign in again at add passkey; mfa again when adding a key; reauthenticate to add passkey; your session has expired security info`,
  'policy-cannot-be-saved': `error while saving the passkey policy; fido2 policy does not save; missing passkey profile targets; policy is too large; save button fails in passkey settings`,
  'nfc-on-android': `android phone does not read my key; hold the key to the back of the phone and nothing; nfc key on samsung; yubikey with android; key by nfc on pixel; tapping the key on my phone does nothing`,
  'android-edge': `edge on my android does not use the passkey; passkey in edge mobile fails; which browser on android for passkeys`,
  'chrome-on-mac': `chrome on my mac does not see the key; mac chrome wants permission for the key; chrome macbook security key does not react; chrome cannot access the passkey on mac`,
} as const satisfies Record<string, string>;

const collections: readonly Readonly<Record<string, string>>[] = [
  heard,
  heardMore,
  heardLater,
  heardRarely,
  heardTold,
  heardStories,
  heardSideways,
  heardAgain,
];

/** The ids that something was heard about. */
export function heardIds(): readonly string[] {
  return [...new Set(collections.flatMap((collection) => Object.keys(collection)))];
}

/** All that was heard, by the entry that was meant. */
export function heardFor(id: string): readonly string[] {
  return collections.flatMap((collection) => (Object.hasOwn(collection, id) ? phrasings(collection[id] ?? '') : []));
}
