import { type Clock, HOUR, type Instant, MINUTE, SECOND } from '../domain/clock';
import type { MethodDevice } from '../domain/devices';
import { known } from '../domain/fact';
import { canSignInStrongly, describeMethod, type Method } from '../domain/methods';
import { type MethodName, methodNamed } from '../domain/readiness';
import { type Outcome, done, refuse } from '../domain/refusal';
import { flows } from '../flows';
import { eventStep, type Flow, type FlowEvent, type FlowState, stepOf } from '../flows/flow';
import type { TaskEnds } from '../flows/tasks';
import { modelName } from '../knowledge/authenticators';
import { stepView } from './flow-views';
import { fulfilling } from './method-states';
import type { ConversationStates, JobBody, Jobs, Methods, References, TenantReader } from './ports';
import { notice } from './notice';
import type { Turn } from './turn';
import type { Address, MessageView } from './views';
import type { JobResult } from './worker';
import { clockTime, untilWords } from './when';
import { rememberZone, zoneOf } from './zone';

/** Every 15 to 30 s up to 10 min: nothing is documented about how fast Graph shows a method (knowledge.md E). */
const EVERY = 20 * SECOND;
const FOR = 10 * MINUTE;
/** Graph may be down just when the time is over: that is no reason to say that nothing has arrived. */
const PATIENCE = HOUR;

type Answers = Readonly<Record<string, string>>;
type WatchBody = Extract<JobBody, { kind: 'watch-registration' }>;

export interface RegistrationParts {
  readonly methods: Methods;
  readonly tenant: TenantReader;
  readonly jobs: Jobs;
  readonly conversations: ConversationStates;
  readonly references: References;
  readonly clock: Clock;
}

/** The name under which a conversation with a person is kept, as the channels make it. */
function conversationKeys(person: string): readonly { readonly channel: 'teams' | 'slack'; readonly key: string }[] {
  return [
    { channel: 'teams', key: `teams:${person}` },
    { channel: 'slack', key: `slack:${person}` },
  ];
}

/**
 * Notes what is registered now and begins to look. A second look at the same phone keeps the first note, so that a
 * passkey which arrived in between is still news.
 */
export async function startWatch(
  parts: RegistrationParts,
  turn: Turn,
  flow: string,
  answers: Answers,
): Promise<{ readonly end: TaskEnds['startWatch']; readonly found?: Answers }> {
  const expects = methodNamed(answers['expects']);
  if (expects === undefined) throw new Error(`${flow} watches for nothing that exists`);
  const listed = await registered(parts, turn.who, expects);
  if (!listed.ok) return { end: 'no-answer' };
  const now = parts.clock.now().getTime();
  const noted = answers['before'] ?? '';
  const before = noted === '' ? listed.value.map(({ mark }) => mark) : noted.split(' ').filter((id) => id !== NONE);
  const until = now + FOR;
  await rememberZone(parts.references, turn, now);
  await parts.jobs.add([
    {
      key: `watch-registration:${turn.who}:${String(now)}`,
      dueAt: noted === '' ? now + EVERY : now,
      body: { kind: 'watch-registration', person: turn.who, since: now, until, before, flow, expects },
    },
  ]);
  const found = {
    before: before.join(' ') || NONE,
    watch: String(now),
    until: untilWords(until, now, turn.timeZone),
  };
  return { end: 'watching', found };
}

interface Registered {
  readonly method: Method;
  /** It is what is waited for. */
  readonly fits: boolean;
  /** Tells it from what was there before: phone sign-in turns an app that is registered already into something new. */
  readonly mark: string;
}

/** What is registered now, and which of it would be the end of the wait (knowledge.md E13). */
async function registered(
  { methods, tenant }: RegistrationParts,
  person: string,
  expects: MethodName,
): Promise<Outcome<readonly Registered[]>> {
  if (expects !== 'phone-sign-in') {
    const listed = await methods.list(person);
    return listed.ok ? done(marked(expects, listed.value, [])) : listed;
  }
  // Only the devices behind the apps tell phone sign-in from notifications.
  const facts = await tenant.facts(person);
  if (!facts.methods.known || !facts.methodDevices.known) return refuse('graph-unavailable');
  return done(marked(expects, facts.methods.value, facts.methodDevices.value));
}

function marked(
  expects: MethodName,
  methods: readonly Method[],
  devices: readonly MethodDevice[],
): readonly Registered[] {
  const fitting = fulfilling(expects, { methods: known(methods, 0), methodDevices: known(devices, 0) });
  return methods.map((method) => {
    const fits = fitting.includes(method);
    return { method, fits, mark: fits && expects === 'phone-sign-in' ? `${method.id}@device` : method.id };
  });
}

/** Stands for an empty list, because an empty answer is one that was taken back. */
const NONE = '-';

