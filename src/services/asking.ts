import { SECOND } from '../domain/clock';
import { type Outcome, done } from '../domain/refusal';
import type { TapRequest } from '../domain/tap-request';
import { keyOf, tell } from './deliver';
import { approvalCard } from './tap/approval-card';
import { type Decider, WRITE_TO_AT_MOST } from './tap/approvers';
import type { TapParts } from './tap/parts';
import { followUps, readDeciders } from './tap/remind';
import type { JobEnd } from './tap/settle';
import type { Address } from './views';

/** Posts the approval card where approvers look: the Teams conversation or each approver's chat, and the Slack channel. */
export async function askApprovers(parts: TapParts, id: string, attempt: number): Promise<JobEnd> {
  const request = await parts.ledger.request(id);
  if (request?.state !== 'awaiting-approval') return 'done';
  const at = parts.clock.now().getTime();
  const to = await approvalAddresses(parts, request);
  if (!to.ok) return { at: at + 20 * SECOND };
  const posted = new Set(
    (await parts.copies.of(id)).filter((copy) => copy.role === 'approval').map((copy) => keyOf(copy.address)),
  );
  // Drawn when it is sent; this one stands for it where the request is gone by then.
  const view = await approvalCard(parts, request, { keepWords: false });
  const ends: JobEnd[] = [];
  for (const address of to.value.filter((candidate) => !posted.has(keyOf(candidate))))
    ends.push(await tell(parts, { kind: 'tell', to: address, view, copy: { request: id, role: 'approval' } }, attempt));
  await parts.jobs.add(followUps(request, at, parts));
  return ends.find((end) => end !== 'done') ?? 'done';
}

/** Those who are in a room of approvers see it there; contacts and the second group are not, and get it themselves. */
async function approvalAddresses(parts: TapParts, request: TapRequest): Promise<Outcome<readonly Address[]>> {
  const { slackRooms, teamsApprovalRoom } = parts.settings;
  const rooms: Address[] = [
    ...(slackRooms ? [{ channel: 'slack', room: 'approval' } as const] : []),
    ...(teamsApprovalRoom ? [{ channel: 'teams', room: 'approval' } as const] : []),
  ];
  const deciders = await readDeciders(parts, request);
  if (!deciders.ok) return deciders;
  const alone = deciders.value.filter((decider) => !teamsApprovalRoom || !isInRoom(decider)).slice(0, WRITE_TO_AT_MOST);
  const reached = await Promise.all(
    alone.map(async ({ person }) => ((await parts.teams.reaches(person.id)) ? [person.id] : [])),
  );
  return done([...rooms, ...reached.flat().map((person) => ({ channel: 'teams', person }) as const)]);
}

function isInRoom({ seats, escalated }: Decider): boolean {
  return !escalated && seats.some((seat) => seat !== 'security-contact');
}
