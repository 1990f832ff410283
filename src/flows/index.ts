import { authenticatorPush } from './authenticator-push';
import { firstDay } from './first-day';
import type { Flow } from './flow';
import { lostKey } from './lost-key';
import { needAPass } from './need-a-pass';
import { passkeyLater } from './passkey-later';
import { phoneBroken } from './phone-broken';
import { phoneSignIn } from './phone-sign-in';
import { registerPasskey } from './register-passkey';
import { secondMethod } from './second-method';
import { securityKey } from './security-key';
import { signIn } from './sign-in';
import { syncedPasskey } from './synced-passkey';
import { whatCanIUse } from './what-can-i-use';
import { whichMethod } from './which-method';
import { windowsHello } from './windows-hello';
import { windowsPasskey } from './windows-passkey';

/** Every conversation there is, by the name that buttons carry. */
export const flows: ReadonlyMap<string, Flow> = new Map(
  [
    registerPasskey,
    phoneBroken,
    lostKey,
    needAPass,
    passkeyLater,
    securityKey,
    signIn,
    whatCanIUse,
    secondMethod,
    whichMethod,
    authenticatorPush,
    phoneSignIn,
    windowsHello,
    windowsPasskey,
    syncedPasskey,
    firstDay,
  ].map((flow): [string, Flow] => [flow.name, flow]),
);