/** One look. Comes back until the method is there, the time is over, or the person has left the conversation. */
export async function watchRegistration(parts: RegistrationParts, body: WatchBody): Promise<JobResult> {
  const flow = flows.get(body.flow);
  const place = await placeOf(parts, body);
  if (flow === undefined || place === undefined) return 'done';
  const listed = await registered(parts, body.person, body.expects);
  const now = parts.clock.now().getTime();
  if (!listed.ok) {
    if (listed.refusal.code === 'graph-not-found') return 'done';
    if (now < body.until + PATIENCE) return { at: now + (now < body.until ? EVERY : MINUTE) };
    await tell(parts, body, place, { key: 'unread', view: unread(flow), now });
    return 'done';
  }
  const added = listed.value.filter(({ mark }) => !body.before.includes(mark));
  const arrived = added.find(({ fits }) => fits)?.method;
  if (arrived !== undefined) {
    await moveOn(parts, flow, body, place, 'method-arrived', await factsOf(parts, arrived, body, now), arrived.id);
    return 'done';
  }
  if (now < body.until) return { at: Math.min(now + EVERY, body.until) };
  // Told only now: the app registers itself a moment before its passkey does.
  const other = added.find(({ method }) => canSignInStrongly(method))?.method;
  if (other !== undefined && eventStep(flow, 'other-method-arrived') !== undefined) {
    const found = { other: describeMethod(other), before: [...body.before, other.id].join(' ') };
    await moveOn(parts, flow, body, place, 'other-method-arrived', found, other.id);
    return 'done';
  }
  await moveOn(parts, flow, body, place, 'method-not-arrived', {}, String(body.since));
  return 'done';
}

interface Place {
  readonly channel: 'teams' | 'slack';
  readonly key: string;
  readonly state: FlowState;
}

/** Where the conversation stands that began this watch. Gone: another watch, another flow, or "stop". */
async function placeOf(parts: RegistrationParts, body: WatchBody): Promise<Place | undefined> {
  for (const { channel, key } of conversationKeys(body.person)) {
    const state = await parts.conversations.get(key);
    if (state?.flow === body.flow && state.answers['watch'] === String(body.since)) return { channel, key, state };
  }
  return undefined;
}

async function factsOf(
  parts: RegistrationParts,
  method: Method,
  { person, expects }: WatchBody,
  now: Instant,
): Promise<Answers> {
  const zone = await zoneOf(parts.references, person);
  // Phone sign-in is switched on in an app that may be years old, and Graph dates the app only.
  const createdAt = expects === 'phone-sign-in' ? undefined : method.createdAt;
  const model = method.kind === 'passkey' ? (modelName(method.aaguid) ?? method.model) : undefined;
  return {
    method: describeMethod(method),
    model: model ?? describeMethod(method),
    addedAt: clockTime(createdAt ?? now, zone),
  };
}

/**
 * Says it, then moves the conversation. In this order a crash in between says it once all the same (the key), and the
 * job that comes back moves the conversation. A timeout does not talk over somebody who has moved on by themselves.
 */
async function moveOn(
  parts: RegistrationParts,
  flow: Flow,
  body: WatchBody,
  place: Place,
  event: FlowEvent,
  found: Answers,
  about: string,
): Promise<void> {
  const led = eventStep(flow, event);
  const step = led === undefined ? undefined : stepOf(flow, led.to);
  if (led === undefined || step === undefined || step.kind === 'run')
    throw new Error(`${flow.name} does not wait for ${event}`);
  const waiting = place.state.at === led.waits && place.state.answers['left'] !== 'yes';
  if (event !== 'method-arrived' && !waiting) return;
  const state = { ...place.state, at: led.to, answers: { ...place.state.answers, ...found } };
  const now = parts.clock.now().getTime();
  await tell(parts, body, place, { key: `${event}:${about}`, view: stepView(flow, state, step), now });
  await parts.conversations.put(place.key, state, now);
}

async function tell(
  parts: RegistrationParts,
  { person, since }: WatchBody,
  { channel }: Place,
  { key, view, now }: { readonly key: string; readonly view: MessageView; readonly now: Instant },
): Promise<void> {
  const to: Address = channel === 'teams' ? { channel, person } : { channel, person };
  await parts.jobs.add([
    { key: `registration:${person}:${String(since)}:${key}`, dueAt: now, body: { kind: 'tell', to, view } },
  ]);
}

function unread({ name, about }: Flow): MessageView {
  return notice(
    `I could not reach Microsoft Entra for an hour, so I don't know whether ${about} has arrived.`,
    ['Nothing was changed by me.', 'Security info lists it when it is there. Begin again, and I will look again.'],
    { tone: 'attention', buttons: [{ title: 'Begin again', does: { verb: 'start', flow: name } }] },
  );
}
