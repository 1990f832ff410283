import { z } from 'zod/v4';
import { stateOfInputs } from './inputs';

/*
 * What Slack sends, by kind, with the fields that each kind must have: a field that is missing is a refusal
 * (platform-facts.md "Slack"; shapes from docs.slack.dev/reference/interaction-payloads and /reference/events).
 */
const id = z.string().min(1).max(255);
const words = z.string().max(50_000);
const link = z.string().min(1).max(2_000);

const flag = z.boolean().optional();
const user = z.object({ id, team_id: id });
/** Null where the app is installed for a whole Enterprise Grid organisation, which the guard refuses. */
const team = z.object({ id }).nullable();
const enterprise = z.object({ id }).nullish();
const view = z.object({
  id,
  hash: z.string(),
  type: z.enum(['modal', 'home']),
  root_view_id: z.string().nullish(),
  callback_id: z.string(),
  private_metadata: z.string().max(3_000),
  state: stateOfInputs,
  blocks: z.array(z.object({ block_id: id.optional(), optional: z.boolean().optional() })).default([]),
});
/** An app that is installed for a whole organisation hears of every workspace in it. In a form it is a word. */
const isEnterpriseInstall = z.preprocess(
  (given) => (given === 'true' ? true : given === 'false' ? false : given),
  flag,
);
const workspace = { api_app_id: id, team, enterprise, user, is_enterprise_install: isEnterpriseInstall };

const kinds = {
  command: z.object({
    api_app_id: id,
    team_id: id,
    user_id: id,
    channel_id: id,
    command: id,
    text: words.default(''),
    trigger_id: id,
    response_url: link,
    is_enterprise_install: isEnterpriseInstall,
  }),
  action: z.object({
    ...workspace,
    type: z.literal('block_actions'),
    trigger_id: id,
    response_url: link.optional(),
    actions: z.tuple([z.object({ action_id: id, value: z.string().max(2_000).optional() })]),
    where: z.union([
      z.object({
        container: z.object({ type: z.literal('message'), message_ts: id, is_ephemeral: z.boolean().default(false) }),
        channel: z.object({ id }),
        response_url: link,
        state: stateOfInputs.optional(),
      }),
      z.object({ container: z.object({ type: z.literal('view'), view_id: id }), view }),
    ]),
  }),
  submission: z.object({ ...workspace, type: z.literal('view_submission'), trigger_id: id, view }),
  closed: z.object({ ...workspace, type: z.literal('view_closed') }),
  /** Shortcuts carry no `api_app_id`; the signing secret is the app's own. */
  shortcut: z.object({
    ...workspace,
    api_app_id: id.optional(),
    type: z.enum(['shortcut', 'message_action']),
    callback_id: id,
    trigger_id: id,
    channel: z.object({ id }).optional(),
    /** Of a message shortcut: who wrote it. What it says is not read. */
    message: z.object({ user: id.optional(), bot_id: id.optional() }).optional(),
  }),
  /** Read-only, without `trigger_id`, and not deduplicated. */
  suggestion: z.object({
    ...workspace,
    type: z.literal('block_suggestion'),
    action_id: id,
    block_id: id,
    value: words,
    view: z.object({ callback_id: z.string() }),
  }),
  event: z.object({
    api_app_id: id,
    team_id: id,
    event_id: id,
    event_time: z.number().int(),
    authorizations: z.array(z.object({ is_enterprise_install: flag })).optional(),
    is_ext_shared_channel: z.boolean().optional(),
    event: z.discriminatedUnion('type', [
      z.object({ type: z.literal('app_mention'), ...eventOf({ text: words, ts: id, thread_ts: id.optional() }) }),
      z.object({ type: z.literal('message'), ...eventOf({ text: words.default(''), ts: id, channel_type: id }) }),
      z.object({ type: z.literal('app_home_opened'), ...eventOf({ tab: id }) }),
    ]),
  }),
};

