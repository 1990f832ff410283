import type { PersonKey } from '../../src/demo/tenant';
import { addressIn, linkSlack, needAPass, requestIn, sceneWith, until, vouch } from './steps';

/*
 * Priya and Jonas at the helpdesk, in Slack: linked once, they look people up, ask for a pass from there, and see what
 * waits for them. What they saw is on record; nobody else sees it.
 */

const scene = sceneWith();

async function views(of: PersonKey): Promise<readonly string[]> {
  const rows = await scene.app.store.ledger.auditOf(`person:${scene.tenant.people[of].id}`);
  return rows.filter(({ act }) => act === 'person.viewed').map(({ actor }) => actor);
}

describe('before the link', () => {
  it('every command explains why, and offers it to this person alone', async () => {
    const priya = scene.slack.person('priya');
    for (const text of ['lookup tom', 'queue', 'status', 'pass']) {
      const before = priya.messages().length;
      await priya.slash('/passwordless', text);
      await until(() => priya.messages().length > before);
      expect(priya.last().ephemeralFor).toBe(priya.person.userId);
      expect(priya.last().words).toContain('Link your Slack account with Microsoft Entra first.');
      expect(priya.last().words).toContain('Nothing was changed.');
    }
    expect(await views('tom')).toEqual([]);
  });

  it('the App Home explains it too', async () => {
    const priya = scene.slack.person('priya');
    await priya.openHome();
    expect((await priya.waitForHome('Link your Slack account')).words).toContain('[Link my account]');
  });

  it('the link is made by both sign-ins and a yes, and told in Teams', async () => {
    await linkSlack(scene, 'priya');
    const told = scene.teams.person('priya').last().words;
    expect(told).toContain('Your Slack account is linked');
    expect(told).toContain('[This was not me]');
  });

  it('somebody else who opens the address links nothing', async () => {
    const jonas = scene.slack.person('jonas');
    await jonas.slash('/passwordless', 'link');
    const url = addressIn((await jonas.waitFor(/Link my account/)).blocks);
    const marcus = scene.signin.asPerson('marcus');
    const question = await marcus.submit(await marcus.open(url));
    expect(question.body).toContain('You signed in to Slack as somebody else');
    await scene.settle();
    expect(await scene.app.store.links.accountOf(scene.tenant.people.marcus.id)).toBeUndefined();
    await linkSlack(scene, 'jonas');
  });
});

describe('looking somebody up', () => {
  it('by sign-in name: methods, verdict, requests, and how old it is', async () => {
    const priya = scene.slack.person('priya');
    await priya.slash('/passwordless', `lookup ${scene.tenant.people.noa.upn}`);
    const seen = await priya.waitForModal(scene.tenant.people.noa.displayName);
    expect(seen.words).toContain('Microsoft Authenticator app');
    expect(seen.words).toContain('is in the group "Passkeys: excluded", which is excluded from passkeys.');
    expect(seen.words).toContain('Ana Ferreira');
    expect(seen.words).toContain('Checked just now.');
    expect(seen.words).toContain('[Request a pass]');
    await priya.closeModal();
    expect(await views('noa')).toEqual([scene.tenant.people.priya.id]);
  });

  it('by a name that several have: she chooses', async () => {
    const priya = scene.slack.person('priya');
    await priya.slash('/passwordless', 'lookup a');
    const choice = await priya.waitForModal('More than one person fits.');
    expect(choice.words.match(/\[Show\]/g)?.length).toBeGreaterThan(1);
    expect(await views('ana')).toEqual([]);
    await priya.clickInModal('Show');
    await priya.waitForModal('Sign-in name');
    await priya.closeModal();
  });

  it('by a name that nobody has', async () => {
    const priya = scene.slack.person('priya');
    await priya.slash('/passwordless', 'lookup Zaphod');
    const nobody = await priya.waitForModal('I cannot find that person in the directory.');
    expect(nobody.words).toContain('Check the spelling');
    expect(nobody.words).toContain('Nothing was changed.');
    await priya.closeModal();
  });

  it('by @mention, through their own link', async () => {
    const priya = scene.slack.person('priya');
    await priya.slash('/passwordless', 'lookup <@U0JONAS|jonas>');
    await priya.waitForModal('Jonas Lindqvist');
    await priya.closeModal();
    await priya.slash('/passwordless', 'lookup <@U0MARCUS|marcus>');
    await priya.waitForModal('it is not linked');
    await priya.closeModal();
    expect(await views('jonas')).toHaveLength(1);
    expect(await views('marcus')).toEqual([]);
  });

  it('by mentioning the bot in a thread: the answer comes where only she reads', async () => {
    const priya = scene.slack.person('priya');
    await priya.mention('helpdesk', `lookup ${scene.tenant.people.gus.upn}`);
    const direct = await priya.waitFor('Gus Thompson');
    // A message stays in Slack: it names who fits, and the page opens in a window.
    expect(direct.words).not.toContain('Phone number');
    expect(await views('gus')).toEqual([]);
    await priya.click(direct, 'Show');
    expect((await priya.waitForModal('Gus Thompson')).words).toContain('Phone number');
    await priya.closeModal();
    await scene.slack.person('jonas').waitFor("I've written to you directly.", { channel: 'helpdesk' });
    expect(helpdeskWords()).not.toContain('Gus Thompson');
    expect(await views('gus')).toHaveLength(1);
  });

  it('by mentioning the bot and a person: the same', async () => {
    const priya = scene.slack.person('priya');
    await priya.mention('helpdesk', 'lookup <@U0JONAS>');
    const direct = await priya.waitFor('jonas@');
    expect(direct.words).toContain('Is this who you mean?');
    expect(await views('jonas')).toHaveLength(1);
    await priya.click(direct, 'Show');
    await priya.waitForModal('Jonas Lindqvist');
    await priya.closeModal();
    expect(await views('jonas')).toHaveLength(2);
  });

  it('each view is on record, with who looked', async () => {
    const priya = scene.slack.person('priya');
    for (const times of [1, 2]) {
      await priya.slash('/passwordless', `lookup ${scene.tenant.people.lena.upn}`);
      await priya.waitForModal('Lena Vogel');
      await priya.closeModal();
      expect(await views('lena')).toHaveLength(times);
    }
  });

  it('not without the helpdesk group, in Slack or in Teams', async () => {
    await linkSlack(scene, 'marcus');
    const marcus = scene.slack.person('marcus');
    await marcus.slash('/passwordless', `lookup ${scene.tenant.people.tom.upn}`);
    const refused = await marcus.waitForModal('Only members of the helpdesk group can do this.');
    expect(refused.words).toContain('ask the owner of that group to add you');
    await marcus.closeModal();
    await scene.teams.person('yuki').say('lookup tom');
    expect(scene.teams.person('yuki').last().words).toContain('Only members of the helpdesk group can do this.');
    expect(await views('tom')).toEqual([]);
  });

  it('in a channel that is shared with another company nothing personal is shown', async () => {
    const priya = scene.slack.person('priya');
    await priya.slash('/passwordless', `lookup ${scene.tenant.people.tom.upn}`, { channel: 'with-fabrikam' });
    await priya.mention('with-fabrikam', `lookup ${scene.tenant.people.tom.upn}`);
    await until(() => priya.messages('with-fabrikam').some(({ words }) => words.includes('shared with other')));
    const shared = scene.slack
      .person('jonas')
      .messages('with-fabrikam')
      .map(({ words }) => words)
      .join('\n');
    expect(shared).not.toContain('Tom Becker');
    expect(await views('tom')).toEqual([]);
  });
});

