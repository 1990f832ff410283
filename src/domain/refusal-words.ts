/** The words of every refusal by its code, grouped by what they are about. See refusal.ts for how they are filled. */
export const refusals = {
  // Who may
  'own-pass': {
    what: 'This is about your own account, so somebody else has to decide.',
    next: 'The other approvers have been asked. You need to do nothing.',
  },
  'own-request': {
    what: 'You asked for this {it}, so somebody else has to decide.',
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
    what: '{target} is your manager, so you cannot decide about what is asked for them.',
    next: 'The other approvers have been asked. You need to do nothing.',
  },
  'already-decided-by-you': {
    what: 'You have already decided about this request. One person counts once, in Slack and Teams together.',
    next: 'Another approver has to decide as well.',
  },
  'verifier-left': {
    what: 'The account of somebody who checked who it is has been disabled or deleted since, so their word does not count.',
    next: 'Ask again; somebody else checks.',
  },
  'approved-already': {
    what: 'You have approved this request, so you cannot also check who is asking.',
    next: 'Somebody else from the helpdesk, or the manager, checks.',
  },
  'not-approver': {
    what: 'Only members of the approvers group can decide about this.',
    next: 'If you should be one, ask the owner of that group to add you.',
  },
  'needs-security': {
    what: 'Microsoft Entra reports this account as at risk, so a security contact has to approve.',
    next: 'The security contacts have been asked. You need to do nothing.',
  },
  'needs-approver': {
    what: 'A security contact has approved. Now a member of the approvers group has to approve as well.',
    next: 'The approvers have been asked. You need to do nothing.',
  },
  'risk-rose': {
    what: 'This has become more dangerous since it was asked for: {why}.',
    next: 'It has to be checked and approved again, with this known. The newest card shows what is needed.',
  },
  'changes-asked': {
    what: '{by} asked for changes, and the answer is still missing.',
    next: 'The requester has been told. You can still deny it.',
  },
  'no-changes-asked': {
    what: 'Nobody waits for changes to this request any more.',
    next: 'You need to do nothing. The newest card shows where it stands.',
  },
  'step-up-exempt': {
    what: 'Conditional Access exempts you from the stronger sign-in that protects decisions made in Slack, so it would prove nothing.',
    next: 'Decide in Teams. A Conditional Access Administrator can take you out of the exemption.',
  },
  'not-agent': {
    what: 'Only members of the helpdesk group can do this.',
    next: 'If you should be one, ask the owner of that group to add you.',
  },
  'not-security': {
    what: 'Only the security contacts can lift this stop, and nobody their own.',
    next: 'They have been told. Speak with one of them.',
  },
  'stop-over': {
    what: 'There is no stop any more: somebody has lifted it.',
    next: 'You need to do nothing. A pass can be asked for this person.',
  },
  'stop-about-yours': {
    what: 'This stop is about a request that you asked for, checked or were to receive.',
    next: 'One of the other security contacts can lift it.',
  },
  'not-admin': {
    what: 'Only the administrators of Keysmith can pause and resume it.',
    next: 'If something looks wrong, tell the security contacts. To go on where you were, write "go on".',
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
    next: 'If you need something yourself, write "help".',
  },
  'manager-cannot-vouch': {
    what: 'You cannot vouch here, because {why}.',
    next: 'A helpdesk agent can check who it is instead.',
  },
  'manager-as-agent': {
    what: 'You are the manager of {target}, so you cannot check them as an agent.',
    next: 'Another helpdesk agent can do it. If you are asked to vouch as the manager, use that card.',
  },
  'already-proved': {
    what: 'You have checked this person already. One person counts once, as manager and agent together.',
    next: 'If another check is needed, somebody else has to do it.',
  },
  'not-verifier': {
    what: 'Only whoever checked who is asking sees their own pairing number.',
    next: 'If you have spoken with the person, record how you checked first.',
  },
  'route-self-off': {
    what: 'Passes are not shown to the person themselves here.',
    next: 'Ask again, and choose that their manager opens it.',
  },
  'route-manager-off': {
    what: 'Passes are not given to managers here.',
    next: 'Ask again, and choose that the person opens it themselves.',
  },
  'manager-cannot-receive': {
    what: 'The manager of {target} cannot receive this pass, because {why}.',
    next: 'Come to the helpdesk with a photo ID: an Authentication Administrator can issue a pass in the Microsoft Entra admin center.',
  },
  'lost-phone-self': {
    what: 'The phone is lost, and I cannot see that all recent sign-ins were on a computer that your organisation manages. Whoever has the phone may read this chat.',
    next: 'Ask again, and choose that the manager opens the pass and hands it over.',
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
    what: '{target} is a guest, and Keysmith issues no passes for guests and removes none of their methods.',
    next: 'A guest from outside signs in with the methods of the home organisation, and its IT department can help. For an internal guest an Authentication Administrator can issue a pass in the Microsoft Entra admin center.',
  },
  'target-disabled': {
    what: 'The account of {target} is disabled, so a pass could not be used, and no methods are removed from it.',
    next: 'A User Administrator can enable the account first.',
  },
  'target-privileged': {
    what: '{target} has privileged access ({why}). Keysmith issues no passes for such accounts and removes no methods from them.',
    next: 'A Privileged Authentication Administrator can do it in the Microsoft Entra admin center.',
  },
  'target-emergency': {
    what: 'This is an emergency access account. Nobody gets a pass for it here, and nothing is removed from it.',
    next: 'Follow the emergency access procedure. The security contacts can help.',
  },
  'target-frozen': {
    what: 'Somebody reported "This was not me" for {target}, so nothing is issued or removed for them until the security team has looked.',
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
  'manager-unreachable': {
    what: '{manager}, the manager, cannot be reached in Teams: Keysmith is not installed for them.',
    next: 'A Teams administrator can install Keysmith for everybody with an app setup policy.',
  },
  'nobody-to-verify': {
    what: 'There are not enough people who could check who is asking and can be reached ({why}).',
    next: 'A Teams administrator can install Keysmith for the helpdesk, or its owner can add somebody to the helpdesk group.',
  },
  'opens-at-reason': {
    what: 'Only the pass of a new starter can wait for a first working day.',
    next: 'Choose "New starter", or leave the day empty.',
  },
  'opens-at-bounds': {
    what: 'That moment is over, or more than {days} days away.',
    next: 'Choose another day or time.',
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
    what: '{target} already has a Temporary Access Pass ({state}).',
    next: 'It can be used, if somebody knows it. A new pass would delete it: to have that, open the form again and say yes to it there.',
  },
  'request-open': {
    what: 'There is already an open request for {target}.',
    next: 'It has to be decided or withdrawn first.',
  },
  'reason-missing': {
    what: 'A reason is needed.',
    next: 'Write one sentence, then send it again.',
  },
  // Taking methods away
  'last-method': {
    what: 'That would take the last way to sign in without a password, and there is no plan for the next one yet.',
    next: 'Ask for a pass first, then ask for this again. Both can then be decided together.',
  },
  'nothing-to-remove': {
    what: 'None of these methods is registered for {target} any more.',
    next: 'Look at the newest list, then choose again.',
  },
  'method-not-removable': {
    what: 'Keysmith cannot remove {method}.',
    next: 'An Authentication Administrator can do it in the Microsoft Entra admin center.',
  },
  'removal-open': {
    what: 'A removal for {target} is being decided already.',
    next: 'It has to be decided or withdrawn first.',
  },
  'not-approved': {
    what: 'This has not been approved by enough people.',
    next: 'The approvers have been asked.',
  },
  'not-contact': {
    what: 'Only the person themselves or a security contact can do this.',
    next: 'The security contacts have been told. Speak with one of them.',
  },
  'nothing-to-contain': {
    what: 'No pass was opened here, or nobody has said "This was not me".',
    next: 'Press "This was not me" first. A method that looks wrong can also be removed by a request.',
  },
  'already-contained': {
    what: 'This is being done already, or it is done.',
    next: 'The newest card shows what was removed.',
  },
  'contain-over': {
    what: 'The stop for {target} has been lifted, or this is too long ago to tell what was added then.',
    next: 'A method that looks wrong can be removed by a request.',
  },
  'sessions-uncertain': {
    what: 'Microsoft Entra did not answer clearly, so I cannot be sure whether your sessions were ended.',
    next: 'Press the button once more in a minute. Ending them twice does no harm.',
  },
  'sessions-often': {
    what: 'Your sessions have been ended {most} times within an hour, as often as Keysmith does it.',
    next: 'They stay ended. If somebody else is in your account, or it was not you, call the helpdesk now.',
  },
  'only-in-teams': {
    what: 'This can be done in Teams only, where your Microsoft Entra account is the one that asks.',
    next: 'Open our chat in Teams and do it there.',
  },
  'not-expected-method': {
    what: '{method} is noted as yours, but it is not a way to sign in without a password, so the pass stays for now.',
    next: 'Go on with your passkey on the phone. I tell you here when it arrives.',
  },
  // The brakes
  paused: {
    what: 'Keysmith is paused: {why}.',
    next: 'The administrators of Keysmith can resume it, and the security contacts have been told. Open requests stay as they are. If it cannot wait, speak with the helpdesk.',
  },
  'not-paused': {
    what: 'Keysmith is not paused.',
    next: 'You need to do nothing.',
  },
  'cap-target': {
    what: 'Passes for this person have been opened {most} times in the last 24 hours, as often as Keysmith allows.',
    next: 'It is possible again in {wait}. If it cannot wait, an Authentication Administrator can issue a pass in the Microsoft Entra admin center.',
  },
  'cap-agent': {
    what: 'You have asked for passes or checked who people are for {most} requests within an hour, as many as one person may.',
    next: 'It is possible again in {wait}. A colleague from the helpdesk can do it now.',
  },
  'cap-manager': {
    what: 'You have vouched for {most} people within an hour, as many as one person may.',
    next: 'It is possible again in {wait}. A helpdesk agent can check who they are now.',
  },
  'cap-approver': {
    what: 'You have approved {most} passes within an hour, as many as one person may.',
    next: 'It is possible again in {wait}. Another approver can decide now; denying is always possible.',
  },
  'cap-tenant': {
    what: '{most} passes were opened in this organisation within an hour, so Keysmith has paused itself and called the security contacts.',
    next: 'Nothing is lost: your request stays. The administrators of Keysmith can resume it when they have looked.',
  },
  'pass-appeared': {
    what: 'Since this was approved, somebody else made a Temporary Access Pass for {target} ({state}). A new one would delete it.',
    next: '{target} or a helpdesk agent has to say yes to that first; it is recorded. If nobody knows that pass, tell the security contacts.',
  },
  'replace-agreed': {
    what: 'It is recorded already that this pass may be replaced.',
    next: 'The new one can be opened: "Show my pass" in the message about it.',
  },
  'pass-vanished': {
    what: 'That pass is not there any more.',
    next: 'Nothing has to be replaced. Press "Show my pass" again.',
  },
  // The request's own life
  'request-unknown': {
    what: 'I do not know this request.',
    next: 'It may be from an old message. Write "status" to see what is open.',
  },
  'request-over': {
    what: 'This request is over: {state}.',
    next: 'If it is still needed, ask again.',
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
  'target-untold': {
    what: 'The person this pass is for has not been told yet, and nobody receives it before that.',
    next: 'I am writing to them now. Try again in a minute.',
  },
  'pairing-missing': {
    what: 'This is not a pairing number. It has six digits.',
    next: 'Type the number that was read out when somebody checked who it is. Whoever checked can see it again.',
  },
  'pairing-wrong': {
    what: 'That is not the pairing number of this pass.',
    next: 'Ask whoever checked who it is to read it out once more. {left}',
  },
  'pairing-over': {
    what: 'A wrong pairing number was typed three times, so this request has ended.',
    next: 'The security contacts have been told. Speak with the helpdesk; a new request starts with a new check.',
  },
  'opening-expired': {
    what: 'The time to open this pass is over.',
    next: 'Ask for a new one. It was never created, so nothing is left behind.',
  },
  'already-shown': {
    what: 'This pass was already shown at {time}. It cannot be shown again.',
    next: 'If you did not see it, press "I did not see it" and it will be replaced.',
  },
  'noted-already': {
    what: 'This is on record already.',
    next: 'You need to do nothing.',
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
    next: 'Sign in with that account. If it should be unlinked first, its owner can write "unlink" to Keysmith in Teams.',
  },
  'not-linked': {
    what: 'Your Entra account is not linked with a Slack account.',
    next: 'You need to do nothing. To link one, write "/passwordless link" in Slack.',
  },
  'link-taken': {
    what: 'This Entra account is already linked with another Slack account.',
    next: 'Write "unlink" to Keysmith in Teams, then open the link from Slack again.',
  },
  'link-ended': {
    what: 'Your Slack account is no longer linked with Microsoft Entra, because {why}.',
    next: 'Link it again: you sign in to both once, in one browser.',
  },
  'link-stopped': {
    what: 'This Slack account cannot be linked: somebody said in Teams that a link with it was not their doing.',
    next: 'The security contacts have been told, and one of them can lift this. Speak with them.',
  },
  'link-unknown': {
    what: 'I do not know this link.',
    next: 'Write "link" to see whether a Slack account is linked with yours now.',
  },
  'link-stop-unknown': {
    what: 'Nobody waits for this any more: the Slack account can be linked.',
    next: 'You need to do nothing.',
  },
  'not-understood': {
    what: 'I did not understand that.',
    next: 'Write "help" to see what I can do.',
  },
  'handover-nowhere': {
    what: 'I cannot reach anybody at the helpdesk from here, so nothing was sent.',
    next: 'Call or write to your helpdesk as usual, and tell them what I have found.',
  },
  'handover-often': {
    what: 'You have sent three of these to the helpdesk within the hour, and somebody will answer.',
    next: 'If it is urgent, call your helpdesk.',
  },
  'handover-gone': {
    what: 'This handover is not there any more: it is too old, or it was never sent.',
    next: 'Look the person up by name instead.',
  },
  'handover-own': {
    what: 'You sent this yourself, so another agent has to take it.',
    next: 'The others at the helpdesk see the same card.',
  },
  'desk-yourself': {
    what: 'This is about yourself, and the desk is for other people.',
    next: 'Write to me in our own chat in Teams, as everybody does, or ask a colleague at the helpdesk.',
  },
  'desk-often': {
    what: 'Enough has been sent from the helpdesk within the hour: {why}.',
    next: 'Wait a little, or call {target}.',
  },
  'checklist-empty': {
    what: 'There is nothing in it that {target} could do.',
    next: 'The page shows what is in the way and who can change it.',
  },
  'not-colleague': {
    what: 'I can only hand over to another member of the helpdesk group.',
    next: 'Choose somebody from the list.',
  },
  'colleague-unreachable': {
    what: '{colleague} cannot be reached: Keysmith is not installed for them in Teams, and no Slack account is linked.',
    next: 'Choose somebody else, or speak with them.',
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
