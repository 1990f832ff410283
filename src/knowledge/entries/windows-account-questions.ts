import type { Answer } from '../schema';
import { addresses, portal } from '../portal';
import { answer, WHO } from './build';

/** What strangers asked about the PC and the account on it: its token, its chip, its PIN, and when it is gone. */
export const windowsAccountQuestions: readonly Answer[] = [
  answer({
    id: 'no-refresh-token',
    title: 'No token on the PC (AzureAdPrt NO, CAA20003, CAA20004)',
    codes: ['0xcaa20003', '0xcaa20004'],
    said: `
      dsregcmd shows AzureAdPrt NO; no primary refresh token on this PC; single sign-on on the PC has stopped, no PRT
      error CAA20003 in teams; outlook stops with CAA20004; teams cannot sign in, code caa2`,
    what: 'AzureAdPrt NO: Windows holds no token of your account, so every app asks again. CAA20003 in an app: Entra did not accept the sign-in. CAA20004: it was denied, often by a Conditional Access policy.',
    why: 'Windows gets the token when you sign in with your work account, and renews it every four hours. It fails without network, for a disabled or deleted PC, with a damaged security chip, or when the sign-in behind it is refused.',
    fix: 'Connect to the internet, lock the PC and unlock it; then run "dsregcmd /status" again. Still NO: **Attempt Status** and **Server Error Description** under SSO State name the cause. Send me the AADSTS number from there, or from the details under CAA2…; it says who can change it.',
    who: `You for network and unlocking; ${WHO.helpdesk.toLowerCase()} for the PC; a Conditional Access Administrator for a policy`,
    rules: ['R-42'],
    flow: 'sign-in',
    sources: ['PRT', 'HYBRID', 'TEAMSIN', 'TPM'],
  }),
  answer({
    id: 'code-80090030',
    title: 'The security chip is not ready (0x80090030)',
    codes: ['0x80090030'],
    said: `
      the device that is required by this cryptographic provider is not ready for use; tpm device not ready; NTE_DEVICE_NOT_READY
      windows hello says the tpm is not ready for use; tpm.msc does not open, device not ready`,
    what: 'Windows cannot reach the security chip of this PC (TPM): it is not ready.',
    why: 'Microsoft describes it for chips that run as TPM 1.2, and suspects their hardware or firmware. Windows Hello keeps its key in this chip.',
    fix: `Restart the PC; until then sign in another way. A helpdesk agent looks whether **tpm.msc** opens, installs the maker's firmware and sets the TPM to mode 2.0; if that does not help, the mainboard. First have the BitLocker recovery key at hand. Afterwards set up the PIN again: ${portal.windowsSignIn}.`,
    who: 'You for the restart; a helpdesk agent for the rest',
    rules: ['R-41'],
    flow: 'windows-hello',
    sources: ['TPM'],
  }),
  answer({
    id: 'pin-safer',
    title: 'Is a PIN weaker than a password?',
    said: `
      isn't a PIN weaker than a password; why is a short PIN safer than my long password; six digits can be guessed, is that secure
      is the pin of the security key safe enough; what if somebody sees my Windows PIN; a pin of numbers only sounds unsafe to me`,
    what: 'No, although it is shorter. A PIN works only together with this one PC or key; a password works from everywhere.',
    why: 'The PIN never leaves the device: it unlocks a key in its chip. Whoever sees it has to steal the device as well, and after too many wrong tries the chip or key locks. A password travels, and can be tricked out of you or guessed from far away.',
    fix: 'Choose one that is hard to guess, longer if you like; Windows refuses rows like 1234. Take another one for each device. If somebody has seen it, change it: write "change my Windows PIN" or "change the PIN of my key".',
    who: WHO.you,
    sources: ['WHFAQ', 'HWV'],
  }),
  answer({
    id: 'lost-laptop',
    title: 'The company laptop is lost or stolen',
    said: `
      my work laptop was stolen; I lost my company laptop; notebook left on the train; laptop taken out of the car
      somebody has my laptop with Windows Hello and passkeys on it; user reports a stolen laptop, what do we do first; macbook of the company is gone`,
    what: 'Report it now. Windows Hello and a passkey on it need your PIN, face or finger; what is still signed in is the danger.',
    why: 'A PC that is disabled in Entra loses its tokens and its Windows Hello. Deleting it there would also throw away the recovery key of its disk.',
    fix: `Write "talk to a human". End your sessions, in Teams: "I lost my phone" > **Lost or stolen** > **End all my sessions**. Somebody may know the password? Change it: ${addresses.passwordReset}. Helpdesk: ${portal.devices}, disable the PC, don't delete it; wipe it by Intune; its passkey goes by "lookup" > **Remove a method**.`,
    who: `You, now; ${WHO.helpdesk.toLowerCase()} for sessions and passkey; a Cloud Device Administrator for the PC`,
    rules: ['R-70'],
    sources: ['DEVMAN', 'WHFAQ', 'EPW', 'REVOKE'],
  }),
];
