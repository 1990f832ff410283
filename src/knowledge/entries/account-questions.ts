import type { Answer } from '../schema';
import { addresses, portal } from '../portal';
import { answer, WHO } from './build';

/** What strangers asked about account and password, and about somebody who asks for what nobody may ask for. */
export const accountQuestions: readonly Answer[] = [
  answer({
    id: 'wrong-account',
    title: 'The wrong account is signed in (50020, 16000)',
    codes: ['50020', '16000'],
    texts: ['account needs to be added as an external user in the tenant first'],
    said: `
      it signs me in with the wrong account; always takes my private account; page offers the account of a colleague; signed in automatically as somebody else
      how do I switch to my other account; it uses my student account; old account keeps coming back; sign in with a different account; browser remembers the wrong user`,
    what: 'The page uses another account than the one you want.',
    why: 'Browser, Windows or app remembers an account that was signed in before: private, old, of a school or of somebody else.',
    fix: `On the sign-in page choose **${portal.anotherAccount}** and type your whole work name. If none is offered, sign out at the top right of the page or open a private window. For good: a browser profile of its own for each account. Of an account that is not yours: sign it out.`,
    who: WHO.you,
    flow: 'sign-in',
    sources: ['E50020', 'ERR'],
  }),
  answer({
    id: 'reset-password',
    title: 'Reset or change the password',
    said: `
      forgot my password; reset my password; I do not remember my password; password reset please; need a new password; change my password
      how do I change my password; self service password reset; where can I reset my password; new password for my work account; link for password reset; sspr`,
    what: 'I cannot set or see passwords. You can reset yours yourself, where your organisation allows it.',
    why: 'The reset page wants one or two methods that you registered before. Where your own directory keeps the password, the reset has to be allowed to write there.',
    fix: `Forgotten: ${addresses.passwordReset}, type your work name, confirm, set a new one. Still known: **Change** at the password in **Security info**. If the page sends you to your administrator, the helpdesk resets it. Or sign in with a passkey, key or Windows Hello, and need none.`,
    who: 'You; otherwise an Authentication Administrator or the helpdesk',
    rules: ['R-70'],
    flow: 'what-can-i-use',
    sources: ['SSPR', 'PWD'],
  }),
  answer({
    id: 'password-afterwards',
    title: 'Is there still a password afterwards?',
    said: `
      do I still have a password when I am passwordless; does my password expire when I use a passkey; do I have to remember my password after this
      what happens to my old password afterwards; must I change my password although I never use it any more; password after switching to passkeys`,
    what: 'The account usually keeps its password; you just do not need it any more. A passkey never expires.',
    why: 'Some old applications still ask for it. Whether it expires is a setting: in Entra it does not by default (90 days in organisations from before 2021); one from your own directory follows the rules there.',
    fix: 'Do not throw it away before your helpdesk says so; if it expires, set a new one as usual. For administrators: demand phishing-resistant sign-in, then the password alone opens nothing.',
    who: `You; for the rules: ${WHO.userAdmin}`,
    flow: 'second-method',
    sources: ['PWD', 'PRR'],
  }),
  answer({
    id: 'somebody-asked',
    title: 'Somebody asked for my code, pass or approval',
    said: `
      someone asked me for my pass; a caller wants my code; IT called and wants the number on my screen; a mail asks for my authenticator code
      I told somebody my code; I read out my pass on the phone; a colleague wants me to approve his sign-in; does the helpdesk ever ask for my code
      may I give my pass to a colleague; somebody from support wants my PIN; phishing mail asked for my code`,
    what: 'Say nothing and approve nothing. Keysmith, the helpdesk and Microsoft never ask for a pass, a code, a PIN or a password.',
    why: 'Whoever has your code signs in as you. The one number you may ever say is the six-digit one for a pass that your own manager opens: to them only, when you are together.',
    fix: 'End the call. Did you tell it to somebody, or approve? Tell the helpdesk now: write "talk to a human". On my message about the pass or the new method press **This was not me**: the pass is deleted, nothing new is issued, and the security team is called. An agent can end all your sessions.',
    who: 'You, now; then your security team',
    rules: ['R-70'],
    sources: ['OURS', 'S3'],
  }),
  answer({
    id: 'language',
    title: 'Other languages',
    said: `
      can you speak german; do you speak another language; switch the language; auf deutsch bitte; en francais s'il vous plait; en espanol por favor
      can I write in my language; is there a german version of you; parlez-vous francais; I do not speak english well`,
    what: 'I answer in English only. I am sorry if that makes it harder.',
    why: 'My answers name buttons and pages exactly, and they are checked in one language. Of others I understand single words.',
    fix: 'Short English words are enough, and numbers of errors work in every language: "phone lost", "53003". The pages of Microsoft follow the language of your browser. If you would rather speak with somebody, write "talk to a human".',
    who: WHO.you,
    sources: ['OURS'],
  }),
  answer({
    id: 'bad-link',
    title: 'I clicked a strange link or typed my password there',
    said: `
      I clicked on a strange link; I typed my password on a false page; I entered my password on a phishing site; opened a link in a suspicious mail and logged in
      I approved a sign-in after clicking a link; was this sign-in page genuine; think I fell for a phishing mail; I gave my login to a fake website
      the page looked like microsoft but the address was wrong`,
    what: 'It is good that you say so. Act now, in this order; quick is what counts.',
    why: 'A false page passes password and code on at once, and somebody may be signed in as you already. A passkey cannot be given away like that: it works on the real page only.',
    fix: `Tell the helpdesk now: write "talk to a human". End your sessions, in Teams: "I lost my phone" > **Lost or stolen** > **End all my sessions**. Typed a password? Change it from another device: ${addresses.passwordReset}. Then look in **Security info** for a method that is not yours and tell them. Only clicked and closed? Tell them all the same.`,
    who: 'You, now; then your security team',
    rules: ['R-70'],
    sources: ['REVOKE', 'S3', 'CPK'],
  }),
  answer({
    id: 'page-does-not-load',
    title: 'The page Security info does not load',
    said: `
      security info keeps loading; the mysignins page stays white; my sign-ins only shows a spinning circle; security info page is blank
      the page where I add a method never finishes loading; aka.ms mysecurityinfo does not open; cannot open the page to set up my methods`,
    what: 'The page with your methods does not come up. Nothing about your account or methods was changed.',
    why: 'Mostly it is the browser: an old session, blocked cookies or scripts, an add-on. Or the network holds back a part of the page, or the service has a fault. The page also ends its session after 15 minutes. I cannot see from here which it is.',
    fix: `Open ${addresses.securityInfo} in a private window of Edge or Chrome; then on another network, such as the phone without Wi-Fi. Nobody can open it? Look at ${addresses.serviceStatus}. A passkey in Authenticator does not need this page: in the app, **${portal.addAccount}** > **${portal.workAccount}** > **${portal.appSignIn}**.`,
    who: `You; ${WHO.network.toLowerCase()} if it fails only in the office`,
    flow: 'register-passkey',
    sources: ['COMB', 'REG-A', 'HEALTH'],
  }),
  answer({
    id: 'terms-of-use',
    title: 'Accept the terms of use',
    said: `
      I declined the terms of use by mistake; it wants me to accept terms of use before I can sign in; blocked because I did not accept the terms
      why do I have to accept terms of use again; where can I read the terms I accepted; terms of use page at sign-in`,
    what: 'Your organisation wants its terms of use accepted before it opens this application. Declining closes it and changes nothing else.',
    why: 'A Conditional Access policy asks for it: usually once, again when the text changes or the time has run out, or on every device.',
    fix: `Declined by mistake: sign in to the application again and accept. No page comes: sign out and use a private window; a script or an old app cannot show it. What you have accepted stands at ${portal.myTerms}; it cannot be taken back there.`,
    who: `You; for the text and the rule: ${WHO.accessAdmin.replace('A ', 'a ')}`,
    flow: 'sign-in',
    sources: ['TERMS'],
  }),
  answer({
    id: 'my-data',
    title: 'What does Keysmith keep about me?',
    said: `
      what does keysmith store about me; delete my data; which data do you keep and for how long; I want everything about me erased
      do you store my data; are our chats recorded; right to erasure; gdpr request to the bot; do you keep what I write`,
    what: 'For good: what was asked, checked and decided, with the ID of your account and no name. For a time, 90 days unless set otherwise here: names, notes, and where our talk stood.',
    why: 'It has to be possible to prove later who let whom in. Passes are never kept, and what looks like a password or code is taken out of what goes to the helpdesk. What Teams or Slack keep of our messages is up to them.',
    fix: 'You need not do anything: names and notes go by themselves. "unlink" takes the link of your Slack account away. What Entra knows about your sign-in stands in **Security info**. For a formal request go to the data protection officer of your organisation; I cannot erase the record.',
    who: 'Whoever runs Keysmith here, with your data protection officer',
    sources: ['OURS'],
  }),
  answer({
    id: 'thanks',
    title: 'Thank you',
    said: `
      thank you, that helped; it works now, thanks; solved, thank you very much; many thanks for your help; that was it, thanks; great, it works again`,
    what: 'You are welcome.',
    why: 'What waits for somebody goes on by itself, and I tell you here how it ends.',
    fix: 'With two ways to sign in, a lost phone does not lock you out: write "second method" whenever you like.',
    who: WHO.nobody,
    sources: ['OURS'],
  }),
];
