import { refreshCopies, tell } from '../../src/services/deliver';
import { notice } from '../../src/services/notice';
import type { MessageView } from '../../src/services/views';
import { Desk, temporaryStore } from './tap/desk';

it('a message that is drawn again while a newer one is sent loses its buttons all the same', async () => {
  const { store, close } = await temporaryStore();
  const chat = new Map<string, MessageView>();
  let meanwhile: (() => Promise<unknown>) | undefined;
  const desk = new Desk(store, (parts) => ({
    ...parts,
    teams: {
      send: (_, view) => {
        const message = `m${String(chat.size + 1)}`;
        chat.set(message, view);
        return Promise.resolve({ end: 'delivered', message });
      },
      update: async (_, message, view) => {
        const first = meanwhile;
        meanwhile = undefined;
        await first?.();
        chat.set(message, view);
        return { end: 'delivered', message };
      },
      reaches: () => Promise.resolve(true),
    },
  }));
  const request = await desk.approvedFor('tom');
  const to = { channel: 'teams', person: 'tom' } as const;
  const say = (): Promise<unknown> =>
    tell(desk.parts, { kind: 'tell', to, view: notice('News', []), copy: { request, role: 'status' } }, 1);
  await say();
  meanwhile = say;
  await refreshCopies(desk.parts, request, 1);
  const buttons = [...chat.values()].map((view) => JSON.stringify(view.data).split('Show my pass').length - 1);
  expect(buttons).toEqual([0, 1]);
  await close();
});
