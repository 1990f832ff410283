import type { PersonKey } from '../../src/demo/tenant';
import { withoutEffect } from './effects';
import { type Scene, openScene } from './scene';
import { linkSlack, saidBy } from './steps';

/*
 * What Keysmith cannot solve goes to a person: the employee sees word for word what is sent, the helpdesk has it in
 * Slack, and whoever takes it is named to the employee.
 */
describe('somebody who needs a person', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene();
  });
  afterEach(() => scene.end());

  const words = (who: PersonKey): string => scene.teams.person(who).last().words;
  const press = async (who: PersonKey, title: string): Promise<string> => {
    const person = scene.teams.person(who);
    return saidBy(await person.click(person.last(), title));
  };

  it('sees what is sent, sends it, and hears who has taken it', async () => {
    await linkSlack(scene, 'priya');
    const yuki = scene.teams.person('yuki');
    await yuki.say('AADSTS135016');
    await press('yuki', 'Send this to the helpdesk');
    expect(words('yuki')).toContain('This is what the helpdesk would read.');
    expect(words('yuki')).toContain('135016');
    const preview = yuki.last();
    await yuki.click(preview, 'Send it', {}, { resend: 'new id' });
    await scene.settle();

    const priya = scene.slack.person('priya');
    const card = priya.last('helpdesk');
    expect(card.words).toContain('Yuki Sato');
    expect(card.words).toContain('135016');
    expect(card.words).toContain('Your account has no passkey or security key.');
    await priya.click(card, 'I take it');
    await scene.quiet();
    await scene.settle();
    const now = priya.messages('helpdesk').find(({ ts }) => ts === card.ts)?.words;
    expect(now).toContain('Taken by Priya Nair.');
    expect(now).not.toContain('I take it');
    expect(words('yuki')).toContain('Priya Nair from the helpdesk has taken over.');
    const audit = scene.log.filter((line) => line.includes('handover.'));
    expect(audit.length).toBeGreaterThan(1);

    // Teams sent the press twice.
    expect(priya.messages('helpdesk').filter((one) => one.words.includes('needs help')).length).toBe(1);
  });

  it('says it in own words only with a yes, and never a secret', async () => {
    const hostile = `<!channel> @everyone <b>*help*</b> [x](http://evil.example/y) zzqq wobble my password is Summer2026! ${'blub '.repeat(2_000)}`;
    const tom = scene.teams.person('tom');
    await withoutEffect(scene, ['tom'], async () => {
      await tom.say(hostile);
      await press('tom', 'Send this to the helpdesk');
    });
    expect(words('tom')).toContain('In their own words');
    expect(words('tom')).not.toMatch(/Summer2026|evil\.example/);
    await press('tom', 'Send it without my words');
    await scene.settle();
    const card = scene.slack.person('jonas').last('helpdesk');
    expect(card.words).not.toContain('wobble');

    await tom.say('zzqq wobble wobble frrp');
    await press('tom', 'Send this to the helpdesk');
    await press('tom', 'Send it');
    await scene.settle();
    expect(scene.slack.person('jonas').last('helpdesk').words).toContain('zzqq wobble wobble frrp');
    expect(JSON.stringify(scene.slack.person('jonas').last('helpdesk').blocks)).not.toContain('"type":"mrkdwn"');
    expect(JSON.stringify(scene.wire.since(0))).not.toContain('"text":"Summer2026');
  });

  it('may think better of it, and nothing is sent', async () => {
    await scene.teams.person('tom').say('talk to a human');
    const said = await press('tom', "Don't send it");
    await scene.settle();
    expect(said).toContain('nothing was sent');
    expect(scene.slack.person('jonas').messages('helpdesk').length).toBe(0);
  });

  it('is heard three times in an hour', async () => {
    const tom = scene.teams.person('tom');
    for (let time = 0; time < 3; time += 1) {
      await tom.say('talk to a human');
      expect(await press('tom', 'Send it')).toContain('It is with the helpdesk.');
    }
    await withoutEffect(scene, ['tom'], async () => {
      await tom.say('talk to a human');
      expect(await press('tom', 'Send it')).toContain('three of these');
    });
    expect(
      scene.slack
        .person('jonas')
        .messages('helpdesk')
        .filter((one) => one.words.includes('needs help')).length,
    ).toBe(3);
  });

  it('is written to agents in Teams where there is no Slack', async () => {
    await scene.end();
    const names = Object.keys(scene.environment).filter((name) => name.startsWith('SLACK_'));
    scene = await openScene({ env: Object.fromEntries(names.map((name) => [name, ''])) });
    await scene.teams.person('tom').say('talk to a human');
    await press('tom', 'Send it');
    await scene.settle();
    const jonas = scene.teams.person('jonas');
    const card = jonas.last();
    expect(card.words).toContain('Tom Becker needs help');
    expect(saidBy(await jonas.click(card, 'I take it'))).toContain('You have taken it.');
    await scene.settle();
    expect(words('tom')).toContain('Jonas Lindqvist from the helpdesk has taken over.');
    const priya = scene.teams.person('priya');
    expect(priya.last().words).toContain('Taken by Jonas Lindqvist.');
  });

  it('belongs to whoever wrote it: nobody else sends it, takes it or reads more of it', async () => {
    await scene.teams.person('tom').say('talk to a human');
    const mine = scene.teams.person('tom').last();
    const id = /"handover":"([^"]+)"/.exec(JSON.stringify(mine))?.[1] ?? '';
    expect(id).not.toBe('');
    const yuki = scene.teams.person('yuki');
    await yuki.say('talk to a human');
    const forged = async (data: { readonly verb: string; readonly handover: string; readonly words?: string }) => {
      const action = { type: 'Action.Execute', verb: data.verb, data };
      return JSON.stringify(await yuki.invoke(yuki.last(), 'adaptiveCard/action', { action, trigger: 'manual' }));
    };
    await withoutEffect(scene, ['yuki'], async () => {
      expect(await forged({ verb: 'handover.send', handover: id, words: 'no' })).toContain('This step is over.');
      expect(await forged({ verb: 'handover.drop', handover: id })).toContain('This step is over.');
      expect(await forged({ verb: 'handover.take', handover: id })).toContain('Only members of the helpdesk group');
    });
    expect(scene.slack.person('jonas').messages('helpdesk').length).toBe(0);
  });

  it('is taken by agents only, and by one of them', async () => {
    await linkSlack(scene, 'priya');
    await linkSlack(scene, 'jonas');
    await linkSlack(scene, 'marcus');
    await scene.teams.person('tom').say('talk to a human');
    await press('tom', 'Send it');
    await scene.settle();
    const take = async (who: PersonKey): Promise<void> => {
      const person = scene.slack.person(who);
      await person.click(person.last('helpdesk'), 'I take it');
      await scene.quiet();
    };
    const card = scene.slack.person('jonas').last('helpdesk');
    await Promise.all([take('priya'), take('jonas')]);
    await scene.settle();
    const told = scene.teams
      .person('tom')
      .messages()
      .filter((one) => one.words.includes('has taken over'));
    expect(told.length).toBe(1);
    expect(card.words).toContain('I take it');
  });
});
