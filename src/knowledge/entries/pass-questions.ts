import type { Answer } from '../schema';
import { portal } from '../portal';
import { answer, WHO } from './build';

/** knowledge.md D.1 without a number, and F: what people ask about the Temporary Access Pass. */
export const passQuestions: readonly Answer[] = [
  answer({
    id: 'what-is-a-pass',
    title: 'What is a Temporary Access Pass?',
    said: `
      what is a temporary access pass; what does TAP mean; what is a tap code; explain temporary access pass; what is a pass for
      how long does a pass last; how long is a tap valid; how will I receive the pass; how do I use the pass; is the pass a password
      where do I enter the pass; can the pass be used more than once; temporary access passcode meaning; who gets a tap; is it sent by sms`,
    what: 'A Temporary Access Pass is a short-lived code that lets you sign in once to set up a better method.',
    why: 'It counts as a strong sign-in. It is personal, shown only once to the person who receives it, and never sent by mail or chat.',
    fix: 'Ask for one here if you have no other way in. Then type it at sign-in where the page asks for it, and register a passkey within 10 minutes.',
    who: WHO.ask,
    flow: 'need-a-pass',
    sources: ['TAP', 'G-TAP'],
    inventory: ['S2-27', 'S2-28', 'S3-31', 'S3-32', 'S4-7'],
  }),
  answer({
    id: 'why-approval',
    title: 'Why somebody has to approve',
    said: `
      why does my pass need approval; why must someone vouch for me; why do I have to wait for an approver; why does my manager have to confirm
      can I get the pass without approval; who approves my pass; who decides about my request; why the six digit pairing number
      can you just give me the code; skip the approval`,
    what: 'A pass opens the whole account, so two people look at it before it is made.',
    why: 'Whoever sits at your unlocked computer could ask for one in your name. Somebody who knows you speaks with you, and somebody else decides.',
    fix: 'Write "status" to see whom it waits for.',
    who: 'Your manager or a helpdesk agent vouches; an approver decides',
    sources: ['TAP', 'ROLES'],
    inventory: ['S3-35'],
  }),
  answer({
    id: 'pass-asked-first',
    title: 'The pass is asked for before the passkey',
    said: `
      sign-in always asks for the temporary access pass first; still asks for the pass although I have a passkey; page wants the pass every time
      enter temporary access pass instead of passkey; pass prompt does not go away; get rid of the pass prompt
      pass is still asked after it expired`,
    what: 'While a pass is alive, Entra asks for it before everything else.',
    why: 'It stands first in the order of methods. After its end it can take some minutes until the page knows.',
    fix: `Choose **${portal.otherWays}**. When your passkey stands, delete the pass in **Security info**.`,
    who: WHO.you,
    rules: ['R-60'],
    flow: 'sign-in',
    sources: ['SYS', 'TAP'],
    inventory: ['S3-4'],
  }),
  answer({
    id: 'pass-unsupported-place',
    title: 'Where a pass does not work',
    said: `
      pass does not work with vpn; temporary access pass and nps extension; tap with radius; tap and ad fs adapter
      can I use the pass for wifi; does a tap work for remote desktop; use the temporary pass to change my password
      temporary access pass for on premises`,
    what: 'A pass does not work through the NPS extension (often VPN or Wi-Fi) or an AD FS adapter, and not for changing a password.',
    why: 'These ask another system than Entra.',
    fix: 'Sign in to a web page of Entra with the pass, add a passkey there, and use another method for the VPN.',
    who: WHO.you,
    rules: ['R-68'],
    sources: ['TAP', 'COMB'],
  }),
  answer({
    id: 'pass-create-forbidden',
    title: 'Making a pass: 403',
    said: `
      403 when creating a temporary access pass; forbidden when issuing a tap; cannot create tap for an admin; not allowed to create a pass for this user
      graph forbidden temporaryAccessPassMethods; insufficient rights to issue a tap; why can I not issue a pass for an administrator
      authentication administrator cannot create tap for global admin`,
    what: 'Microsoft Graph does not let this pass be made.',
    why: 'The permission is missing, or the person is an admin, or in a restricted administrative unit, and stands above who asks.',
    fix: 'For admins a Privileged Authentication Administrator has to do it. For Keysmith: "npm run doctor" says which permission is missing.',
    who: WHO.authAdmin,
    rules: ['R-00d'],
    sources: ['G-TAPC', 'TAP', 'ROLES'],
    inventory: ['S0-60'],
  }),
  answer({
    id: 'pass-create-refused',
    title: 'Making a pass: 400',
    said: `
      400 bad request when creating a temporary access pass; lifetime outside the policy; multi-use pass not allowed; tap cannot be created for this user
      error when I issue a tap in the portal; pass lifetime too long; temporary access pass policy is disabled`,
    what: 'The pass that was asked for does not fit the policy.',
    why: 'The lifetime lies outside its bounds, it should work several times where only once is allowed, the policy is off, or the person is an external guest.',
    fix: `Ask for a one-time pass with a lifetime inside the bounds: ${portal.passPolicy}.`,
    who: `${WHO.helpdesk}; for the policy: ${WHO.policyAdmin}`,
    rules: ['R-62', 'R-63', 'R-64', 'R-00b'],
    sources: ['G-TAPC', 'TAP'],
  }),
  answer({
    id: 'pass-settings',
    title: 'Good settings for the pass policy',
    said: `
      recommended settings for the tap policy; how long should a temporary access pass live; tap lifetime and length; one-time or multi-use tap
      temporary access pass policy settings; enable temporary access pass; switch on tap in the tenant; default lifetime of a tap
      best practice for tap; minimum and maximum lifetime of a pass; where do i enable tap`,
    what: 'Good settings: one-time, 1 hour by default, 8 hours at most, 12 characters, for the pilot group.',
    why: 'Entra begins weaker: several uses, 8 characters. Possible are 10 minutes to 30 days and 8 to 48 characters.',
    fix: `Set it at ${portal.passPolicy}. I always read what is set and never assume it.`,
    who: WHO.policyAdmin,
    rules: ['R-62', 'R-63', 'R-64'],
    sources: ['TAP', 'S3'],
    inventory: ['S3-33', 'S3-34', 'S4-6'],
  }),
  answer({
    id: 'bulk-passes',
    title: 'Passes for many people at once',
    said: `
      bulk temporary access passes; issue tap for many users; tap for the whole department; script to create passes for everybody
      create passes for all new starters at once; export a list of passes`,
    what: 'I do not make passes in bulk.',
    why: 'A list of live codes is a list of open doors. Each pass is made in front of the one person who needs it.',
    fix: 'Ask for each person; for a first day, the request can be made ahead with its date.',
    who: 'Managers and helpdesk agents ask; approvers decide',
    sources: ['TAP', 'S4'],
    inventory: ['S4-7'],
  }),
];
