import { HOUR } from '../../src/domain/clock';
import type { PersonKey } from '../../src/demo/tenant';
import { type AgentDesk, slackDesk, teamsDesk } from './desk-hands';
import { withoutEffect } from './effects';
import { openScene, type Scene } from './scene';
import { approvalRoom, heard, linkSlack, requestIn, teamsCard } from './steps';

/*
 * A lost phone and a lost key, led through by an agent in the order of knowledge.md E9 and E10. Every step says how it
 * stands as Entra, the requests and the records show it; nobody ticks anything off.
 */

const CHECKED = { id: 'way', label: 'How did you check who it is?', value: 'in-person', option: 'In person' } as const;

describe.each(['slack', 'teams'] as const)('a lost phone, led through in %s', (product) => {
  let scene: Scene;
  let desk: AgentDesk;
  beforeAll(async () => {
    scene = await openScene();
    await linkSlack(scene, 'priya');
    desk = product === 'slack' ? slackDesk(scene, 'priya') : teamsDesk(scene, 'priya');
  });
  afterAll(() => scene.end());

  const id = (key: PersonKey): string => scene.tenant.people[key].id;
  const open = async (by: AgentDesk = desk): Promise<string> => {
    await by.close();
    await by.look('ana');
    return by.press('Lost phone', 'Step by step');
  };
  const steps = (words: string): readonly string[] =>
    words.split('\n').flatMap((line) => /^\W*(\d+\. [^:]+: [A-Z][a-z ]+)/.exec(line)?.[1] ?? []);

  it('begins with everything open, in the order of the guide', async () => {
    const words = await open();
    expect(steps(words)).toEqual([
      '1. Check who is asking: Open',
      '2. Look at the risk: Done',
      '3. End the sessions: Open',
      '4. Remove the passkey and Authenticator of that phone: Open',
      '5. Remove the phone number: Not needed',
      '6. Lock the phone as a device: If it applies',
      '7. What remains to sign in with: Open',
      '8. Get them back in with a pass: Open',
      '9. Register on the new phone: Open',
      '10. The pass is gone: Not needed',
      '11. Look through Security info: Open',
    ]);
    expect(words).toContain('Next: 1. Check who is asking');
    expect(words).toContain('Choose by model and date what was on it: Microsoft Authenticator on iPhone 15');
    const rows = await scene.app.store.ledger.auditOf(`person:${id('ana')}`);
    expect(rows.at(-1)).toMatchObject({ act: 'procedure.started', actor: id('priya') });
  });

  it('ticks nothing off: looking is on record, and a press that says "done" is not read', async () => {
    const before = steps(await open());
    await withoutEffect(scene, ['priya'], () => open(), { audit: [...desk.looked, 'procedure.viewed'] });
    const teams = scene.teams.person('priya');
    const message = teams.messages().find(({ from }) => from === 'bot')!;
    const list = { person: id('ana'), procedure: 'lost-phone' };
    for (const data of [
      { ...list, verb: 'desk.procedure', done: 'sessions' },
      { ...list, verb: 'desk.procedure', startedAt: '0' },
      { ...list, verb: 'desk.procedure-done', step: 'sessions' },
    ]) {
      const { result, noted } = await withoutEffect(scene, ['priya'], () =>
        teams.invoke(message, 'task/submit', { data }),
      );
      expect(JSON.stringify(result)).toContain('sent something I cannot read');
      expect(noted).toEqual(['teams.refused:bad-input']);
    }
    expect(steps(await open())).toEqual(before);
  });

  it('asks for the pass first where nothing would be left, as the list says', async () => {
    expect(await open()).toContain('It is the last way to sign in: ask for the pass below first');
    await desk.press('Request a pass', 'What happened?');
    heard(scene, 'ana', await desk.send('Ask for the pass', 'Read this number', [CHECKED]));
    await scene.settle();
    const list = steps(await open());
    expect(list).toContain('1. Check who is asking: Done');
    expect(list).toContain('8. Get them back in with a pass: Waits for a check');
  });

  it('asks for the removal from there, with the warning that it is the last; the list waits for the approval', async () => {
    expect(await desk.press('Choose and remove', 'What goes?')).toContain('the last way to sign in');
    const methods = scene.tenant.world.methodsOf(id('ana')).filter(({ kind }) => kind !== 'password');
    const said = await desk.send('Ask for the removal', 'waits until the pass is approved', [
      {
        id: 'methods',
        label: 'What goes?',
        value: methods.map((method) => method.id).join(','),
        option: [
          'Microsoft Authenticator on iPhone 15 · 25 Jan 2026',
          'Authenticator Passkey - iPhone 15 · 25 Jan 2026',
        ],
      },
      CHECKED,
    ]);
    expect(said).toContain('It takes the last way to sign in');
    const words = await open();
    expect(steps(words).slice(0, 4)).toEqual([
      '1. Check who is asking: Done',
      '2. Look at the risk: Done',
      '3. End the sessions: Waits for approval',
      '4. Remove the passkey and Authenticator of that phone: Waits for approval',
    ]);
    expect(words).toContain('Priya Nair, in person');
    expect((await requestIn(scene, 'ana')).reason).toBe('lost-phone');
  });

  it('a colleague takes it up; approved, everything is done in its order and the list shows it', async () => {
    const ida = scene.teams.person('ida');
    await ida.openDialog(teamsCard(scene, 'ida', 'ana', '[I have spoken with them]'), 'I have spoken with them');
    await ida.submitDialog('Yes, it was them', { way: 'in-person' });
    await scene.settle();
    const room = approvalRoom(scene);
    for (const approver of ['lucia', 'marcus'] as const) {
      const person = scene.teams.person(approver);
      for (const card of person.messages(room).filter(({ words }) => words.includes('[Approve]'))) {
        await person.click(card, 'Approve');
        await scene.settle();
      }
    }
    await scene.pass(1);
    const jonas = teamsDesk(scene, 'jonas');
    const words = await open(jonas);
    expect(steps(words)).toContain('3. End the sessions: Done');
    expect(steps(words)).toContain('4. Remove the passkey and Authenticator of that phone: Done');
    expect(steps(words)).toContain('8. Get them back in with a pass: Under way');
    await jonas.close();
    const rows = await scene.app.store.ledger.auditOf(`person:${id('ana')}`);
    expect(rows.at(-1)).toMatchObject({ act: 'procedure.viewed', actor: id('jonas') });
    expect(rows.filter(({ act }) => act === 'procedure.started')).toHaveLength(1);
  });

  it('is closed with what was left, and begins anew afterwards', async () => {
    await open();
    expect(await desk.press('Close the case', 'The case is closed.')).toContain('Look through Security info');
    const rows = await scene.app.store.ledger.auditOf(`person:${id('ana')}`);
    expect(rows.at(-1)).toMatchObject({ act: 'procedure.closed', facts: { procedure: 'lost-phone', settled: false } });
    scene.clock.advance(25 * HOUR);
    await scene.settle();
    expect(steps(await open())).toContain('1. Check who is asking: Open');
  });
});
