import type { Answer } from '../schema';
import { portal, versions } from '../portal';
import { answer } from './build';

/** What strangers asked about Windows Hello beyond the guides: face and finger, the PIN, and the company's own servers. */
export const windowsQuestions: readonly Answer[] = [
  answer({
    id: 'hello-biometrics-fail',
    title: 'Windows does not recognise the face or finger',
    said: `
      windows does not recognise my face; face sign-in fails since I have glasses; my laptop camera does not see my face at the lock screen
      laptop fingerprint reader does not read my finger; finger is not recognised by windows any more; the fingerprint sensor does not react
      couldn't recognise you, enter your pin; face unlock on the pc is unreliable; improve recognition of my face`,
    what: `Windows does not recognise your face or finger. Your PIN still opens this PC: lock screen > **${portal.signInOptions}** > PIN.`,
    why: 'The sensor has to see you much as on the day it learnt you. Harsh light, a mask or hat, a wet finger, a dirty sensor or a closed lid get in the way; sometimes it is the driver or the sensor itself.',
    fix: `Sign in with the PIN and clean the sensor. Then, at ${portal.windowsSignIn}: **${portal.faceHello}** > **Improve recognition**. For the finger: **${portal.fingerHello}**, remove it and set it up again. If no camera or reader is found, restart; a helpdesk agent looks at the driver.`,
    who: 'You; a helpdesk agent for the driver and the sensor',
    flow: 'windows-hello',
    sources: ['WHFAQ', 'WHFACE'],
  }),
  answer({
    id: 'change-windows-pin',
    title: 'Change the Windows PIN',
    said: `
      change my windows pin; change the pin of my laptop; set a new pin for my pc; how do I change the hello pin; somebody saw my windows pin
      I forgot my windows pin; reset windows hello pin; forgot pin of my computer; new pin on windows; where is i forgot my pin; choose a longer pin`,
    what: 'You can change the Windows PIN yourself, also when it is forgotten. It counts on this one PC only.',
    why: 'The PIN unlocks the key in this PC. A forgotten one cannot be read out: you confirm with a second factor and set a new one. On a PC that is also in your own domain, that usually needs the company network or VPN.',
    fix: `Known: ${portal.windowsSignIn} > **${portal.pinHello}** > **Change PIN**. Forgotten: **${portal.forgotPin}** at the same place or under the PIN box of the lock screen, sign in, confirm, set the new PIN. Rows like 1234 are refused.`,
    who: 'You; without a second factor an approver decides about a pass',
    flow: 'windows-hello',
    sources: ['WHPIN', 'WHFAQ'],
  }),
  answer({
    id: 'hello-on-premises',
    title: 'File shares and printers refuse after Windows Hello',
    said: `
      signed in with the pin and the file server asks for my password; network drives refuse after windows hello; hello works but the file share does not open
      printer server wants credentials when I use face sign-in; old application does not accept me after hello; with password the shares work, with pin not
      cloud kerberos trust; hello and resources on premises; onpremtgt no`,
    what: 'Windows Hello opens the PC and the cloud, but the servers of your own network do not accept it yet.',
    why: 'They ask for a Kerberos ticket. The PC needs a domain controller in reach, so the office network or VPN; and your organisation has to have set up the trust between Entra and its own directory.',
    fix: `Connect the VPN, lock the PC and unlock it with the PIN, then try again. Today you can sign in to Windows with the password. If it stays: "dsregcmd /status" has to say OnPremTgt : YES. For an administrator: cloud Kerberos trust by policy and the Kerberos server object; it takes ${versions.cloudKerberos}.`,
    who: 'You for the network; a Hybrid Identity Administrator for the trust',
    sources: ['ONPREM', 'WHCKT', 'WHFAQ'],
  }),
];
