import { concerned } from '../../domain/proofs';
import type { TapRequest } from '../../domain/tap-request';
import type { NewJob } from '../ports';
import type { Address } from '../views';
import { statusCard } from './status-card';
import { type TapParts, now } from './parts';

/*
 * The messages that follow a request: to everybody concerned, and to the approvers once it can be decided.
 */

export function askApprovers(request: TapRequest): NewJob {
  return {
    key: `approvers:${request.id}:${String(request.version)}`,
    dueAt: request.createdAt,
    body: { kind: 'ask-approvers', request: request.id },
  };
}

/** Everybody the request is about or by hears of a step, each with a message of their own. */
export function statusJobs(
  parts: TapParts,
  request: TapRequest,
  key: string,
  except: readonly string[] = [],
): Promise<readonly NewJob[]> {
  const viewers = concerned(request).filter((person) => !except.includes(person));
  return Promise.all(viewers.map((viewer) => statusJob(parts, request, viewer, key)));
}

/** The card that follows the request for one person. Whoever asked in Slack is told in Slack, everybody else in Teams. */
export async function statusJob(parts: TapParts, request: TapRequest, viewer: string, key: string): Promise<NewJob> {
  const asks = viewer === request.requester && viewer !== request.recipient && viewer !== request.target;
  const inSlack = asks && request.requestedIn === 'slack';
  const to: Address = inSlack ? { channel: 'slack', person: viewer } : { channel: 'teams', person: viewer };
  const view = await statusCard(parts, request, viewer, !inSlack);
  const copy = { request: request.id, role: 'status' } as const;
  return { key: `status:${request.id}:${viewer}:${key}`, dueAt: now(parts), body: { kind: 'tell', to, view, copy } };
}
