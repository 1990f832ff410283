import { z } from 'zod/v4';
import type { ConversationState, ConversationStates, References } from '../services/ports';
import type { Room } from './database';
import { type Shape, parsedAs } from './shape';
import { read, written } from './text';

const state = {
  flow: z.string(),
  at: z.string(),
  answers: z.record(z.string(), z.string()),
} satisfies Shape<ConversationState>;
const stateOf = parsedAs<ConversationState>(z.object(state), 'conversation');

export function conversations({ db, attempt }: Room): ConversationStates {
  return {
    get: (key) =>
      attempt('read a conversation', async () => {
        const row = await db
          .selectFrom('conversations')
          .select('state')
          .where('key', '=', written(key))
          .executeTakeFirst();
        return row === undefined ? undefined : stateOf(row.state);
      }),

    put: (key, { flow, at: step, answers }, at) =>
      attempt('keep a conversation', async () => {
        const row = { state: JSON.stringify({ flow, at: step, answers }), at };
        await db
          .insertInto('conversations')
          .values({ key: written(key), ...row })
          .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
          .execute();
      }),

    clear: (key) =>
      attempt('clear a conversation', async () => {
        await db.deleteFrom('conversations').where('key', '=', written(key)).execute();
      }),
  };
}

export function references({ db, attempt }: Room): References {
  return {
    get: (key) =>
      attempt('read an address', async () => {
        const row = await db
          .selectFrom('conversation_references')
          .select('reference')
          .where('key', '=', written(key))
          .executeTakeFirst();
        return row === undefined ? undefined : read(row.reference);
      }),

    put: (key, reference, at) =>
      attempt('keep an address', async () => {
        const row = { reference: written(reference), at };
        await db
          .insertInto('conversation_references')
          .values({ key: written(key), ...row })
          .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
          .execute();
      }),

    remove: (key) =>
      attempt('remove an address', async () => {
        await db.deleteFrom('conversation_references').where('key', '=', written(key)).execute();
      }),
  };
}
