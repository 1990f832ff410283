import type { Intent } from '../schema';
import { intent } from './build';

/** What people say to Keysmith itself: one answer or act, and no conversation. */
export const commandIntents: readonly Intent[] = [
  intent({
    id: 'status',
    title: 'What is the status?',
    leads: { command: 'status' },
    said: `
      status; what is the status of my request; where is my pass; has my request been approved; is there any news
      how long does it take; my requests; any update on it; was it approved by somebody; what happened to my request
      still waiting for my pass`,
  }),
  intent({
    id: 'queue',
    title: 'What waits for me?',
    leads: { command: 'queue' },
    said: `
      queue; what waits for me; open requests; show pending approvals; what do I have to approve; list of requests
      waiting approvals`,
  }),
  intent({
    id: 'help',
    title: 'What can you do?',
    leads: { command: 'help' },
    said: `
      help; help me; what can you do; hello; hi; hey; good morning; start; menu; options; how does this work; commands
      what can I ask`,
  }),
  intent({
    id: 'human',
    title: 'Talk to a person at the helpdesk',
    leads: { command: 'human' },
    about:
      'Your helpdesk can take over. They see your methods and policies as I do. Tell them what you tried and at what time.',
    said: `
      talk to a human; I want to speak to a person; connect me with the helpdesk; real person please; agent
      call the support; this does not help me; you do not understand me; escalate this; phone number of the helpdesk
      human please; contact support; open a ticket for me; stupid bot; useless; can a colleague help me
      get me somebody who knows`,
  }),
  intent({
    id: 'my-sign-ins',
    title: 'My last sign-ins',
    leads: { command: 'sign-ins' },
    said: `
      show my last sign-ins; my recent sign-ins; when did I sign in last; what happened at my last sign-in
      my sign-in history; list my sign in attempts; why did my last sign-in fail; show failed sign-ins of mine
      was my sign in successful; my login history`,
    inventory: ['S0-47', 'S2-89', 'S3-50', 'S3-47'],
  }),
  intent({
    id: 'who',
    title: 'Who are you?',
    leads: { command: 'who' },
    said: `
      who are you; are you a bot; are you human; what are you; what is keysmith; is this a real person
      can I trust you`,
  }),
  intent({
    id: 'cancel',
    title: 'Stop this',
    leads: { command: 'cancel' },
    said: 'cancel; stop; quit; exit; abort; forget it; never mind; start over',
  }),
  intent({
    id: 'go-on',
    title: 'Go on where I was',
    leads: { command: 'go-on' },
    said: 'go on; continue; where were we; carry on; go on where I was; next step',
  }),
  intent({
    id: 'pause',
    title: 'Pause Keysmith',
    leads: { command: 'pause' },
    said: 'pause; pause keysmith; pause the bot',
  }),
  intent({
    id: 'resume',
    title: 'Resume',
    leads: { command: 'resume' },
    said: 'resume; resume keysmith; unpause; resume the bot',
  }),
  intent({
    id: 'link',
    title: 'Link my Slack account',
    leads: { command: 'link' },
    said: 'link; link my slack account; connect slack; link slack with entra; my slack account is not linked',
  }),
  intent({
    id: 'unlink',
    title: 'Unlink my Slack account',
    leads: { command: 'unlink' },
    said: 'unlink; unlink slack; remove the slack link; disconnect my slack account; slack link was not me',
  }),
];
