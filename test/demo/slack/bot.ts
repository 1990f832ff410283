import { App, ExpressReceiver, LogLevel } from '@slack/bolt';
import { movableClock } from '../../../src/demo/clock';
import { listenOnLoopback } from '../../../src/demo/loopback';
import { startSlack, type Slack } from '../../../src/demo/slack';

export interface Bot {
  slack: Slack;
  app: App;
  close(): Promise<void>;
}

/** Bolt with its own signature check and Web API client, against the local Slack. */
export async function startBot(): Promise<Bot> {
  let origin = '';
  const signingSecret = 'signing-secret';
  const slack = await startSlack({
    clock: movableClock(),
    teamId: 'T0CONTOSO',
    signingSecret,
    botToken: 'xoxb-local',
    appId: 'A0KEYSMITH',
    botUrl: () => `${origin}/slack/events`,
    people: [
      { key: 'priya', userId: 'U0PRIYA', name: 'Priya Shah' },
      { key: 'sam', userId: 'U0SAM', name: 'Sam Okafor' },
      { key: 'mallory', userId: 'U0MALLORY', name: 'Mallory', teamId: 'T0FABRIKAM' },
    ],
  });
  const receiver = new ExpressReceiver({ signingSecret, logLevel: LogLevel.ERROR });
  const app = new App({
    receiver,
    token: 'xoxb-local',
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
  });
  const server = await listenOnLoopback(receiver.app);
  origin = server.origin;
  return {
    slack,
    app,
    async close() {
      await server.close();
      await slack.close();
    },
  };
}
