import { z } from 'zod/v4';
import type { ConversationState, ConversationStates, References } from '../services/ports';
import type { Room } from './database';
import { fixed } from './fixed';
import { type Shape, parsedAs } from './shape';
import { read, written } from './text';

const state = {
  flow: z.string(),
  at: z.string(),
  answers: z.record(z.string(), z.string()),
} satisfies Shape<ConversationState>;
const stateOf = parsedAs<ConversationState>(z.object(state), 'conversation');

export function conversations(room: Room): ConversationStates {
  const { db, attempt } = room;
  const found = fixed(room, ['key'], (blank) =>
    db.selectFrom('conversations').select('state').where('key', '=', blank.text('key')),
  );
  const kept = fixed(room, ['key', 'state', 'at'], (blank) =>
    db
      .insertInto('conversations')
      .values({ key: blank.text('key'), state: blank.text('state'), at: blank.number('at') })
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet({ state: (eb) => eb.ref('excluded.state'), at: (eb) => eb.ref('excluded.at') }),
      ),
  );
  return {
    get: (key) =>
      attempt('read a conversation', async () => {
        const [row] = await found({ key: written(key) });
        return row === undefined ? undefined : stateOf(row.state);
      }),

    put: (key, { flow, at: step, answers }, at) =>
      attempt('keep a conversation', async () => {
        await kept({ key: written(key), state: JSON.stringify({ flow, at: step, answers }), at });
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
