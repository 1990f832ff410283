import type { PersonKey } from '../../src/demo/tenant';
import { questionOf } from '../../src/domain/question';
import { withoutEffect } from './effects';
import { type Scene, openScene } from './scene';
import { approveInTeams, approvedPass, askForPass, linkSlack, needAPass, numberFor, requestIn, vouch } from './steps';

/*
 * Rows of docs/security.md that no other story shows: people whom somebody has fooled, or who are not what they seem.
 */

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
  await linkSlack(scene, 'priya');
});
afterAll(() => scene.end());

/** An invoke with any data, as an altered client could send it. */
async function sends(who: PersonKey, data: Readonly<Record<string, string>>): Promise<string> {
  const person = scene.teams.person(who);
  const message = person.messages().find(({ from }) => from === 'bot');
  const [answer] = await person.invoke(message!, 'task/submit', { data: { ...data } });
  return JSON.stringify(answer?.body);
}

/** What Entra holds: nothing an attacker could use may be in it that was not there before. */
const entra = () => ({
  passes: scene.tenant.world.livePasses(),
  methods: [...scene.tenant.world.people.keys()].map((id) => scene.tenant.world.methodsOf(id)),
  written: scene.tenant.world.audits.length,
});

async function nothingInEntra(doing: () => Promise<void>): Promise<void> {
  const before = entra();
  await doing();
  await scene.quiet();
  await scene.settle();
  expect(entra()).toEqual(before);
}

describe('somebody calls the helpdesk and says they are Tom', () => {
  it('the agent who believes it gets no code, with the right number neither, and nobody else does', async () => {
    await askForPass(scene, 'priya', 'tom');
    await approveInTeams(scene, 'lucia', 'tom');
    const { id, state } = await requestIn(scene, 'tom');
    expect(state).toBe('approved');
    await nothingInEntra(async () => {
      for (const who of ['priya', 'lucia', 'ana', 'yuki'] as const) {
        expect(await sends(who, { verb: 'pass.open', request: id })).not.toMatch(/Create and show/);
        const pressed = { verb: 'pass.create', request: id, opening: 'made-up', pairing: numberFor(scene, 'tom') };
        expect(await sends(who, pressed)).not.toMatch(/I have it/);
      }
    });
    expect((await requestIn(scene, 'tom')).state).toBe('approved');
  });

  it('and in the stolen Teams session of Tom, without the number, nothing opens', async () => {
    const { id } = await requestIn(scene, 'tom');
    await withoutEffect(scene, ['tom'], async () => {
      await sends('tom', { verb: 'pass.open', request: id });
      for (const pairing of ['', 'abc', '12345']) {
        const pressed = { verb: 'pass.create', request: id, opening: 'made-up', pairing };
        expect(await sends('tom', pressed)).not.toMatch(/I have it/);
      }
    });
  });
});

describe('an agent and a manager who cheat together', () => {
  it('have checked as often as they like: without an approver there is no pass', async () => {
    await needAPass(scene, 'aoife');
    await vouch(scene, 'ida', 'aoife');
    const request = await requestIn(scene, 'aoife');
    const { id } = request;
    // Trying to open what is somebody else's is on record, and that is all.
    await nothingInEntra(async () => {
      for (const who of ['priya', 'ida'] as const) {
        await sends(who, { verb: 'pass.approve', request: id, question: questionOf(request) });
        await sends(who, { verb: 'pass.open', request: id });
      }
    });
    expect(await requestIn(scene, 'aoife')).toMatchObject({ state: 'awaiting-approval', approvals: [] });
  });
});

describe('an approver who means harm', () => {
  it('approves, and neither sees the code nor opens it, with the verifier’s number in hand', async () => {
    await approvedPass(scene, 'gus', 'marcus', 'lucia');
    const { id } = await requestIn(scene, 'gus');
    await nothingInEntra(async () => {
      const pressed = { verb: 'pass.create', request: id, opening: 'made-up', pairing: numberFor(scene, 'gus') };
      for (const who of ['lucia', 'marcus'] as const) expect(await sends(who, pressed)).not.toMatch(/I have it/);
    });
  });
});
