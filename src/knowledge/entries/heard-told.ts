/** What people tell in sentences of their own, by the entry that is meant: things by their looks, detours, half another language. */
export const heardTold = {
  'register-passkey': `
    where do I begin with the passkey on my android phone; what do I have to do to go passwordless, I want to do it before the deadline; tired of passwords, set me up with the new thing
    everybody in my team already has this passkey, I do not, how do I get it; the newsletter says we stop using passwords, count me in; I would like to switch to passwordless; new login method that was announced, how do I get it
    passkey erstellen; crear passkey en el movil; comment creer une passkey
    make passkey with microsoft app; I installed the microsoft app, how does the passkey get in; I have the authenticator already, want to add the passkey; stop using my password; no password any longer please
    I got told to do the passkey until the end of the month; deadline for passkey is friday and I have no clue; I am not technical, help me to make this passkey thing; what is my first step to become passwordless; migrate me from password to passkey; begin; set me up; let us start with the set up; get started`,
  'phone-broken': `
    my mobile fell down and the display does not react; phone will not charge any more; screen is black and I cannot open the app; phone is at the bottom of the sea; I sat on my phone; my phone does not boot
    forgot my phone in a bus; phone was in my stolen backpack; somebody broke into my car and took the phone; pickpocket got my phone; I cannot find my mobile since yesterday; phone lost abroad on a trip
    swapping phones, what to do with the authenticator; the shop took my old phone in; sold my old phone; traded in my old phone; new phone, no codes any more; changed my phone
    after changing phones the authenticator shows no account; set the phone back to factory settings; handy verloren was nun; neues handy; mi movil se rompio; phone exchanged under warranty; lent phone had to go back
    everything for my login was on the phone that is gone; without my phone I cannot log in to anything; mobile is gone and with it the app; my phone is locked and I do not know its code; phone only shows the apple logo; upgrade of my phone`,
  'need-a-pass': `
    may I get a temporary access pass; could you issue me a pass please; order a pass for a new colleague; get a tap for my team member
    request a pass for somebody in my team; pass for my employee who starts soon; I am the manager and need a pass for one of my people; nothing works and I cannot get in anywhere; everything is blocked for me, let me in; I am stuck outside of all my accounts; cannot get in at all
    give me a code for the entry; I need some code to log in; einmalcode bitte; ich brauche einen zugang; ich bin ausgesperrt; je suis bloque; estoy bloqueado; no login possible any more; access is gone; unable to log in anywhere; i am shut out; i need to work and cannot get in; new pass; need new tap`,
  'first-day': `
    new here; I am new; just joined; I started today; I started this week and have no account yet; today I begin in the company; first week and nothing set up; my first hour at work; got my laptop today and no password
    brand new employee; I am the new one; new job, new laptop, how do I begin; I received my welcome letter with a code; order of steps on day one
    somebody begins on monday in my department, what do I prepare; new colleague has no login on his first morning; we have a new joiner next month; erster tag; erster arbeitstag; ich bin neu hier; neuer mitarbeiter fangt an; premier jour; primer dia; soy nuevo; onboarding; welcome package says to use the one time code`,
  'security-key': `
    I was given a stick for the login, how do I make it work; received a usb stick from IT for logging in; set up the little usb thing; small usb device with a gold contact to touch, how do I set it up; my new key arrived, how do I activate it
    got this key in the post; make my fido stick work; dongle setup; token einrichten; sicherheitsschlussel einrichten; configurar llave
    I want the stick instead of the app; we get keys because mobiles are forbidden in the hall; install yubikey; hardware token for login; what do I do with the key that I got; nfc card for login; key from yubico out of the box`,
  'lost-key': `
    I lost the stick for the login; my usb token has gone missing; my keyring with the yubikey was stolen; key was on my key chain that I lost; the key was in my bag and the bag is gone; I threw the key away by mistake; key went through the washing machine; my child broke the key; key snapped in two
    bent my usb key; the connector of the key broke off; stick verloren; yubikey verloren; schlussel verloren; yubikey weg; perdi mi llave; key forgotten in a hotel; left the dongle in another laptop; I have not seen my security key for days; key destroyed; the key is in pieces; somebody stole the stick; token disappeared; lost my login stick`,
  'sign-in': `
    passkey is made, how do I actually use it now; everything is registered, and what happens at the login page; what do I click when the login page comes; the page shows the login, how do I use the passkey there; use my phone to log in on the pc in the meeting room
    phone as a key for the laptop; log in on another pc with the key in my phone; on a strange computer with my phone; hotel computer login with passkey; how do I use this now
    mit passkey anmelden; wie melde ich mich mit dem passkey an; wie benutze ich den passkey; comment utiliser la passkey; where to click for passkey at login; steps to log in with passkey; which option do I choose on the sign-in page; how does login work with passkey`,
  'what-can-i-use': `
    what am I allowed to have; which methods may I register; what is open to me; check which methods are allowed; what is available for my account; which of them am I permitted to set up; tell me what I have set up; show what is registered on my account
    am I allowed to use a key or only the app; what is enabled for me; which login methods work for me; what login possibilities do I have; was kann ich benutzen; welche methoden habe ich; list my methods; my methods; overview of my sign-in methods; am i ready`,
  'which-method': `
    which is best; which one do you recommend; so many things in the list, which do I choose; I have no smartphone, what is possible; I do not want a smartphone, what can I do; I travel a lot, which method
    I only work on a tablet; what do you suggest for a field worker; what is easiest; simplest way to log in; safest method for me; no company phone, which way
    help me choose; help me decide; welche methode passt; was ist am besten; no smartphone; without smartphone; I do not own a smartphone; not everyone has a phone, what then; which option is right; what is the difference in practice and what should I take; recommend something`,
  'second-method': `
    backup; backup please; plan b; I have only one method and was told to have two; must have two methods; somebody said two methods; insurance in case the phone is gone
    set something up so that I am never locked out; extra method; one more method; additional method; another way to sign in in case of loss; second key for the drawer; prepare for losing my phone; emergency option for myself; zweite methode; reserve; ersatz methode; segundo metodo; what can I do today so that I am safe later; alternative if my phone is away; only one method`,
  status: `
    where is my request; what about my request; my request from this morning; I asked for a pass hours ago; nobody has answered my request; nobody reacted yet; is anybody looking at it; asked for it at nine and nothing yet; still open; did anyone approve already
    any answer; has it been decided; when will it be approved; state of my request; what is taking so long; request pending since yesterday; wo ist meine anfrage; stand meiner anfrage; my ticket status; has my boss approved it; requested a pass, no reaction; where does it hang; I am waiting for my code`,
  queue: `
    what do I need to approve; what is waiting for my approval; things that wait for me to approve; show my open approvals; list everything that I have to sign off; anything to approve; tasks for me as an approver; open requests of the helpdesk; what is on my desk; todo; work list; pending list`,
  help: `
    what do you know; how do I use you; how do I talk to you; what are my commands; what should I type; how does this chat work; I do not know what to ask; instructions; examples; hallo; servus; guten morgen; was kannst du; can you help me; how it works`,
  human: `
    get me someone with a brain; speak with a colleague from the service desk; speak with somebody from IT; can I talk to IT; can somebody call me; please call me back; I want support in german; connect me to an operator; live chat; human
    ich will mit einem menschen sprechen; mitarbeiter bitte; hablar con una persona; parler a quelqu'un; helpdesk please; service desk; contact of the helpdesk; where can I call; I give up, give me a human; speak to an agent; need a technician; somebody from support please`,
  who: `
    is there a person behind this; are you artificial intelligence; who built you; what is your name; what is your job; who is behind this; whom am I writing with; wer bist du; bist du ein mensch; quien eres; qui es tu; who am i chatting with; is this official; are you from IT`,
  cancel: `
    never mind, solved; I do not need it any more; no longer needed; cancel the pass; take my request back; abbrechen; vergiss es; leave it; no thanks; found it again, cancel; it is solved; not needed any more; close my ticket; stop the process; end; enough; annuler; cancelar; undo my request`,
  link: `
    connect my slack; connect you with my slack user; join my slack account with you; pair slack; attach my slack user; connect slack and work account; my slack is not connected; slack verbinden; link my account; slack identity; use you in slack`,
  unlink: `take my slack off; remove slack from my account; separate slack; slack no longer mine; cut the slack connection; delete my slack link; slack trennen`,
  'look-up': `
    check this user; pull up the methods of a colleague; I have a caller on the line, what methods does he have; user on the phone, show what is registered; what does this person have registered; see the methods of someone; search for a person; details of a user; look up jane.doe@example.com; info about a person
    what methods does my caller have; show me the account of a user; which methods has a certain employee; caller cannot sign in, look at his methods; what is missing for a user; check somebody's account; status of another person; show the methods of a person who calls`,
  'my-sign-ins': `what did I sign in to; see my logins; last failed login of mine; what does my sign-in log say; check my last login attempt; why was my last attempt refused; when was I logged in; show my activity; list my last logins; letzte anmeldungen`,
  'why-approval': `
    who are the approvers; list the approvers; who decides about my pass; who must agree; why can you not just give me the code; why is approval necessary; approvers of my site; which people can approve; name of my approver`,
  'set-up-windows-hello': `
    log on to my laptop with my finger; fingerprint reader on the notebook, how do I use it; the camera should recognise me at the lock screen; look into the camera to unlock; unlock my computer with a pin; pin for my computer; finger on the laptop; fingerprint laptop
    sign in to windows with finger; windows hello einrichten; fingerabdruck am laptop; change the pin of my computer; new pin for windows; hello setup; helo setup; windows helo; how do I turn on hello; infrared camera login; login to my notebook without typing; activate hello`,
  'hello-pin-fails': `
    windows says something happened and the pin is not available; pin is not available any more; that option is temporarily unavailable; my finger worked for years and since today not; fingerprint stopped working on the laptop after an update; face unlock stopped working; windows does not know my face any more; computer wants a password instead of the pin
    forgot windows pin; forgot the pin of my computer; reset my windows pin; change windows pin; pin of the laptop is wrong; laptop pin forgotten; windows pin vergessen; my pc does not take my pin; hello gone since the update; fingerprint reader does not recognise me; pin reset; computer pin`,
  'synced-passkey': `
    passkey that syncs between ipad and iphone; keep the passkey in the cloud; can it be in my apple keychain; passkey across my phone and tablet; passkey that moves along to every device; install a synced passkey; passkey in dashlane or protonpass
    store the passkey in my google account; does icloud passkey work here; passkey mit icloud; share the passkey between my devices; sync passkey; passkey in the apple cloud; can I keep the passkey in keepass; one passkey for everything`,
  'windows-passkey': `
    passkey right on my private pc; I do not want to use the phone, store the passkey on the laptop; passkey on my home computer that is not joined to the company; save the passkey locally on windows; passkey on the pc instead of the phone; windows passkey; keep the passkey in my laptop; passkey without phone on my own windows machine
    my own pc is not managed, can it have a passkey; passkey auf dem pc speichern; make this computer my passkey; passkey local on this machine; passkey on windows 11`,
  'set-up-push': `
    push notifications; number in the app for the login; six digit code in the app; codes that change every thirty seconds; get the code app; install the microsoft app for mfa; setting up microsoft authenticator
    set up authenticator; authenticator setup on a new phone; connect authenticator with my account; authenticator einrichten; approve logins with the phone; second factor app; add my account to the authenticator; qr code for the authenticator account`,
  'set-up-phone-sign-in': `
    type a number in the phone and be in, without a password; sign in by a number on the phone; number matching without a password; log in with a number on my mobile; enter the app number instead of a password; use my phone in place of the password
    my old company let me sign in with a number on the phone, I want that; how to enable the phone thing without password`,
} as const satisfies Record<string, string>;
