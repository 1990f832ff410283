import { Router } from 'express';
import { z } from 'zod/v4';
import type { Pressed, Teams, TeamsClient } from '../teams';
import { pathPart, withBody, withoutBody } from './door';

const inputs = z.record(z.string(), z.string()).default({});
const place = z.int().min(0);
const say = z.strictObject({ text: z.string().min(1).max(20_000), conversation: z.string().optional() });
const press = z.strictObject({ conversation: z.string(), message: z.string(), action: place, inputs });
const submit = z.strictObject({ action: place, inputs });

/** What a person does in Teams. Each goes to the bot as a signed activity; nothing here calls the bot in another way. */
export function teamsRoutes(teams: Teams): Router {
  const router = Router();
  const client = (key: string): TeamsClient => teams.person(key);
  router.get(
    '/:person',
    withoutBody((request) => chatsOf(teams, client(pathPart(request, 'person')))),
  );
  router.post(
    '/:person/say',
    withBody(say, async ({ text, conversation }, request) => {
      const where = conversation === undefined ? {} : { conversationId: conversation };
      const [answer] = await client(pathPart(request, 'person')).say(text, where);
      return { status: answer?.status };
    }),
  );
  router.post(
    '/:person/press',
    withBody(press, async (body, request) => {
      const person = client(pathPart(request, 'person'));
      const message = person.messages(body.conversation).find(({ id }) => id === body.message);
      if (message === undefined) throw new Error('That message is gone.');
      return outcome(await person.click(message, body.action, body.inputs));
    }),
  );
  router.post(
    '/:person/dialog',
    withBody(submit, async ({ action, inputs: given }, request) =>
      outcome(await client(pathPart(request, 'person')).submitDialog(action, given)),
    ),
  );
  router.delete(
    '/:person/dialog',
    withoutBody((request) => client(pathPart(request, 'person')).closeDialog()),
  );
  return router;
}

function chatsOf(teams: Teams, client: TeamsClient): object {
  const { key } = client.person;
  const own = client.messages();
  const names = new Map(teams.people().map((person) => [person.key, person.name]));
  const conversations = teams.conversations().filter(({ members }) => members.some((member) => member.key === key));
  return {
    conversations: conversations.map(({ id, name, type, typing }) => ({
      id,
      name: type === 'personal' ? 'Chat' : name,
      type,
      typing,
      messages: (type === 'personal' ? own : client.messages(id)).map((message) => ({
        id: message.id,
        from: message.from,
        name: names.get(message.from) ?? 'Keysmith',
        text: message.text,
        card: message.card ?? null,
        at: message.at,
        edits: message.edits,
      })),
    })),
    dialog:
      client.dialog === undefined
        ? null
        : { title: client.dialog.title, card: client.dialog.card ?? null, message: client.dialog.message },
  };
}

/** The cards and dialogs themselves reach the page with the chats. */
function outcome(pressed: Pressed): object {
  switch (pressed.kind) {
    case 'link':
      return { kind: 'link', url: pressed.url };
    case 'message':
      return { kind: 'message', text: pressed.text };
    case 'error':
      return { kind: 'error', text: pressed.message };
    case 'no answer':
      return { kind: 'error', text: 'Keysmith did not answer in time.' };
    default:
      return { kind: pressed.kind };
  }
}
