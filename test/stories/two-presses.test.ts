import type { PersonKey } from '../../src/demo/tenant';
import { openRaw } from '../contracts/store-raw';
import { onEngine } from '../store/engines';
import { type Replicas, openReplicas } from './replicas';
import type { Scene } from './scene';
import { approvedPass, createPass, linkSlack, needAPass, requestIn, vouch } from './steps';

/*
 * Whatever can be pressed is pressed twice at the same moment, once in each of two replicas: it happens once, stands in
 * the audit once, and the other press is answered calmly.
 */
interface Twice {
  readonly who: readonly [PersonKey, PersonKey];
  readonly data: Record<string, unknown>;
  /** Stands in the audit once afterwards. */
  readonly act: string;
  /** What the one that came second reads, beside what the first does. */
  readonly second: RegExp;
}

/** The words of a dialog's card, or of what is said instead. */
const wordsIn = (body: string): string => /"(?:fallbackText|value)":"([^"]*)"/.exec(body)?.[1] ?? body;

onEngine('postgres', ({ another }) => {
  let url: string;
  let replicas: Replicas;
  let scene: Scene;

  beforeAll(async () => {
    url = await another();
    replicas = await openReplicas(url);
    scene = replicas.scene;
    await linkSlack(scene, 'priya');
  }, 60_000);
  afterAll(() => replicas.end());

  const id = (key: PersonKey): string => scene.tenant.people[key].id;

  async function send(key: PersonKey, data: Record<string, unknown>): Promise<string> {
    const person = scene.teams.person(key);
    if (person.messages().length === 0) await person.say('help');
    const message = person.messages().find(({ from }) => from === 'bot')!;
    const [answer] = await person.invoke(message, 'task/submit', { data });
    return wordsIn(JSON.stringify(answer?.body));
  }

  async function counted(act: string): Promise<number> {
    const raw = await openRaw(url);
    const [row] = await raw.run('select count(*)::int as times from audit where act = ?', [act]);
    await raw.close();
    return Number(row?.['times']);
  }

  async function twice({ who: [one, other], data, act, second }: Twice): Promise<void> {
    for (const key of [one, other])
      if (scene.teams.person(key).messages().length === 0) await scene.teams.person(key).say('help');
    const before = await counted(act);
    const answers = await Promise.all([send(one, data), send(other, data)]);
    await scene.settle();
    expect(answers.join('\n')).toMatch(second);
    expect([act, (await counted(act)) - before]).toEqual([act, 1]);
    // Long afterwards it is still done.
    scene.clock.advance(120_000);
  }

  const requestOf = async (key: PersonKey): Promise<string> => (await requestIn(scene, key)).id;
  const goes = (key: PersonKey, kind: string) => ({
    verb: 'removal.ask',
    reason: 'lost-phone',
    methods: scene.tenant.world.methodsOf(id(key)).find((method) => method.kind === kind)!.id,
    sessions: 'yes',
    note: '',
  });

  test('a removal is asked for, vouched for, denied', async () => {
    await twice({
      who: ['ana', 'ana'],
      data: goes('ana', 'passkey'),
      act: 'removal.asked',
      second: /is being decided already/,
    });
    const request = await requestOf('ana');
    await twice({
      who: ['ida', 'ida'],
      data: { verb: 'pass.prove', request, way: 'in-person' },
      act: 'request.proved',
      second: /You have checked this person already/,
    });
    await twice({
      who: ['lucia', 'marcus'],
      data: { verb: 'pass.deny', request, why: 'No.' },
      act: 'request.denied',
      second: /already decided/,
    });
  });

  test('somebody ends their own sessions', async () => {
    await twice({
      who: ['omar', 'omar'],
      data: { verb: 'sessions.end' },
      act: 'sessions.revoked',
      second: /being ended already/,
    });
  });

  test('changes are asked for, and answered; then it is withdrawn', async () => {
    await needAPass(scene, 'aoife');
    await vouch(scene, 'ida', 'aoife');
    const request = await requestOf('aoife');
    await twice({
      who: ['marcus', 'marcus'],
      data: { verb: 'pass.changes', request, what: 'Since when?' },
      act: 'request.changes-asked',
      second: /the answer is still missing/,
    });
    await twice({
      who: ['aoife', 'aoife'],
      data: { verb: 'pass.amend', request, note: 'Since nine.' },
      act: 'request.amended',
      second: /Nobody waits for changes/,
    });
    await twice({
      who: ['aoife', 'aoife'],
      data: { verb: 'pass.withdraw', request },
      act: 'request.withdrawn',
      second: /over|withdrawn/,
    });
  });

  test('Keysmith is paused, and goes on', async () => {
    await twice({
      who: ['bruno', 'bruno'],
      data: { verb: 'pause' },
      act: 'brakes.paused',
      second: /is paused already/,
    });
    await twice({ who: ['bruno', 'bruno'], data: { verb: 'resume' }, act: 'brakes.resumed', second: /is not paused/ });
  });

  test('a link is disowned, and its stop lifted', async () => {
    const since = (await scene.app.store.ledger.auditOf('link:U0PRIYA'))[0]!.at;
    const account = `${scene.slack.teamId}.U0PRIYA`;
    await twice({
      who: ['priya', 'priya'],
      data: { verb: 'link.disown', link: `${account}.${String(since)}` },
      act: 'slack.link-disowned',
      second: /The link is removed.*The link is removed/s,
    });
    await twice({
      who: ['nadia', 'nadia'],
      data: { verb: 'link.lift-stop', account },
      act: 'slack.link-stop-lifted',
      second: /Nobody waits for this any more/,
    });
  });

  test('the desk suggests, sends a list, hands over; the colleague takes it', async () => {
    const person = id('lena');
    await twice({
      who: ['priya', 'priya'],
      data: { verb: 'desk.suggest', person, flow: 'register-passkey', once: 'a' },
      act: 'desk.flow-suggested',
      second: /was sent already/,
    });
    await twice({
      who: ['priya', 'priya'],
      data: { verb: 'desk.checklist', person, what: 'review', once: 'b' },
      act: 'desk.checklist-sent',
      second: /was sent already/,
    });
    const to = { colleague: id('jonas'), note: '' };
    await twice({
      who: ['priya', 'priya'],
      data: { verb: 'desk.hand-over', person, ...to, once: 'c' },
      act: 'handover.passed-on',
      second: /was sent already/,
    });
    const card = scene.teams
      .person('jonas')
      .messages()
      .findLast(({ words }) => words.includes('Lena Vogel needs help'))!;
    const [, handover] = /"verb":"handover.take","handover":"([^"]+)"/.exec(JSON.stringify(card.card)) ?? [];
    await twice({
      who: ['jonas', 'priya'],
      data: { verb: 'handover.take', handover },
      act: 'handover.taken',
      second: /just taking it|has taken it already|have taken it already/,
    });
    const procedure = { person, procedure: 'lost-phone' };
    await send('priya', { verb: 'desk.procedure', ...procedure });
    await twice({
      who: ['jonas', 'priya'],
      data: { verb: 'desk.procedure-close', ...procedure },
      act: 'procedure.closed',
      second: /This case is closed/,
    });
  });

  test('a conversation goes to the helpdesk', async () => {
    const yuki = scene.teams.person('yuki');
    await yuki.say('AADSTS135016');
    await yuki.click(yuki.last(), 'Send this to the helpdesk');
    const [, handover] = /"verb":"handover.send","handover":"([^"]+)"/.exec(JSON.stringify(yuki.last().card)) ?? [];
    await twice({
      who: ['yuki', 'yuki'],
      data: { verb: 'handover.send', handover, words: 'no' },
      act: 'handover.sent',
      second: /It is with the helpdesk.*It is with the helpdesk/s,
    });
  });

  test('a pass: what is in its way, what was seen, what appeared, the report, the containment, the stop', async () => {
    const approved = await approvedPass(scene, 'tom', 'ana');
    const request = await requestOf('tom');
    const foreign = scene.tenant.world.createPass(id('tom'), 480, true).pass.id;
    const tom = scene.teams.person('tom');
    await tom.openDialog(approved, 'Show my pass');
    await createPass(scene, 'tom');
    await scene.settle();
    await twice({
      who: ['tom', 'tom'],
      data: { verb: 'pass.replace', request, pass: foreign },
      act: 'pass.replace-agreed',
      second: /recorded already/,
    });
    await tom.openDialog(approved, 'Show my pass');
    await createPass(scene, 'tom');
    const opening = (await requestIn(scene, 'tom')).openings.at(-1)!.id;
    await twice({
      who: ['tom', 'tom'],
      data: { verb: 'pass.not-seen', request, opening },
      act: 'pass.not-seen',
      second: /being cleaned up/,
    });
    await scene.pass(1);
    await tom.openDialog(await tom.waitFor('[Show my pass]'), 'Show my pass');
    await createPass(scene, 'tom');
    const again = (await requestIn(scene, 'tom')).openings.at(-1)!.id;
    await twice({
      who: ['tom', 'tom'],
      data: { verb: 'pass.have-it', request, opening: again },
      act: 'pass.seen',
      second: /Good\..*Good\./s,
    });
    scene.tenant.world.signInWithPass(id('tom'));
    scene.tenant.world.registerPasskey(id('tom'), { platform: 'android' });
    await scene.pass(1);
    const method = scene.tenant.world.methodsOf(id('tom')).find(({ kind }) => kind === 'passkey')!.id;
    await twice({
      who: ['tom', 'tom'],
      data: { verb: 'method.mine', request, method },
      act: 'method.confirmed',
      second: /Done: your new method works\..*Done: your new method works\./s,
    });
    await twice({
      who: ['tom', 'ana'],
      data: { verb: 'method.not-mine', request },
      act: 'request.reported',
      second: /it has been reported/,
    });
    await twice({
      who: ['tom', 'nadia'],
      data: { verb: 'method.contain', request },
      act: 'containment.ordered',
      second: /This is being done already/,
    });
    await twice({
      who: ['nadia', 'nadia'],
      data: { verb: 'method.lift-stop', request },
      act: 'person.unfrozen',
      second: /There is no stop any more/,
    });
  });
});
