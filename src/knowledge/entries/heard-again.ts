/** What a second stranger's sentences showed to be missing, said in other words, by the entry that is meant. */
export const heardAgain = {
  'suspicious-prompt': `
    I approved a sign-in that was not mine; pressed approve by mistake and it was not me; I confirmed a request I did not start; said yes to a prompt from somebody else
    accidentally approved a strange login; I tapped yes on a request that was not from me; approved an unknown request on my phone; the login I allowed was not mine
    I tapped approve but that login was not mine; tapped approve for a login I did not make; approve was pressed and the login is not mine`,
  'pass-blocked-by-policy': `
    my temporary pass is blocked by user credential policy; pass from the helpdesk blocked due to the credential policy; temporary access pass sign-in was blocked by policy; the pass I was given is not allowed by policy`,
  'pass-registration-loop': `
    I type the temporary code and it wants more information over and over; after the pass it asks for more information again and again; with the pass it goes round in circles at more information required; entered the access code, next, next, and it begins again`,
  'hello-pin-fails': `
    I do not remember the PIN of my laptop any more; forgot the digits I open the computer with; after my holiday I cannot recall the PIN for Windows; I forgot my PIN link wants a password that I never had; no idea what my Windows PIN was; my laptop pin slipped my mind`,
  'key-pin-forgotten': `
    the stick is locked because the wrong PIN was typed too often; key says locked after too many wrong PINs; my key locked itself; too many wrong pins on the usb key`,
  'method-not-listed': `
    no passkey in the drop-down when I add a sign-in method; the list of methods offers only phone; passkey is missing among the choices; in the list to add there is just phone and no passkey; Passkey fehlt in der Auswahl`,
  'set-up-phone-sign-in': `
    I want to log in just by approving on my phone; sign in by tapping approve instead of a password; approve on the phone and be in, no password typed; log in with only the phone, no typing`,
  'first-day': `
    I start today and got an envelope with a code; my boss gave me a code for one hour, in which order do I do things; there is a new laptop and a phone and a code, what comes first; first day and I have a pass, now what
    where do I type the access code from HR; HR gave me a one time code, where does it go; which device first on my first day; it is my first morning and I hold a code`,
  'second-method': `
    may I enrol two keys, one at home and one in the office; one key for the office and another for home; can I have two security keys on my account; register a key for the drawer as well`,
  'security-key': `
    got a yubikey from IT, what next; they handed me a key this morning, how do I go on with it; pair the usb dongle with my work account; connect my usb stick to my account; which browser do I need on my mac to enrol the key; enrol my security key on a macbook`,
  'key-pin': `
    I want another PIN on my key and still know the present one; new pin for the key, old one is known; give my yubikey a different pin; change the code of the stick, I know the current one`,
  'my-sign-ins': `
    was there a login from abroad on my account; did somebody sign in as me from another country this week; were there strange logins lately; show logins from the last days; who has been in my account; any sign-in I did not make`,
  'need-a-pass': `
    I am in a hotel without my phone, can somebody issue me a temporary code; on the road without my phone and I need one of those codes quickly; give me a new access code, the old one is finished; another code please, the first is used up; can I get one of those temporary codes for a meeting in half an hour`,
  status: `
    any news on my request; is there an update on my request; has anything happened with my request; anything new about the pass I asked for; did they decide already; still waiting, what is going on with it`,
  cancel: `
    forget it, I do not need the pass any more; never mind, I found my phone; drop my request; I do not need it after all`,
  'look-up': `
    what methods does my colleague have registered; which methods has this person got; show what is registered for Tom; methods of a colleague please; check what Anna has on her account`,
  'what-is-a-pass': `
    how many hours is the temp pass good for; how long can I use the temporary pass; when does the pass run out; is the pass valid the whole day`,
} as const;
