import type { Answer } from '../schema';
import { dates, portal, versions } from '../portal';
import { answer, WHO } from './build';

/** What strangers asked about the phone and its app beyond the guides. */
export const phoneQuestions: readonly Answer[] = [
  answer({
    id: 'app-code-refused',
    title: 'The six-digit code of the app is refused',
    said: `
      the six digit code from authenticator is not accepted; authenticator code wrong; the page says my authenticator code is incorrect
      verification code is refused although I typed it right; one-time passcode from the app is invalid; totp code wrong`,
    what: 'The page does not accept the code that Authenticator shows.',
    why: 'Codes depend on the clock of the phone and live 30 seconds, each for one use. Often the clock is off, or the code belongs to another account or to a registration that has been deleted.',
    fix: `In the settings of the phone, set date and time to automatic. Open the right account in Authenticator, wait for a fresh code and type it at once. If it stays, choose **${portal.otherWays}**, then delete Authenticator in **Security info** and add it again.`,
    who: WHO.you,
    flow: 'authenticator-push',
    sources: ['APPFAQ'],
  }),
  answer({
    id: 'sms-missing',
    title: 'The text message or call does not arrive',
    said: `
      I do not get the sms; text message with the code never arrives; sms code does not come; the verification call does not come
      no text from microsoft; waiting for the code by text; phone does not ring for verification; you've hit our limit on text verification codes
      sms is delayed`,
    texts: ["You've hit our limit on text verification codes", "You've hit our limit on verification calls"],
    what: 'The code by text message or call has not reached your phone.',
    why: 'The number may be an old one, the phone without network, the sender blocked, or too many codes were asked for in a short time. Some codes come in WhatsApp instead.',
    fix: `Compare the last digits on the page with your number. Check signal, "Do not disturb" and blocked numbers, look into WhatsApp, wait some minutes and ask once more. Or choose **${portal.otherWays}**. Microsoft ends its codes by text and call on ${dates.phoneMethodsEnd}: set up a passkey.`,
    who: WHO.youOrHelpdesk,
    rules: ['R-71'],
    flow: 'register-passkey',
    sources: ['PHONES', 'TWOSTEP', 'SMSR'],
  }),
  answer({
    id: 'new-phone-number',
    title: 'My phone number has changed',
    said: `
      I have a new phone number; my phone number has changed; code goes to my old number; change my phone number for sign-in; update the number for verification
      new sim with another number; the registered number is not mine any more; how do I register my new mobile number`,
    what: 'A passkey and Authenticator do not depend on the number; only codes by text or call do.',
    why: 'Entra keeps the number that you registered, and goes on sending codes to it. Whoever gets your old number would get them.',
    fix: `Open **Security info**, sign in with passkey, app or key (**${portal.otherWays}**), choose **Change** at the phone and type the new number; or delete it and add a passkey. No way in but the old number? Write "I need a pass"; a helpdesk agent can ask for the removal of the number.`,
    who: WHO.youOrHelpdesk,
    rules: ['R-71'],
    flow: 'register-passkey',
    sources: ['TWOSTEP', 'PHONES'],
  }),
  answer({
    id: 'phone-rooted',
    title: 'Authenticator refuses a rooted phone',
    said: `
      authenticator says my phone is rooted; authenticator blocked because of jailbreak; work account removed because the device is jailbroken
      does authenticator run on grapheneos; custom rom and microsoft authenticator; lineageos; unlocked bootloader and the app refuses; root detection`,
    what: 'Authenticator does not keep work or school accounts on a rooted or jailbroken phone.',
    why: 'On such a phone other apps could read what it protects. This is built into the app since 2026: no administrator switched it on, and none can switch it off. A system of another maker, such as GrapheneOS, may be taken for one; I cannot see that from here.',
    fix: 'Use a phone with the system of its maker, neither rooted nor jailbroken, and set Authenticator up there; or use a security key or Windows Hello.',
    who: WHO.you,
    flow: 'security-key',
    sources: ['NEWS'],
  }),
  answer({
    id: 'app-lock',
    title: 'Authenticator wants a PIN or finger when opened',
    said: `
      authenticator asks for my fingerprint every time I open it; app lock in authenticator; authenticator wants my phone pin before it opens
      turn off app lock; why do I have to unlock authenticator twice; authenticator app is locked with face id`,
    what: 'That is App Lock: Authenticator asks for the screen lock of the phone each time you open it and approve something.',
    why: 'It is on by itself when the phone has a PIN, finger or face. It keeps others from approving with your unlocked phone. It is the PIN of the phone, not one of its own.',
    fix: 'Leave it on if you can. To change it: in Authenticator open the menu, **Settings**, and switch **App Lock**. For a passkey the phone asks all the same.',
    who: WHO.you,
    sources: ['APPFAQ'],
  }),
  answer({
    id: 'qr-camera',
    title: 'The camera does not read the QR code',
    said: `
      camera stays black when I scan the qr code; authenticator cannot scan the qr code; qr code is not recognised by my phone; the app has no access to the camera
      scan fails, nothing is read; my phone has no camera for the qr code; camera permission for authenticator; the qr scanner does not focus; no usable data found in the qr code`,
    what: 'The phone does not read the QR code.',
    why: 'Authenticator may not use the camera, or the wrong app scans. There are two kinds of code: for adding an account, and for using the passkey of a phone at a computer.',
    fix: `In the settings of the phone, allow Authenticator the camera. Adding an account: scan inside Authenticator (**${portal.appScan}**), or type the code and address that the page offers below the picture. Using a passkey at a computer: on an iPhone scan with the Camera app. A passkey can also be made inside the app, with no QR code at all.`,
    who: WHO.you,
    flow: 'register-passkey',
    sources: ['APPFAQ', 'REG-A', 'SGN-A'],
  }),
  answer({
    id: 'push-missing',
    title: 'No request arrives on the phone',
    said: `
      no notification arrives on my phone; approve request never comes; push notification is not coming; sign-in request not received; my phone gets no prompt
      no push; notifications of authenticator are off; authenticator only shows the request when I open the app; the phone stays silent when I sign in
      battery saver blocks authenticator; requests come too late`,
    what: 'The request is there, but the phone does not show it.',
    why: 'Notifications are off, "Do not disturb" or saving battery holds them back, or the phone is offline. For unusual sign-ins Microsoft sends none on purpose, and Android phones in China get none.',
    fix: `Open Authenticator by hand and pull down to refresh: a waiting request shows up. Then, in the settings of the phone, allow its notifications and take it out of battery saving. Nothing there? **${portal.otherWays}**, and check in **Security info** that this phone is the one that is registered.`,
    who: WHO.you,
    rules: ['R-30', 'R-31', 'R-35'],
    flow: 'authenticator-push',
    sources: ['APP', 'TWOSTEP', 'APPFAQ'],
  }),
  answer({
    id: 'phone-not-here',
    title: 'The phone or key is not with me today',
    said: `
      I left my phone at home; forgot my phone; my phone is in the car; phone battery is empty and no charger; I forgot my key at home today
      left my yubikey at home; my phone is charging somewhere else; phone is not lost, just not here; no phone with me today; key is in my other jacket`,
    what: 'Then nothing has to be removed. Use another way in for today.',
    why: 'The phone or key stays registered and works again when it is back. A pass for one day is possible, and somebody has to decide about it.',
    fix: `Choose **${portal.otherWays}** on the page: Windows Hello on your own PC, a security key, another phone. If nothing is at hand, ask for a pass: I look first at what else you have registered. Afterwards a second method saves the next such day.`,
    who: WHO.ask,
    flow: 'need-a-pass',
    sources: ['TWOSTEP', 'TAP'],
  }),
  answer({
    id: 'found-again',
    title: 'The lost phone or key has turned up',
    said: `
      I found my phone again; my key has turned up; found the lost yubikey; the phone I reported lost is back; lost and found my security key
      my phone was returned to me; do I have to do anything after finding my phone; stop the removal, I have it again`,
    what: 'Good. Whether it still signs you in depends on whether it has been removed from your account.',
    why: 'A removal cannot be taken back: what it held is worthless then. Before that it works as before.',
    fix: 'If a removal still waits: write "status" and press **Withdraw**. If it has been removed: delete the old passkey in the app, or reset the key, and add it anew. If somebody else had it in hand, first change its PIN or screen lock.',
    who: WHO.you,
    flow: 'register-passkey',
    sources: ['OURS', 'REG-A', 'REG-K'],
  }),
  answer({
    id: 'passkey-in-apps',
    title: 'Passkeys and keys in apps on the phone',
    said: `
      does the passkey work in outlook on my phone; passkey in the teams app; sign in to mobile apps with a security key; can I use my key in the outlook app
      native apps and passkeys; passkey in microsoft 365 apps on iphone; does my yubikey work in mobile apps on android`,
    what: 'Yes: Outlook, Teams and other apps on phone and Mac take a passkey or key, when a second app passes the sign-in on.',
    why: 'This broker is Authenticator on the iPhone; Authenticator, Company Portal or Link to Windows on Android; Company Portal with the single sign-on extension on a Mac.',
    fix: `Install the broker and update both apps. It takes ${versions.passkeysInApps}. In the app: sign-in name, **${portal.otherWays}**, **${portal.useKey}**. If an app does not offer it, sign in to the same thing in the browser.`,
    who: WHO.you,
    rules: ['R-20'],
    flow: 'sign-in',
    sources: ['COMPAT'],
  }),
  answer({
    id: 'travelling',
    title: 'Travelling and abroad',
    said: `
      does my passkey work abroad; I am travelling next week, can I still sign in; blocked because I am in another country; login from holiday does not work
      foreign sim card and authenticator; do I need roaming to sign in; why can I not sign in from china; going to another country with my work phone; sign in from a hotel`,
    what: 'Passkey, security key and Windows Hello work in every country and with any SIM. Codes in Authenticator need no network.',
    why: 'Requests on the phone need internet; codes by text go to the registered number only. Your organisation may block countries or ask for your place, and an unusual place can count as a risk.',
    fix: 'Before you go: have a passkey and a second method, and ask your helpdesk whether the country is allowed. Blocked there? Type the number of the error here (53003 is a policy, 53011 a risk). In China, Android phones get no requests: use code, passkey or key.',
    who: `You; for blocked countries: ${WHO.accessAdmin}`,
    rules: ['R-70', 'R-71'],
    flow: 'second-method',
    sources: ['APP', 'APPFAQ', 'SGN-A'],
  }),
  answer({
    id: 'phone-forbidden',
    title: 'Where phones are not allowed or cannot be used',
    said: `
      phones are not allowed in our factory; clean room without phones; no mobile phones on the ward; cameras are forbidden where I work
      I wear gloves and cannot touch the key; I cannot use my hands, how do I sign in; prison staff without phones; I am blind, which sign-in works with a screen reader
      phones stay in the locker outside; sign in without phone and without camera`,
    what: 'Then sign in with a security key, or with Windows Hello on a PC of your own. Neither needs a phone.',
    why: 'A key at the USB port needs neither camera nor network of its own; one with NFC is held to a reader. Windows Hello takes a face, a finger or a PIN, whichever is possible for you.',
    fix: 'Tell your helpdesk what the place or you rule out: phone, camera, radio, touch, typing. Keys exist with PIN or fingerprint reader, for USB or NFC; two ways that suit you are better than one. Gloves: try a key held to an NFC reader. Hands not free: face on a PC of your own.',
    who: `You; ${WHO.helpdesk.toLowerCase()} hands out keys`,
    flow: 'which-method',
    sources: ['PRR', 'COMPAT', 'WHFAQ'],
  }),
  answer({
    id: 'costs',
    title: 'Who pays for phone and key?',
    said: `
      who pays for the security key; do I have to buy a phone for this; does authenticator cost anything; do I have to use my own phone
      does the company pay for my yubikey; must I buy the key myself; can I expense a security key; is the app free; price of a security key`,
    what: 'The app and the passkey cost nothing. Who pays for a phone or key is for your organisation to say; I do not know its rules.',
    why: 'Passkeys are part of every edition of Entra, and Authenticator is free in the store. A key has to be bought, and only models that are allowed here can be added.',
    fix: 'Ask your helpdesk before you buy: many organisations hand keys out. If you have a key, tell me its model and I say whether it is allowed. If you would rather not use your own phone, say so: a key or Windows Hello is the other way.',
    who: 'Your manager or the helpdesk',
    flow: 'which-method',
    sources: ['PKF', 'OURS'],
  }),
];