describe('a pass for somebody', () => {
  it('is asked for from the window of the person, with how she checked', async () => {
    const priya = scene.slack.person('priya');
    await priya.slash('/passwordless', `lookup ${scene.tenant.people.tom.upn}`);
    expect((await priya.waitForModal('Tom Becker')).words).toContain('Password');
    await priya.clickInModal('Request a pass');
    const form = await priya.waitForModal('What happened?');
    expect(form.words).toContain('it is shown once, in Teams, to whoever is to open it');
    await priya.submit({
      'What happened?': 'Lost or stolen phone',
      'How did you check who it is?': 'By video, with a photo ID',
    });
    expect((await priya.waitForModal('Read this number to Tom Becker now')).words).toContain(
      'Now somebody else decides.',
    );
    await scene.settle();
    expect(await requestIn(scene, 'tom')).toMatchObject({
      state: 'awaiting-approval',
      requester: scene.tenant.people.priya.id,
      proofs: [{ as: 'agent', way: 'video-with-photo-id' }],
    });
    expect(priya.last().words).toContain('Tom Becker');
    expect(scene.teams.person('tom').last().words).toContain('Priya Nair');
    await priya.closeModal();
  });

  it('the page of somebody with an open request shows it and offers no second one', async () => {
    const priya = scene.slack.person('priya');
    await priya.slash('/passwordless', `lookup ${scene.tenant.people.tom.upn}`);
    const seen = await priya.waitForModal('Tom Becker');
    expect(seen.words).toContain('Lost or stolen phone');
    expect(seen.words).not.toContain('[Request a pass]');
    await priya.closeModal();
  });

  it('the App Home shows what waits for each of them', async () => {
    const jonas = scene.slack.person('jonas');
    await jonas.openHome();
    const waits = await jonas.waitForHome('1 request waits for you');
    expect(waits.words).toContain('A pass for Tom Becker');
    await jonas.clickInHome('Look and decide');
    await jonas.waitForModal('asks for a Temporary Access Pass');
    await jonas.closeModal();
    const priya = scene.slack.person('priya');
    await priya.openHome();
    expect((await priya.waitForHome('Nothing waits for you')).words).toContain('waiting for a decision');
    await needAPass(scene, 'aoife');
    await priya.openHome();
    expect((await priya.waitForHome("A pass for Aoife O'Brien")).words).toContain('[I have checked who it is]');
    await vouch(scene, 'ida', 'aoife');
    await priya.openHome();
    await priya.waitForHome('Nothing waits for you');
  });

  it('"queue" and "status" say the same in words', async () => {
    const jonas = scene.slack.person('jonas');
    await jonas.slash('/passwordless', 'queue');
    expect((await jonas.waitFor('requests wait for you')).words).toContain('A pass for Tom Becker');
  });
});

describe('"This was not me"', () => {
  it('in Teams removes the link at once; Slack knows Priya no more', async () => {
    const teams = scene.teams.person('priya');
    const told = await teams.waitFor('Your Slack account is linked');
    const answer = await teams.click(told, 'This was not me');
    expect(teams.last().words + JSON.stringify(answer)).toContain('The link is removed');
    const priya = scene.slack.person('priya');
    await priya.slash('/passwordless', `lookup ${scene.tenant.people.tom.upn}`);
    await until(() => priya.last().words.includes('This Slack account cannot be linked'));
    expect(priya.modal()).toBeUndefined();
    expect(await views('tom')).toHaveLength(2);
    const rows = await scene.app.store.ledger.auditOf('link:U0PRIYA');
    expect(rows.map(({ act }) => act)).toEqual(['slack.linked', 'slack.link-disowned']);
  });
});

function helpdeskWords(): string {
  return scene.slack
    .person('jonas')
    .messages('helpdesk')
    .map(({ words }) => words)
    .join('\n');
}
