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

export const copyRole = z.enum(['approval', 'vouch', 'verify', 'status']);

const copy = { request: id, role: copyRole } satisfies Shape<CopyOf>;

/** What a card needs is checked where it is filled, and the store knows no cards: here a view has a name, data and text. */
const outline = z.object({ card: z.string().min(1), data: z.record(z.string(), z.unknown()), text: z.string() });
const view = z.custom<Loose<MessageView>>((value) => outline.safeParse(value).success);

type Kinds = { readonly [Kind in JobBody['kind']]: Shape<Extract<JobBody, { readonly kind: Kind }>> };

const kinds = {
  tell: { kind: z.literal('tell'), to: addressSchema, view, copy: z.object(copy).optional() },
  'ask-approvers': { kind: z.literal('ask-approvers'), request: id },
  'refresh-copies': { kind: z.literal('refresh-copies'), request: id },
  'expire-request': { kind: z.literal('expire-request'), request: id },
  'settle-pass': { kind: z.literal('settle-pass'), request: id },
  'end-pass': { kind: z.literal('end-pass'), request: id },
  'watch-target': { kind: z.literal('watch-target'), request: id, until: whole, seen: z.array(id) },
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
  z.object(kinds['refresh-copies']),
  z.object(kinds['expire-request']),
  z.object(kinds['settle-pass']),
  z.object(kinds['end-pass']),
  z.object(kinds['watch-target']),
  z.object(kinds['watch-registration']),
]);

export const jobBodyOf = parsedAs<JobBody>(body, 'job');
export const addressOf = parsedAs<Address>(addressSchema, 'address');
