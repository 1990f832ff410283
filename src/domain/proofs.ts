import type { Proof, TapRequest } from './tap-request-record';

/*
 * Which proofs a request still needs (design.md section 4). One person counts once, whatever they are: manager, agent
 * or both. Where the manager receives the pass, an agent has to have verified as well: nobody lets an account out alone.
 */

export interface ProofsMissing {
  readonly count: number;
  /** One of them has to come from a helpdesk agent. */
  readonly agent: boolean;
}

type Proved = Pick<TapRequest, 'proofs' | 'proofsNeeded' | 'recipientAs' | 'recipient'>;

export function proofsMissing(request: Proved): ProofsMissing {
  const agent = request.recipientAs === 'manager' && !request.proofs.some((proof) => isAgents(request, proof));
  const count = Math.max(agent ? 1 : 0, request.proofsNeeded - request.proofs.length);
  return { count, agent };
}

export function provedEnough(request: Proved): boolean {
  return proofsMissing(request).count === 0;
}

function isAgents(request: Proved, proof: Proof): boolean {
  return proof.as === 'agent' && proof.by !== request.recipient;
}

/** Whose pairing number opens the pass: anybody's who checked, but never the recipient's own. */
export function pairedProofs(request: Pick<TapRequest, 'proofs' | 'recipient'>): readonly Proof[] {
  return request.proofs.filter((proof) => proof.by !== request.recipient);
}

/** The target hears of a pass that somebody else receives before it can be opened. */
export function toldFirst(request: Pick<TapRequest, 'recipientAs' | 'targetToldAt'>): boolean {
  return request.recipientAs === 'self' || request.targetToldAt !== undefined;
}

/** Everybody a request is about or by: they hear of each step. */
export function concerned(request: Pick<TapRequest, 'target' | 'recipient' | 'requester'>): readonly string[] {
  return [...new Set([request.target, request.recipient, request.requester])];
}
