import { Router, type Request } from 'express';
import { z } from 'zod/v4';
import type { Acknowledged, SeenView, Slack, SlackClient } from '../slack';
import { pathPart, withBody, withoutBody } from './door';

const entered = z.union([z.string(), z.array(z.string())]);
const values = z.record(z.string(), entered).default({});
const element = z.string().min(1);
const channel = z.string().optional();
const say = z.strictObject({ text: z.string().min(1).max(20_000), channel });
const click = z.strictObject({ channel: z.string(), ts: z.string(), element, value: z.string().optional(), values });
const clickInView = z.strictObject({ element, value: z.string().optional() });
const submit = z.strictObject({ values });
const suggest = z.strictObject({ element, typed: z.string().max(200) });

/** What a person does in Slack. Each goes to the bot as a signed request; nothing here calls the bot in another way. */
export function slackRoutes(slack: Slack): Router {
  const router = Router();
  const client = (request: Request): SlackClient => slack.person(pathPart(request, 'person'));
  router.get(
    '/:person',
    withoutBody((request) => workspaceOf(slack, client(request))),
  );
  router.post(
    '/:person/say',
    withBody(say, async (body, request) => acknowledged(await write(slack, client(request), body.text, body.channel))),
  );
  router.post(
    '/:person/click',
    withBody(click, async (body, request) => {
      const person = client(request);
      const message = person.messages(body.channel).find(({ ts }) => ts === body.ts);
      if (message === undefined) throw new Error('That message is gone.');
      return acknowledged(await person.click(message, body.element, body.value, { values: body.values }));
    }),
  );
  router.post(
    '/:person/home/open',
    withoutBody(async (request) => acknowledged(await client(request).openHome())),
  );
  router.post(
    '/:person/home/click',
    withBody(clickInView, async (body, request) =>
      acknowledged(await client(request).clickInHome(body.element, body.value)),
    ),
  );
  router.post(
    '/:person/modal/click',
    withBody(clickInView, async (body, request) =>
      acknowledged(await client(request).clickInModal(body.element, body.value)),
    ),
  );
  router.post(
    '/:person/modal/suggest',
    withBody(suggest, async (body, request) => ({ options: await client(request).suggest(body.element, body.typed) })),
  );
  router.post(
    '/:person/modal/submit',
    withBody(submit, async (body, request) => acknowledged(await client(request).submit(body.values))),
  );
  router.delete(
    '/:person/modal',
    withoutBody((request) => client(request).closeModal()),
  );
  return router;
}

/** What is typed: a slash command, an @mention in a channel, a message in the direct messages. */
function write(slack: Slack, person: SlackClient, text: string, where: string | undefined): Promise<Acknowledged> {
  const command = /^(\/\S+)\s*([\s\S]*)$/.exec(text);
  if (command !== null)
    return person.slash(command[1] ?? '', command[2] ?? '', where === undefined ? {} : { channel: where });
  const target = slack.channels().find(({ id }) => id === where);
  if (target === undefined || target.kind === 'im') return person.say(text);
  return person.mention(target.id, text.replace(/^@keysmith\s*/i, ''));
}

function workspaceOf(slack: Slack, person: SlackClient): object {
  const { userId } = person.person;
  const direct = person.messages();
  const names = new Map(slack.people().map((one) => [one.userId, one.name]));
  const channels = slack.channels().filter(({ members }) => members.has(userId));
  return {
    channels: channels.map(({ id, name, kind }) => ({
      id,
      name: kind === 'im' ? 'Keysmith' : name,
      kind,
      messages: (kind === 'im' ? direct : person.messages(id)).map((message) => ({
        ts: message.ts,
        user: message.user,
        name: names.get(message.user) ?? 'Keysmith',
        text: message.text,
        blocks: message.blocks,
        edits: message.edits,
        ephemeral: message.ephemeralFor !== undefined,
      })),
    })),
    home: viewOf(person.home()),
    modal: viewOf(person.modal()),
  };
}

function viewOf(view: SeenView | undefined): object | null {
  return view === undefined ? null : { id: view.id, view: view.view, errors: view.errors, depth: view.depth };
}

function acknowledged(answer: Acknowledged & { url?: string }): object {
  if (answer.status === 200) return { kind: 'sent', ...(answer.url === undefined ? {} : { url: answer.url }) };
  return {
    kind: 'error',
    text: answer.status === 0 ? 'Keysmith did not answer in time.' : `Slack got the answer ${String(answer.status)}.`,
  };
}
