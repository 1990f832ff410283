import type { Entry } from '../schema';
import { intents } from './intents';
import { passErrors } from './pass-errors';
import { passkeyCodes } from './passkey-codes';
import { screenTexts } from './screen-texts';

/** Everything that free text can lead to. */
export const entries: readonly Entry[] = [...intents, ...passErrors, ...passkeyCodes, ...screenTexts];
