/**
 * Refusals are values. Each code has one sentence (what is the matter and why) and one next step (what now, and who
 * can do it). `{name}` is filled from the facts given with the refusal; a code without its facts does not render.
 */
const refusals = {
  // Who may
  'own-pass': {
    what: 'This pass would be for you, so somebody else has to decide.',
    next: 'The other approvers have been asked. You need to do nothing.',
  },
  'own-request': {
    what: 'You asked for this pass, so somebody else has to decide.',
    next: 'The other approvers have been asked. You need to do nothing.',
  },
  'own-verification': {
    what: 'You vouched for this person or checked who they are, so somebody else has to decide.',
    next: 'The other approvers have been asked. You need to do nothing.',
  },
  'own-receipt': {
    what: 'You would receive this pass, so somebody else has to decide.',
    next: 'The other approvers have been asked. You need to do nothing.',
  },
  'direct-report': {
    what: '{target} is your manager, so you cannot decide about their pass.',
    next: 'The other approvers have been asked. You need to do nothing.',
  },
  'already-decided-by-you': {
    what: 'You have already decided about this request. One person counts once, in Slack and Teams together.',
    next: 'Another approver has to decide as well.',
  },
  'not-approver': {
    what: 'Only members of the approvers group can decide about a pass.',
    next: 'If you should be one, ask the owner of that group to add you.',
  },
  'not-agent': {
    what: 'Only members of the helpdesk group can do this.',
    next: 'If you should be one, ask the owner of that group to add you.',
  },
  'not-security': {
    what: 'Only the security contacts can lift this stop, and nobody their own.',
    next: 'They have been told. Speak with one of them.',
  },
  'not-manager': {
    what: 'Only the manager named in the directory can vouch for somebody.',
    next: 'A helpdesk agent can check who they are instead.',
  },
  'not-recipient': {
    what: 'This pass is for somebody else, so it cannot be opened here.',
    next: 'Nothing was shown. If you expected a pass of your own, write "I need a pass".',
  },
  'not-yours': {
    what: 'This request belongs to somebody else.',
    next: 'If you need a pass yourself, write "I need a pass".',
  },
  'verify-yourself': {
    what: 'Nobody can vouch for themselves.',
    next: 'Your manager or a helpdesk agent can do it.',
  },
  'facts-unread': {
    what: 'I could not read {what} from Microsoft Entra, and I do not go ahead without it.',
    next: 'Try again in a minute. If it stays, an administrator can see the reason with "npm run doctor".',
  },
  'actor-disabled': {
    what: 'Your account is disabled in Microsoft Entra.',
    next: 'A User Administrator can enable it.',
  },
  // Whom for
  'target-guest': {
    what: '{target} is a guest, and Keysmith issues no passes for guests.',
    next: 'A guest from outside signs in with the methods of the home organisation, and its IT department can help. For an internal guest an Authentication Administrator can issue a pass in the Microsoft Entra admin center.',
  },
  'target-disabled': {
    what: 'The account of {target} is disabled, so a pass could not be used.',
    next: 'A User Administrator can enable the account first.',
  },
  'target-privileged': {
    what: '{target} has privileged access ({why}). Keysmith does not issue passes for such accounts.',
    next: 'A Privileged Authentication Administrator can issue one in the Microsoft Entra admin center.',
  },
  'target-emergency': {
    what: 'This is an emergency access account. Nobody gets a pass for it here.',
    next: 'Follow the emergency access procedure. The security contacts can help.',
  },
  'target-risky': {
    what: 'Microsoft Entra reports the account of {target} as at risk, so it may not be them asking.',
    next: 'The security team has to look at it first.',
  },
  'target-frozen': {
    what: 'Somebody reported "This was not me" for {target}, so no pass is issued until the security team has looked.',
    next: 'The security contacts can lift this.',
  },
  'target-unknown': {
    what: 'I cannot find that person in the directory.',
    next: 'Check the spelling, or use their full sign-in name.',
  },
  'target-unreachable': {
    what: '{target} cannot be reached in Teams: Keysmith is not installed for them.',
    next: 'A Teams administrator can install Keysmith for everybody with an app setup policy.',
  },
  'nobody-to-decide': {
    what: 'There is no approver who may decide about this request and can be reached.',
    next: 'The owner of the approvers group can add somebody.',
  },
  // What for
  'pass-off': {
    what: 'Temporary Access Pass is switched off in this tenant.',
    next: 'An Authentication Policy Administrator can switch it on.',
  },
  'pass-out-of-scope': {
    what: 'The Temporary Access Pass policy does not include {target}, so a pass could not be used to sign in.',
    next: 'An Authentication Policy Administrator can include one of their groups.',
  },
  'pass-lifetime': {
    what: 'A lifetime of {minutes} minutes is outside what this tenant allows ({minimum} to {maximum}).',
    next: 'An administrator of Keysmith can set TAP_LIFETIME_MINUTES inside these bounds.',
  },
  'pass-one-time': {
    what: 'This tenant allows only passes that work once.',
    next: 'An administrator of Keysmith can set TAP_ONE_TIME to true.',
  },
  'pass-unsupported': {
    what: 'A pass does not work where NPS or AD FS asks for the second factor.',
    next: 'Use another method there. A helpdesk agent can help to choose one.',
  },
  'pass-exists': {
    what: '{target} already has a Temporary Access Pass ({state}) that Keysmith did not make.',
    next: 'They can use it, or an Authentication Administrator can delete it. A new pass would replace it.',
  },
  'request-open': {
    what: 'There is already an open request for {target}.',
    next: 'It has to be decided or withdrawn first.',
  },
  'reason-missing': {
    what: 'A reason is needed.',
    next: 'Write one sentence, then send it again.',
  },
  // The request's own life
  'request-unknown': {
    what: 'I do not know this request.',
    next: 'It may be from an old message. Write "status" to see what is open.',
  },
  'request-over': {
    what: 'This request is over: {state}.',
    next: 'If a pass is still needed, ask for a new one.',
  },
  'request-changed': {
    what: 'This request has changed since you saw it: {state}.',
    next: 'Look at the newest card, then decide again.',
  },
  'request-decided': {
    what: 'This request is already decided: {state}.',
    next: 'You need to do nothing.',
  },
  'needs-proof': {
    what: 'Nobody has checked yet who is asking, so it cannot be approved.',
    next: 'A manager can vouch, or a helpdesk agent can record how they checked.',
  },
  'not-yet': {
    what: 'This pass can be opened from {time} on.',
    next: 'Come back then. The button stays here.',
  },
  'opening-expired': {
    what: 'The time to open this pass is over.',
    next: 'Ask for a new one. It was never created, so nothing is left behind.',
  },
  'already-shown': {
    what: 'This pass was already shown at {time}. It cannot be shown again.',
    next: 'If you did not see it, press "I did not see it" and it will be replaced.',
  },
  'shown-for-good': {
    what: 'This pass was already shown at {time}. It cannot be shown again.',
    next: 'If you could not use it, let it run out and ask for a new one. If you did not open it now, press "I did not press that".',
  },
  'other-opening': {
    what: 'This pass was already opened in another window at {time}.',
    next: 'It was not shown here. If that was not you, press "This was not me".',
  },
  'not-seen-twice': {
    what: 'This pass was replaced once already.',
    next: 'It has been deleted. Ask for a new one, and a colleague will help.',
  },
  'pass-uncertain': {
    what: 'Microsoft Entra did not answer clearly, so I cannot be sure whether a pass was made.',
    next: 'I am deleting whatever there is. You will hear from me here in a minute and can open it again.',
  },
  'entra-refused': {
    what: 'Microsoft Entra refused: {message}',
    next: 'No pass was made. A Privileged Authentication Administrator can see why.',
  },
  // Identity and channel
  'foreign-tenant': {
    what: 'Keysmith works only for its own organisation.',
    next: 'Ask the IT department of your organisation.',
  },
  'slack-not-linked': {
    what: 'Your Slack account is not linked with your Microsoft Entra account yet, so I cannot know who you are there.',
    next: 'Write "/passwordless link". It takes a minute.',
  },
  'slack-refused': {
    what: 'Keysmith does not answer {who} here.',
    next: 'Use your own account in our workspace, in a channel that is not shared with other organisations.',
  },
  'step-up-absent': {
    what: 'A decision made in Slack has to be confirmed with Microsoft Entra, and that is not set up safely here.',
    next: 'Decide in Teams. An administrator can see what is missing with "npm run doctor".',
  },
  'sign-in-wrong-person': {
    what: 'You signed in to Microsoft Entra as somebody else than the person who pressed the button.',
    next: 'Sign in with your own account.',
  },
  'sign-in-too-old': {
    what: 'This sign-in is more than five minutes old.',
    next: 'Press the button in Slack again and sign in again.',
  },
  'sign-in-too-weak': {
    what: 'Microsoft Entra did not confirm the stronger sign-in that is needed here.',
    next: 'Sign in with your passkey. If you did, an administrator can check the authentication context.',
  },
  'link-over': {
    what: 'This link has been used or is too old.',
    next: 'Ask for a new one in Slack: "/passwordless link", or press the button again.',
  },
  'link-wrong-browser': {
    what: 'This page was opened in another browser than the one that started.',
    next: 'Open the link from Slack again, in one browser.',
  },
  'slack-sign-in-other': {
    what: 'You signed in to Slack as somebody else than the person this link was made for.',
    next: 'If the link is yours, sign in to Slack with your own account. If somebody sent it to you, close this page.',
  },
  'sign-in-failed': {
    what: '{provider} did not complete the sign-in ({why}).',
    next: 'Open the link from Slack again. If it stays, give the helpdesk the words in brackets.',
  },
  'sign-in-unreachable': {
    what: 'I cannot reach the sign-in of {provider} right now.',
    next: 'Open the link from Slack again in a minute.',
  },
  'not-our-page': {
    what: 'This did not come from the page that I showed you.',
    next: 'Open the link from Slack again, and press the button on that page.',
  },
  'slack-taken': {
    what: 'This Slack account is already linked with another Entra account.',
    next: 'Sign in with that account, or ask the helpdesk to unlink it first.',
  },
  'not-linked': {
    what: 'Your Entra account is not linked with a Slack account.',
    next: 'You need to do nothing. To link one, write "/passwordless link" in Slack.',
  },
  'link-taken': {
    what: 'This Entra account is already linked with another Slack account.',
    next: 'Unlink the other one first, or ask the helpdesk.',
  },
  'not-understood': {
    what: 'I did not understand that.',
    next: 'Write "help" to see what I can do.',
  },
  'step-over': {
    what: 'This step is over.',
    next: 'The newest card below goes on from here.',
  },
  'bad-input': {
    what: 'This button or form sent something I cannot read ({what}).',
    next: 'Write "help" to start again.',
  },
  'too-many-people': {
    what: 'More than one person fits.',
    next: 'Choose the one you mean.',
  },
  // Luck
  'graph-unavailable': {
    what: 'I cannot reach Microsoft Entra right now.',
    next: 'Try again in a minute.',
  },
  'graph-throttled': {
    what: 'Microsoft Entra asks to slow down.',
    next: 'Try again in {seconds} seconds.',
  },
  'graph-denied': {
    what: 'Microsoft Entra does not let me do this: {permission} is missing.',
    next: 'An administrator can grant it. "npm run doctor" lists what is needed.',
  },
  'graph-nonsense': {
    what: 'Microsoft Entra answered something I cannot read.',
    next: 'Try again in a minute. The administrators have been given the details.',
  },
  'graph-not-found': {
    what: 'Microsoft Entra does not have this any more.',
    next: 'Look again; it may have been removed in the meantime.',
  },
  'store-unavailable': {
    what: 'I cannot write to my own records right now, and I do nothing that is not recorded.',
    next: 'Try again in a minute.',
  },
  unexpected: {
    what: 'Something went wrong on my side (reference {reference}).',
    next: 'Try again. If it stays, give the reference to the helpdesk.',
  },
} as const satisfies Record<string, { readonly what: string; readonly next: string }>;

export type RefusalCode = keyof typeof refusals;

export interface Refusal {
  readonly code: RefusalCode;
  readonly facts: Readonly<Record<string, string>>;
  /** What happened to the world. Every refusal says it. */
  readonly changed: string;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const NOTHING_CHANGED = 'Nothing was changed.';

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refuse(
  code: RefusalCode,
  facts: Readonly<Record<string, string>> = {},
  changed: string = NOTHING_CHANGED,
): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { code, facts, changed } };
}

/** The words of a refusal: what is the matter, what to do now, what happened to the world. */
export function explain(refusal: Refusal): { what: string; next: string; changed: string } {
  const { what, next } = refusals[refusal.code];
  return { what: fill(what, refusal), next: fill(next, refusal), changed: refusal.changed };
}

function fill(sentence: string, refusal: Refusal): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = refusal.facts[name];
    if (value === undefined) throw new Error(`Refusal ${refusal.code} lacks the fact "${name}"`);
    return value;
  });
}