function eventOf<Shape extends z.ZodRawShape>(more: Shape) {
  return {
    ...more,
    user: id,
    channel: id,
    team: id.optional(),
    user_team: id.optional(),
    source_team: id.optional(),
    bot_id: id.optional(),
    subtype: id.optional(),
  };
}

/** The events that have an answer, as their payloads name them. */
export const EVENTS = kinds.event.shape.event.options.map(({ shape }) => shape.type.value);

export type Kind = keyof typeof kinds;
export type Payload<K extends Kind> = z.infer<(typeof kinds)[K]>;
export type Envelope = { [K in Kind]: { readonly kind: K; readonly payload: Payload<K> } }[Kind];
export type SlackView = z.infer<typeof view>;

/** `event` and `command` first, as Bolt itself tells them apart, so that no payload is two things. */
const discriminant = z.looseObject({
  event: z.unknown(),
  command: z.unknown(),
  type: z.unknown(),
  actions: z.unknown(),
});
const kindByType: Record<string, Kind> = {
  block_actions: 'action',
  view_submission: 'submission',
  view_closed: 'closed',
  shortcut: 'shortcut',
  message_action: 'shortcut',
  block_suggestion: 'suggestion',
};

export function kindOf(body: unknown): Kind | undefined {
  const seen = discriminant.safeParse(body);
  if (!seen.success) return undefined;
  if (seen.data.event !== undefined) return 'event';
  if (seen.data.command !== undefined) return 'command';
  return typeof seen.data.type === 'string' ? kindByType[seen.data.type] : undefined;
}

export type Read = { readonly ok: true; readonly envelope: Envelope } | { readonly ok: false; readonly field: string };

/** The payload as its kind, or the first field that is missing or wrong. */
export function readEnvelope(kind: Kind, body: unknown): Read {
  // Where an action happened is told by several fields at once; zod looks at them together under one name.
  const given = kind === 'action' && typeof body === 'object' && body !== null ? { ...body, where: body } : body;
  const parsed = read[kind](given);
  if (parsed.success) return { ok: true, envelope: parsed.envelope };
  return { ok: false, field: parsed.error.issues[0]?.path.join('.') ?? '' };
}

type Parsed = { success: true; envelope: Envelope } | { success: false; error: z.ZodError };
const read: Record<Kind, (body: unknown) => Parsed> = {
  command: (body) => wrap(kinds.command.safeParse(body), (payload) => ({ kind: 'command', payload })),
  action: (body) => wrap(kinds.action.safeParse(body), (payload) => ({ kind: 'action', payload })),
  submission: (body) => wrap(kinds.submission.safeParse(body), (payload) => ({ kind: 'submission', payload })),
  closed: (body) => wrap(kinds.closed.safeParse(body), (payload) => ({ kind: 'closed', payload })),
  shortcut: (body) => wrap(kinds.shortcut.safeParse(body), (payload) => ({ kind: 'shortcut', payload })),
  suggestion: (body) => wrap(kinds.suggestion.safeParse(body), (payload) => ({ kind: 'suggestion', payload })),
  event: (body) => wrap(kinds.event.safeParse(body), (payload) => ({ kind: 'event', payload })),
};

function wrap<T>(result: z.ZodSafeParseResult<T>, envelope: (payload: T) => Envelope): Parsed {
  return result.success ? { success: true, envelope: envelope(result.data) } : result;
}

/** How a refused payload may still be answered; read leniently, used only to say no. */
const answerable = z.looseObject({
  type: z.unknown(),
  response_url: link.optional().catch(undefined),
  trigger_id: id.optional().catch(undefined),
  view: z.looseObject({ id, type: z.unknown() }).optional().catch(undefined),
  event: z
    .looseObject({ type: z.string(), channel: id, user: id, thread_ts: id.optional(), bot_id: z.unknown() })
    .optional()
    .catch(undefined),
});

export type Handles = z.infer<typeof answerable>;

export function handlesOf(body: unknown): Handles | undefined {
  const parsed = answerable.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}
