import type { PersonKey } from '../../src/demo/tenant';
import { questionOf } from '../../src/domain/question';
import { withoutEffect } from './effects';
import { approvedPass, approveInTeams, askForPass, needAPass, numberFor, requestIn, sceneWith, vouch } from './steps';

/*
 * Rows of docs/security.md that no other story shows: people whom somebody has fooled, or who are not what they seem.
 */

const scene = sceneWith(['priya']);

/** An invoke with any data, as an altered client could send it. */
async function sends(who: PersonKey, data: Readonly<Record<string, string>>): Promise<string> {
  const person = scene.teams.person(who);
  const message = person.messages().find(({ from }) => from === 'bot');
  const [answer] = await person.invoke(message!, 'task/submit', { data: { ...data } });
  return JSON.stringify(answer?.body);
}

/** Trying to open what is somebody else's is on record, and that is all. */
const refused = (times: number): readonly string[] => Array.from({ length: times }, () => 'pass.opening-refused');

describe('somebody calls the helpdesk and says they are Tom', () => {
  it('the agent who believes it gets no code, with the right number neither, and nobody else does', async () => {
    await askForPass(scene, 'priya', 'tom');
    await approveInTeams(scene, 'lucia', 'tom');
    const { id, state } = await requestIn(scene, 'tom');
    expect(state).toBe('approved');
    const thieves = ['priya', 'lucia', 'ana', 'yuki'] as const;
    const tries = async (): Promise<void> => {
      for (const who of thieves) {
        expect(await sends(who, { verb: 'pass.open', request: id })).not.toMatch(/Create and show/);
        const pressed = { verb: 'pass.create', request: id, opening: 'made-up', pairing: numberFor(scene, 'tom') };
        expect(await sends(who, pressed)).not.toMatch(/I have it/);
      }
    };
    await withoutEffect(scene, thieves, tries, { audit: refused(2 * thieves.length) });
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
    const tries = async (): Promise<void> => {
      for (const who of ['priya', 'ida'] as const) {
        await sends(who, { verb: 'pass.approve', request: id, question: questionOf(request) });
        await sends(who, { verb: 'pass.open', request: id });
      }
    };
    await withoutEffect(scene, ['priya', 'ida'], tries, { audit: refused(2) });
    expect(await requestIn(scene, 'aoife')).toMatchObject({ state: 'awaiting-approval', approvals: [] });
  });
});

describe('an approver who means harm', () => {
  it('approves, and neither sees the code nor opens it, with the verifier’s number in hand', async () => {
    await approvedPass(scene, 'gus', 'marcus', 'lucia');
    const { id } = await requestIn(scene, 'gus');
    const tries = async (): Promise<void> => {
      const pressed = { verb: 'pass.create', request: id, opening: 'made-up', pairing: numberFor(scene, 'gus') };
      for (const who of ['lucia', 'marcus'] as const) expect(await sends(who, pressed)).not.toMatch(/I have it/);
    };
    await withoutEffect(scene, ['lucia', 'marcus'], tries, { audit: refused(2) });
  });
});
