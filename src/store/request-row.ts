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
import { MANAGER_OUT } from '../domain/line-manager';
import type { RiskAssessment, RiskInput } from '../domain/privilege';
import { SEATS } from '../domain/seats';
import { type NamedMethod, REMOVAL_REASONS, STEP_ENDS, type StepDone, type Work } from '../domain/removal';
import { type Shape, parsedAs, whole } from './shape';

const id = z.string();
const channel = z.enum(['teams', 'slack']);
const level = z.enum(['standard', 'elevated', 'security', 'privileged', 'never']);

const riskInput = { level, what: z.string(), passing: z.literal(true).optional() } satisfies Shape<RiskInput>;
const risk = {
  level,
  inputs: z.array(z.object(riskInput)),
  unread: z.array(z.string()),
} satisfies Shape<RiskAssessment>;
const proof = { by: id, as: z.enum(['manager', 'agent']), way: z.enum(PROOF_WAYS), at: whole } satisfies Shape<Proof>;
const decision = {
  by: id,
  channel,
  at: whole,
  confirmed: z.boolean(),
  seat: z.enum(SEATS).optional(),
} satisfies Shape<Decision>;
const appeared = {
  id,
  name: z.string(),
  kind: z.string(),
  at: whole,
  noted: z.literal(true).optional(),
} satisfies Shape<AppearedMethod>;
const named = { id, kind: z.string(), name: z.string(), createdAt: whole.optional() } satisfies Shape<NamedMethod>;
const stepDone = { step: id, end: z.enum(STEP_ENDS), at: whole } satisfies Shape<StepDone>;
const work = {
  methods: z.array(z.object(named)),
  sessions: z.boolean(),
  begun: z.object({ step: id, at: whole, validFrom: whole.optional() }).optional(),
  done: z.array(z.object(stepDone)),
} satisfies Shape<Work>;
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
  reason: z.enum([...PASS_REASONS, ...REMOVAL_REASONS]),
  removal: z.object({ ...work, left: z.array(z.string()) }).optional(),
  noteHash: z.string().optional(),
  createdAt: whole,
  expiresAt: whole,
  opensAt: whole.optional(),
  managerOut: z.enum(MANAGER_OUT).optional(),
  targetToldAt: whole.optional(),
  mistyped: z.array(id).optional(),
  lifetimeMinutes: z.number(),
  usableOnce: z.boolean(),
  proofsNeeded: whole,
  approvalsNeeded: whole,
  risk: z.object(risk),
  proofs: z.array(z.object(proof)),
  approvals: z.array(z.object(decision)),
  escalatedAt: whole.optional(),
  changesAsked: z.object({ by: id, at: whole, whatHash: z.string() }).optional(),
  denied: z.object({ by: id, at: whole, reasonHash: z.string().optional() }).optional(),
  openUntil: whole.optional(),
  openings: z.array(z.object(opening)),
  replaces: z.object({ pass: id, by: id, at: whole }).optional(),
  replacedOnce: z.literal(true).optional(),
  appeared: z.array(z.object(appeared)),
  confirmedMethod: id.optional(),
  reported: z.object({ by: id, at: whole }).optional(),
  passGoneAt: whole.optional(),
  revokedWhy: z
    .enum(['hidden', 'reported', 'timed-out', 'unconfirmed', 'risk', 'refused', 'mistyped', 'dry-run'])
    .optional(),
  containment: z.object({ ...work, by: id, at: whole, finishedAt: whole.optional() }).optional(),
  endedAt: whole.optional(),
} satisfies Shape<TapRequest>;

export const requestOf = parsedAs<TapRequest>(z.object(request), 'request');
