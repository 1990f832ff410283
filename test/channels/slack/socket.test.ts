import { openWorld } from './world';

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

it('needs no public address: nothing is served, and people are answered', async () => {
  const world = await openWorld({}, 'Socket Mode');
  try {
    expect(world.channel.router).toBeUndefined();
    expect((await fetch(world.url, { method: 'POST', body: '{}' })).status).toBe(404);
    await world.slack.person('priya').slash('/passwordless', 'queue');
    await world.slack.person('priya').waitFor('An answer');
  } finally {
    await world.close();
  }
});

it('connects anew when Slack asks for it, and goes on answering', async () => {
  const world = await openWorld({}, 'Socket Mode');
  try {
    world.socket?.refresh();
    await until(() => world.socket?.opened() === 2);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await world.slack.person('priya').slash('/passwordless', 'queue');
    await world.slack.person('priya').waitFor('An answer');
  } finally {
    await world.close();
  }
});

it('does not start with an app token that Slack does not take', async () => {
  await expect(openWorld({ appToken: 'xapp-of-another-app' }, 'Socket Mode')).rejects.toThrow(/invalid_auth/);
});
