import { z } from 'zod/v4';
import { METHODS } from '../domain/readiness';
import type { CopyOf, JobBody } from '../services/ports';
import type { Address, MessageView } from '../services/views';
import { type Loose, type Shape, parsedAs, whole } from './shape';

const id = z.string();

export const addressSchema: z.ZodType<Loose<Address>> = z.union([
  z.object({ channel: z.literal('teams'), person: id }),
  z.object({ channel: z.literal('teams'), room: z.literal('approval') }),
  z.object({ channel: z.literal('slack'), person: id }),
  z.object({ channel: z.literal('slack'), room: z.enum(['approval', 'helpdesk']) }),
]);

export const copyRole = z.enum(['approval', 'vouch', 'verify', 'status', 'alarm', 'alarm-told', 'handover']);

const copy = { request: id, role: copyRole } satisfies Shape<CopyOf>;

/** What a card needs is checked where it is filled, and the store knows no cards: here a view has a name, data and text. */
const outline = z.object({ card: z.string().min(1), data: z.record(z.string(), z.unknown()), text: z.string() });
const view = z.custom<Loose<MessageView>>((value) => outline.safeParse(value).success);

const link = { team: id, user: id, person: id };

type Kinds = { readonly [Kind in JobBody['kind']]: Shape<Extract<JobBody, { readonly kind: Kind }>> };

const kinds = {
  tell: { kind: z.literal('tell'), to: addressSchema, view, copy: z.object(copy).optional() },
  'ask-approvers': { kind: z.literal('ask-approvers'), request: id },
  'tell-target': { kind: z.literal('tell-target'), request: id },
  'remind-approvers': { kind: z.literal('remind-approvers'), request: id, round: whole },
  'escalate-request': { kind: z.literal('escalate-request'), request: id },
  'refresh-copies': { kind: z.literal('refresh-copies'), request: id },
  'show-handover': { kind: z.literal('show-handover'), handover: id },
  'desk-card': {
    kind: z.literal('desk-card'),
    card: id,
    person: id,
    view,
    what: z.string(),
    tell: z.object({ channel: z.enum(['teams', 'slack']), person: id }),
  },
  'expire-request': { kind: z.literal('expire-request'), request: id },
  'settle-pass': { kind: z.literal('settle-pass'), request: id },
  'end-pass': { kind: z.literal('end-pass'), request: id },
  'carry-out': { kind: z.literal('carry-out'), request: id },
  'alarm-contacts': { kind: z.literal('alarm-contacts'), request: id, what: z.string(), key: z.string() },
  'watch-target': { kind: z.literal('watch-target'), request: id, until: whole, seen: z.array(id) },
  'check-link': { kind: z.literal('check-link'), ...link, since: whole, warned: z.boolean() },
  'alarm-link': { kind: z.literal('alarm-link'), ...link, at: whole, since: whole },
  'announce-brakes': {
    kind: z.literal('announce-brakes'),
    what: z.enum(['paused', 'resumed']),
    by: id,
    at: whole,
    why: z.enum(['admin', 'tenant-cap']),
  },
  'watch-registration': {
    kind: z.literal('watch-registration'),
    person: id,
    since: whole,
    until: whole,
    before: z.array(id),
    flow: z.string(),
    expects: z.enum(METHODS),
  },
} satisfies Kinds;

const body = z.discriminatedUnion('kind', [
  z.object(kinds.tell),
  z.object(kinds['ask-approvers']),
  z.object(kinds['tell-target']),
  z.object(kinds['remind-approvers']),
  z.object(kinds['escalate-request']),
  z.object(kinds['refresh-copies']),
  z.object(kinds['show-handover']),
  z.object(kinds['desk-card']),
  z.object(kinds['expire-request']),
  z.object(kinds['settle-pass']),
  z.object(kinds['end-pass']),
  z.object(kinds['carry-out']),
  z.object(kinds['alarm-contacts']),
  z.object(kinds['watch-target']),
  z.object(kinds['check-link']),
  z.object(kinds['alarm-link']),
  z.object(kinds['announce-brakes']),
  z.object(kinds['watch-registration']),
]);

export const jobBodyOf = parsedAs<JobBody>(body, 'job');
export const addressOf = parsedAs<Address>(addressSchema, 'address');
