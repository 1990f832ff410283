import type { Activity } from 'botbuilder';
import { z } from 'zod/v4';

/** Ids of platforms are opaque; the bounds only keep nonsense out. */
const id = z.string().min(1).max(1_000);
const account = z.looseObject({ id, aadObjectId: z.string().optional() });
const tenant = z.looseObject({ id: z.string().optional() });

/** What Keysmith reads of a Bot Framework activity. Nothing in it is believed before identity.ts has looked at it. */
const shape = z.looseObject({
  type: z.string().min(1).max(100),
  id,
  channelId: z.string(),
  serviceUrl: z.string().max(2_000),
  from: account,
  recipient: account,
  conversation: z.looseObject({ id, conversationType: z.string().optional(), tenantId: z.string().optional() }),
  channelData: z.looseObject({ tenant: tenant.nullish(), eventType: z.string().optional() }).nullish(),
  name: z.string().max(200).optional(),
  action: z.string().optional(),
  text: z.string().nullish(),
  value: z.unknown(),
  replyToId: z.string().optional(),
  timestamp: z.string().optional(),
  localTimezone: z.string().max(100).optional(),
  attachments: z.array(z.looseObject({ contentType: z.string().optional() })).nullish(),
  membersAdded: z.array(account).nullish(),
  membersRemoved: z.array(account).nullish(),
});

export type Incoming = z.infer<typeof shape>;

/** The same object, for the adapter, which wants its own type; `shape` has looked at it. */
const forAdapter = z.custom<Activity>((value) => typeof value === 'object' && value !== null);

export function readActivity(body: unknown): { readonly incoming: Incoming; readonly activity: Activity } | undefined {
  const incoming = shape.safeParse(body);
  const activity = forAdapter.safeParse(body);
  return incoming.success && activity.success ? { incoming: incoming.data, activity: activity.data } : undefined;
}

/** An Action.Execute press, as Teams wraps it. */
const press = z.looseObject({
  action: z.looseObject({ type: z.literal('Action.Execute'), verb: z.string(), data: z.unknown() }),
});

/** Undefined when it is no press at all; its data then go to parseChoice. */
export function pressedData(value: unknown): unknown {
  const parsed = press.safeParse(value);
  if (!parsed.success) return undefined;
  const { verb, data } = parsed.data.action;
  const given = choiceData(data);
  return typeof given === 'object' ? { verb, ...given } : { verb };
}

const dialog = z.looseObject({ data: z.unknown() });

/** What `task/fetch` and `task/submit` carry: the button's data, with the inputs laid over it. */
export function dialogData(value: unknown): unknown {
  const parsed = dialog.safeParse(value);
  return parsed.success ? choiceData(parsed.data.data) : undefined;
}

/** Card data without what Teams itself put in: `msteams`, and the marks of the action (platform-facts, ran). */
export function choiceData(data: unknown): Readonly<Record<string, unknown>> | undefined {
  const parsed = z.record(z.string(), z.unknown()).safeParse(data);
  if (!parsed.success) return undefined;
  const { msteams: _msteams, type: _type, action: _action, ...rest } = parsed.data;
  // An optional choice that was left alone arrives as an empty string.
  return Object.fromEntries(
    Object.entries(rest).filter(([key, value]) => value !== '' || key === 'note' || key === 'why'),
  );
}
