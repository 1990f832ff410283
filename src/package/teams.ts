import { z } from 'zod/v4';

const https = z.url({ protocol: /^https$/, message: 'not an https address' }).max(2048);
const icon = z.string().regex(/^[\w-]+\.png$/, 'not the name of a PNG file');

/**
 * What Teams refuses at upload and no placeholder can promise; the whole schema is held by test/package.test.ts
 * (learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema). Other fields stay as they are.
 */
export const teamsManifest = z.looseObject({
  id: z.guid(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'not three numbers with dots'),
  name: z.looseObject({ short: z.string().min(1).max(30), full: z.string().max(100).optional() }),
  description: z.looseObject({ short: z.string().min(1).max(80), full: z.string().min(1).max(4000) }),
  developer: z.looseObject({
    name: z.string().min(1).max(32),
    websiteUrl: https,
    privacyUrl: https,
    termsOfUseUrl: https,
  }),
  icons: z.looseObject({ color: icon, outline: icon }),
  bots: z.array(z.looseObject({ botId: z.guid() })).length(1),
  validDomains: z
    .array(z.string().regex(/^[a-z0-9.*-]+(:\d+)?$/i, 'not a host without https://'))
    .max(16)
    .optional(),
});

export type TeamsManifest = z.infer<typeof teamsManifest>;

/** Width and height out of the header of a PNG file; undefined for anything else. */
export function pngSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  const header = Buffer.from(bytes.subarray(0, 24));
  if (header.length < 24 || header.toString('latin1', 1, 4) !== 'PNG') return undefined;
  return { width: header.readUInt32BE(16), height: header.readUInt32BE(20) };
}
