import { z } from 'zod/v4';
import type { SlackClient } from '../demo/slack';
import { type Stage, startStage } from '../demo/stage';
import { textAt } from '../demo/json';
import { type Capture, openCapture } from './capture';
import { type Loaded, type Post, load } from './load';
import type { Commands } from './processes';
import type { Surroundings } from './surroundings';

/*
 * The role "platforms": the simulated Entra, Teams and Slack, and the load that they send. What they send is what the
 * demo's own clients sign and send, caught once and sent many times.
 */

const origin = z.object({ origin: z.string() });
const order = z.object({ origin: z.string(), connections: z.number(), count: z.number(), kind: z.string() });
type Order = z.infer<typeof order>;

/** Whoever is named here links Slack and Entra, and presses buttons in Slack. */
const AGENT = 'priya';
const EMPLOYEE = 'tom';

export async function platforms(): Promise<Commands> {
  const stage = await startStage({ withoutApp: [] });
  stage.tenant.world.throttlesAsGraph = false;
  let graphRequests = 0;
  stage.tenant.onRequest(() => (graphRequests += 1));
  const capture = await openCapture();
  const teams = new TeamsLoad(stage, capture);
  const slack = new SlackLoad(stage, capture);
  return {
    surroundings: (): Surroundings => ({
      environment: { ...stage.environment },
      teamsOrigin: stage.teams.origin,
      personId: stage.tenant.people[EMPLOYEE].id,
      agent: {
        person: stage.tenant.people[AGENT].id,
        team: stage.slack.teamId,
        user: stage.slack.person(AGENT).person.userId,
      },
    }),
    install: async (input) => {
      stage.botIsAt(origin.parse(input).origin);
      await stage.installForEverybody();
    },
    teams: (input) => teams.run(order.parse(input)),
    'slack-begin': (input) => slack.begin(origin.parse(input).origin),
    slack: (input) => slack.run(order.parse(input)),
    'slack-calls': () => ({ count: slack.calls }),
    'graph-requests': () => ({ count: graphRequests }),
  };
}

/** Presses and messages of everybody in the cast, with one token as Teams uses one for an hour. */
class TeamsLoad {
  #sent = 0;
  readonly #templates = new Map<string, Promise<readonly Post[]>>();

  constructor(
    private readonly stage: Stage,
    private readonly capture: Capture,
  ) {}

  async run({ origin: to, connections, count, kind }: Order): Promise<Loaded> {
    const caught = this.#templates.get(kind) ?? this.#catch(kind);
    this.#templates.set(kind, caught);
    const templates = await caught;
    const first = this.#sent;
    return load({
      origin: to,
      connections,
      next: () => {
        const template = templates[this.#sent % templates.length];
        if (template === undefined || this.#sent - first >= count) return undefined;
        this.#sent += 1;
        return { ...template, body: madeNew(template.body, this.#sent, kind) };
      },
      isGood: (status, body) =>
        status === 200 && (kind !== 'press' || body.includes('adaptive') || body.includes('echo')),
    });
  }

  async #catch(kind: string): Promise<readonly Post[]> {
    this.stage.botIsAt(this.capture.origin);
    this.capture.take();
    for (const { key } of this.stage.teams.people()) await this.#act(kind, key);
    return this.capture.take().map((post) => {
      const activity: unknown = JSON.parse(post.body);
      const id = textAt(activity, 'id') ?? '';
      return { ...post, body: post.body.replace(`"id":${JSON.stringify(id)}`, '"id":"@"') };
    });
  }

  async #act(kind: string, key: string): Promise<void> {
    const client = this.stage.teams.person(key);
    if (kind !== 'press') {
      await client.say('I want to register a passkey');
      return;
    }
    const chat = this.stage.teams
      .conversations()
      .find(({ type, members }) => type === 'personal' && members.some((member) => member.key === key));
    const data = { flow: 'register-passkey', at: 'platform', choice: 'not-now' };
    const action = { type: 'Action.Execute', verb: 'answer', data };
    const value = { action, trigger: 'manual' };
    await client.invoke({ conversationId: chat?.id ?? '', id: '1' }, 'adaptiveCard/action', value);
  }
}

/** A new id each time; for `newcomer`, also a person whom nobody has heard of. */
function madeNew(body: string, n: number, kind: string): string {
  const sent = body.replace('"id":"@"', `"id":"f:${String(n)}"`);
  if (kind !== 'newcomer') return sent;
  return sent.replace(/"aadObjectId":"[0-9a-f]{8}/, `"aadObjectId":"${n.toString(16).padStart(8, '0')}`);
}

class SlackLoad {
  /** Web API calls and response_urls of the bot so far: how far its turns are. */
  calls = 0;

  constructor(
    private readonly stage: Stage,
    private readonly capture: Capture,
  ) {
    stage.wire.onRecord(({ platform, direction }) => {
      if (platform === 'slack' && direction === 'out') this.calls += 1;
    });
  }

  /** Leaves a question with buttons in the agent's own chat with the bot. */
  async begin(to: string): Promise<void> {
    this.stage.botIsAt(to);
    const agent = this.stage.slack.person(AGENT);
    await agent.say('register a passkey');
    await agent.waitFor('Which phone will hold the passkey?');
    this.#question();
  }

  /** Each request with its own trigger and response_url, so all are caught before the clock runs. */
  async run({ origin: to, connections, count, kind }: Order): Promise<Loaded> {
    this.stage.botIsAt(this.capture.origin);
    this.capture.take();
    for (let n = 0; n < count; n += 1) await this.#act(kind);
    const posts = [...this.capture.take()];
    return load({ origin: to, connections, next: () => posts.pop(), isGood: (status) => status === 200 });
  }

  async #act(kind: string): Promise<void> {
    const agent = this.stage.slack.person(AGENT);
    if (kind === 'command') await agent.slash('/passwordless', 'help');
    else await agent.clickStale(this.#question(), 'Not now');
  }

  #question(): ReturnType<SlackClient['last']> {
    this.#asked ??= this.stage.slack
      .person(AGENT)
      .messages()
      .find(({ words }) => words.includes('Which phone'));
    if (this.#asked === undefined) throw new Error('The bot has not asked anything in Slack');
    return this.#asked;
  }

  /** As it was before the first press replaced it. */
  #asked: ReturnType<SlackClient['last']> | undefined;
}
