import { z } from 'zod/v4';
import {
  type AppearedMethod,
  type Decision,
  type Opening,
  PASS_REASONS,
  PROOF_WAYS,
  type Proof,
  REQUEST_STATES,
  type TapRequest,
} from '../domain/tap-request';
import type { RiskAssessment, RiskInput } from '../domain/privilege';
import { type Shape, parsedAs, whole } from './shape';

const id = z.string();
const channel = z.enum(['teams', 'slack']);
const level = z.enum(['standard', 'elevated', 'security', 'privileged', 'never']);

const riskInput = { level, what: z.string() } satisfies Shape<RiskInput>;
const risk = {
  level,
  inputs: z.array(z.object(riskInput)),
  unread: z.array(z.string()),
} satisfies Shape<RiskAssessment>;
const proof = { by: id, as: z.enum(['manager', 'agent']), way: z.enum(PROOF_WAYS), at: whole } satisfies Shape<Proof>;
const decision = { by: id, channel, at: whole, confirmed: z.boolean() } satisfies Shape<Decision>;
const appeared = { id, name: z.string(), kind: z.string(), at: whole } satisfies Shape<AppearedMethod>;
const opening = {
  id,
  by: id,
  startedAt: whole,
  before: z.array(id),
  passId: id.optional(),
  shownAt: whole.optional(),
  endsAt: whole.optional(),
  seen: z.literal(true).optional(),
} satisfies Shape<Opening>;

const request = {
  id,
  version: whole.positive(),
  state: z.enum(REQUEST_STATES),
  target: id,
  requester: id,
  requestedIn: channel,
  recipient: id,
  recipientAs: z.enum(['self', 'manager']),
  reason: z.enum(PASS_REASONS),
  noteHash: z.string().optional(),
  createdAt: whole,
  expiresAt: whole,
  opensAt: whole.optional(),
  lifetimeMinutes: z.number(),
  usableOnce: z.boolean(),
  proofsNeeded: whole,
  approvalsNeeded: whole,
  risk: z.object(risk),
  proofs: z.array(z.object(proof)),
  approvals: z.array(z.object(decision)),
  changesAsked: z.object({ by: id, at: whole, whatHash: z.string() }).optional(),
  denied: z.object({ by: id, at: whole, reasonHash: z.string().optional() }).optional(),
  openUntil: whole.optional(),
  openings: z.array(z.object(opening)),
  replacedOnce: z.literal(true).optional(),
  appeared: z.array(z.object(appeared)),
  confirmedMethod: id.optional(),
  reported: z.object({ by: id, at: whole }).optional(),
  passGoneAt: whole.optional(),
  revokedWhy: z.enum(['hidden', 'reported', 'timed-out', 'unconfirmed', 'risk']).optional(),
  endedAt: whole.optional(),
} satisfies Shape<TapRequest>;

export const requestOf = parsedAs<TapRequest>(z.object(request), 'request');
