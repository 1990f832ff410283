import { App, ExpressReceiver } from '@slack/bolt';
import { ActivityTypes, CloudAdapter, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import express from 'express';
import { botFrameworkSettings, loopbackCredentials } from '../demo/teams/credentials';
import { listenOnLoopback } from '../demo/loopback';
import type { Commands } from './processes';
import { botOf, surroundings } from './surroundings';

/* The controls: the bare SDKs, doing nothing but verify and answer. */

/** botbuilder with the same verification of tokens; says what was said, or answers an invoke with what came. */
export function echo(): Commands {
  return {
    start: async (input) => {
      const { environment, teamsOrigin } = surroundings.parse(input);
      const bot = botOf(environment, teamsOrigin);
      const authentication = new ConfigurationBotFrameworkAuthentication(
        botFrameworkSettings(bot),
        loopbackCredentials(bot),
      );
      const adapter = new CloudAdapter(authentication);
      const app = express();
      app.use(express.json());
      app.post('/api/messages', (request, response) =>
        adapter.process(request, response, (context) => answer(context)),
      );
      return { origin: (await listenOnLoopback(app)).origin };
    },
  };
}

async function answer(context: TurnContext): Promise<void> {
  if (context.activity.type === 'message') {
    await context.sendActivity(`echo: ${context.activity.text}`);
    return;
  }
  const value: unknown = context.activity.value;
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200, body: { echo: value } } });
}

/** Bolt that verifies the signature and acknowledges. */
export function ack(): Commands {
  return {
    start: async (input) => {
      const { environment } = surroundings.parse(input);
      const receiver = new ExpressReceiver({
        signingSecret: environment['SLACK_SIGNING_SECRET'] ?? '',
        endpoints: '/slack/events',
      });
      const app = new App({
        receiver,
        token: environment['SLACK_BOT_TOKEN'] ?? '',
        botId: 'B0',
        botUserId: 'U0',
        tokenVerificationEnabled: false,
        convoStore: false,
      });
      app.command(/.*/, ({ ack: done }) => done());
      app.action(/.*/, ({ ack: done }) => done());
      return { origin: (await listenOnLoopback(receiver.app)).origin };
    },
  };
}
