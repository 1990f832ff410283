/** What a second stranger's sentences showed to be missing, said in other words, by the entry that is meant. */
export const heardAgain = {
  'suspicious-prompt': `
    I approved a sign-in that was not mine; pressed approve by mistake and it was not me; I confirmed a request I did not start; said yes to a prompt from somebody else
    accidentally approved a strange login; I tapped yes on a request that was not from me; approved an unknown request on my phone; the login I allowed was not mine
    I tapped approve but that login was not mine; tapped approve for a login I did not make; approve was pressed and the login is not mine
    got a sign-in request and it was not me; request on my phone although I was not signing in; a login prompt came that was not mine; somebody else's request showed up on my phone`,
  'pass-blocked-by-policy': `
    my temporary pass is blocked by user credential policy; pass from the helpdesk blocked due to the credential policy; temporary access pass sign-in was blocked by policy; the pass I was given is not allowed by policy`,
  'pass-registration-loop': `
    I type the temporary code and it wants more information over and over; after the pass it asks for more information again and again; with the pass it goes round in circles at more information required; entered the access code, next, next, and it begins again
    with the temporary pass more information required next and back to the start; the pass and then more information required without end`,
  'hello-pin-fails': `
    I do not remember the PIN of my laptop any more; forgot the digits I open the computer with; after my holiday I cannot recall the PIN for Windows; I forgot my PIN link wants a password that I never had; no idea what my Windows PIN was; my laptop pin slipped my mind
    that option is temporarily unavailable use a different method on the lock screen; Windows lock screen says option temporarily unavailable; how can I change my Windows PIN; new PIN for my computer please; the PIN of my laptop does not work since this morning`,
  'key-pin-forgotten': `
    the stick is locked because the wrong PIN was typed too often; key says locked after too many wrong PINs; my key locked itself; too many wrong pins on the usb key
    I got the old yubikey of a colleague who left, how do I wipe it; erase a used key; make a second-hand key empty; clean the key before I use it`,
  'method-not-listed': `
    no passkey in the drop-down when I add a sign-in method; the list of methods offers only phone; passkey is missing among the choices; in the list to add there is just phone and no passkey; Passkey fehlt in der Auswahl`,
  'set-up-phone-sign-in': `
    I want to log in just by approving on my phone; sign in by tapping approve instead of a password; approve on the phone and be in, no password typed; log in with only the phone, no typing`,
  'first-day': `
    I start today and got an envelope with a code; my boss gave me a code for one hour, in which order do I do things; there is a new laptop and a phone and a code, what comes first; first day and I have a pass, now what
    where do I type the access code from HR; HR gave me a one time code, where does it go; which device first on my first day; it is my first morning and I hold a code
    I am new here and HR gave me a paper with a temporary pass, how do I start; paper with a pass from HR, what to do; my first login with the pass from the letter; new employee with a temporary pass in hand; new colleague, first login, have a code`,
  'second-method': `
    may I enrol two keys, one at home and one in the office; one key for the office and another for home; can I have two security keys on my account; register a key for the drawer as well`,
  'security-key': `
    got a yubikey from IT, what next; they handed me a key this morning, how do I go on with it; pair the usb dongle with my work account; connect my usb stick to my account; which browser do I need on my mac to enrol the key; enrol my security key on a macbook
    a yubikey came in the mail, what do I do with it; I was sent a key, what now; received a security key by post; the key arrived, how to begin; I have been given a usb key, next step`,
  'key-pin': `
    I want another PIN on my key and still know the present one; new pin for the key, old one is known; give my yubikey a different pin; change the code of the stick, I know the current one`,
  'my-sign-ins': `
    was there a login from abroad on my account; did somebody sign in as me from another country this week; were there strange logins lately; show logins from the last days; who has been in my account; any sign-in I did not make`,
  'need-a-pass': `
    I am in a hotel without my phone, can somebody issue me a temporary code; on the road without my phone and I need one of those codes quickly; give me a new access code, the old one is finished; another code please, the first is used up; can I get one of those temporary codes for a meeting in half an hour
    I am locked out and need a code to get in; is there a temporary code I can get today`,
  status: `
    any news on my request; is there an update on my request; has anything happened with my request; anything new about the pass I asked for; did they decide already; still waiting, what is going on with it`,
  cancel: `
    forget it, I do not need the pass any more; never mind, I found my phone; drop my request; I do not need it after all`,
  'look-up': `
    what methods does my colleague have registered; which methods has this person got; show what is registered for Tom; methods of a colleague please; check what Anna has on her account`,
  'what-is-a-pass': `
    how many hours is the temp pass good for; how long can I use the temporary pass; when does the pass run out; is the pass valid the whole day`,
  'registration-loop': `
    endless loop on my sign-ins page, next and back to the start; it goes next next next and back to the beginning; security info page loops for ever; round and round on the registration page`,
  'remove-method': `
    I deleted the passkey on my phone but the web page still offers it; the site still shows a passkey that I deleted from the phone; get rid of an old passkey in my list; an entry for a passkey I no longer have`,
  'hello-sign-out': `
    something went wrong during Windows Hello set-up; Windows Hello setup failed with an error code`,
  'backup-restore': `
    action required: scan the QR code provided by your organisation, after a new phone; the app wants me to scan the QR code again on the new phone; accounts are there after the restore but need action`,
  'qr-code-hangs': `
    camera finds no usable data in the sign-in QR code; phone camera cannot read the QR code; no usable data found; the QR on the sign-in page is not recognised by my camera`,
  'pass-redeemed': `
    temp pass says already used; my temporary pass was already used; it says the pass is used up; the code can only be used once and I used it`,
  'pass-unsupported-place': `
    there is no place to enter the temporary access pass; nowhere to type the pass on this page; the sign-in page has no field for the pass; where do I put the pass, it only asks for a password`,
  'passkey-provider': `
    Samsung Pass pops up instead of Authenticator when I make the passkey; another password manager jumps in when creating the passkey; Google wants to save my passkey, not Authenticator; wrong app opens to save the passkey`,
  'passkey-orphan': `
    a passkey already exists for this account on this device; phone says there is a passkey for this account already`,
  'browser-not-supported': `
    the passkey works in Edge but not in Firefox; works in one browser and not in the other; Firefox on Linux does not take the key; the app shows only a grey window for the key`,
  'phone-sign-in-greyed': `
    phone sign-in turned itself off; it says the device must be registered and only one tenant; phone sign-in stopped and wants device registration`,
  'which-method': `
    yubikey or passkey in the app, which should I take; key or app, what is better; I am on a macbook, how do I get passwordless; what is the best for me, key or phone; no work apps on my private phone, what alternatives are there; alternatives to the app`,
  'phone-broken': `
    my phone fell in the toilet and is dead; phone in the water and I cannot log in to anything; my phone died and I am locked out; phone is dead, cannot sign in anywhere; dropped it and now it is dead`,
  'register-passkey': `
    want to set up a passkey in ms authenticator on my iphone; passkey in the ms app please; set passkey up in authenticator`,
  'windows-passkey': `
    how do I get the passkey saved on this PC so that I do not need the phone; passkey on the computer instead of the phone; store it on this PC`,
  'lost-key': `
    I cannot find my security key anywhere since the weekend; my key is nowhere to be found; key disappeared`,
  'what-is-a-passkey': `
    what actually is a passkey; what is this passkey thing exactly; explain passkey to me; passkey, what does that mean`,
  'private-phone': `
    I do not want work apps on my private phone; must I use my own phone for this; company apps on my personal phone`,
} as const;
