import { z } from 'zod/v4';

const https = z.url({ protocol: /^https$/, message: 'not an https address' });

/** Limits of Slack's app manifest (docs.slack.dev/reference/app-manifest). Fields not named here stay as they are. */
export const slackManifest = z.looseObject({
  display_information: z.looseObject({
    name: z.string().min(1).max(35),
    description: z.string().max(140),
  }),
  features: z.looseObject({
    bot_user: z.looseObject({ display_name: z.string().min(1).max(80) }),
    shortcuts: z
      .array(
        z.looseObject({
          name: z.string().max(24),
          callback_id: z.string().max(255),
          description: z.string().max(150),
        }),
      )
      .max(10),
    slash_commands: z
      .array(
        z.looseObject({
          command: z.string().startsWith('/').max(32),
          url: https.optional(),
          description: z.string().max(2000),
          usage_hint: z.string().max(1000),
        }),
      )
      .max(50),
  }),
  oauth_config: z.looseObject({ redirect_urls: z.array(https).min(1) }),
  settings: z.looseObject({
    event_subscriptions: z.looseObject({ request_url: https.optional() }),
    interactivity: z.looseObject({
      request_url: https.optional(),
      /** Where fields that suggest people ask; Slack has no suggestions without it. */
      message_menu_options_url: https.optional(),
    }),
    socket_mode_enabled: z.boolean(),
  }),
});

export type SlackManifest = z.infer<typeof slackManifest>;

/** Over Socket Mode Slack calls no address of ours. The sign-in of people still needs its redirect URL. */
export function overSocketMode(manifest: SlackManifest): SlackManifest {
  const { features, settings } = manifest;
  return {
    ...manifest,
    features: { ...features, slash_commands: features.slash_commands.map(({ url: _url, ...command }) => command) },
    settings: {
      ...settings,
      event_subscriptions: withoutAddress(settings.event_subscriptions),
      interactivity: withoutOptions(withoutAddress(settings.interactivity)),
      socket_mode_enabled: true,
    },
  };
}

function withoutAddress<T extends { request_url?: string | undefined }>({ request_url: _address, ...rest }: T) {
  return rest;
}

function withoutOptions<T extends { message_menu_options_url?: string | undefined }>(interactivity: T) {
  const { message_menu_options_url: _address, ...rest } = interactivity;
  return rest;
}
