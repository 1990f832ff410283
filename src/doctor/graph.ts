import { SECOND, type Clock } from '../domain/clock';
import { explain, type Outcome } from '../domain/refusal';
import type { Entra } from '../entra';
import type { Settings } from '../settings';
import { counted, missing, ok, skipped, warning, type Check, type Finding } from './finding';
import { findingsAbout, requirements } from './permissions';

const REACHABLE: Check = {
  check: 'Graph answers',
  why: 'Everything Keysmith says and does rests on what Microsoft Graph shows.',
};
const PERMISSIONS: Check = {
  check: 'Graph permissions',
  why: 'Too few leave gaps in every answer; too many are what a thief of the credential would get.',
};
const CLOCK: Check = {
  check: 'Clock',
  why: 'Signatures, sign-ins and passes are judged by time; Slack and Entra refuse what is five minutes off.',
};

/** Five minutes are refused (Slack's signatures, tokens); some of that is used up by the way of a request. */
const UNEASY = 60 * SECOND;
const BROKEN = 4 * 60 * SECOND;

export async function checkGraph(entra: Entra): Promise<Finding> {
  const pinged = await entra.ping();
  if (pinged.ok) return ok(REACHABLE, 'Microsoft Graph answers, and it is the tenant of AZURE_TENANT_ID.');
  if (pinged.refusal.code === 'foreign-tenant') {
    return missing(
      REACHABLE,
      'Graph answers for another tenant than AZURE_TENANT_ID.',
      'Set AZURE_TENANT_ID and AZURE_CLIENT_ID to the same tenant.',
    );
  }
  return missing(
    REACHABLE,
    reasonOf(pinged),
    pinged.refusal.code === 'graph-denied'
      ? 'Check AZURE_CLIENT_ID and its certificate or identity, and that an administrator has granted consent.'
      : 'Check the network and proxy of this machine towards GRAPH_BASE_URL and AZURE_AUTHORITY_HOST.',
  );
}

export async function checkPermissions(
  entra: Entra,
  config: Settings,
  /** False where a Graph on this machine asks for no token. */
  signsIn: boolean,
): Promise<readonly Finding[]> {
  if (!signsIn) {
    return [skipped(PERMISSIONS, 'Not checked: a simulated Graph on this machine grants everything.')];
  }
  const granted = await entra.grantedPermissions();
  if (!granted.ok) {
    return [missing(PERMISSIONS, `They could not be read: ${reasonOf(granted)}`, 'Mend "Graph answers" first.')];
  }
  const findings = findingsAbout(granted.value, config);
  if (findings.length > 0) return findings;
  return [ok(PERMISSIONS, `Granted: exactly the ${counted(requirements(config).length, 'permission')} needed.`)];
}

/** Graph's Date header, which it sends without a token too, against our clock. */
export async function checkClock(config: Settings, clock: Clock, fetcher: typeof fetch): Promise<Finding> {
  try {
    const asked = clock.now().getTime();
    const response = await fetcher(`${new URL(config.graph.baseUrl).origin}/v1.0/`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(8_000),
    });
    const halfway = (asked + clock.now().getTime()) / 2;
    const theirs = Date.parse(response.headers.get('date') ?? '');
    if (Number.isNaN(theirs))
      return warning(CLOCK, 'Graph sent no date to compare with.', 'Compare the clock by hand.');
    return judgeClock(halfway - theirs);
  } catch {
    return missing(CLOCK, 'It could not be compared: Graph did not answer.', 'Mend "Graph answers" first.');
  }
}

function judgeClock(skew: number): Finding {
  const seconds = Math.round(Math.abs(skew) / SECOND);
  if (seconds < 2) return ok(CLOCK, 'This machine and Microsoft Graph have the same time.');
  const what = `This machine is ${counted(seconds, 'second')} ${skew > 0 ? 'ahead of' : 'behind'} Microsoft Graph.`;
  const fix = 'Switch on time synchronisation (chrony, systemd-timesyncd, or that of the host).';
  if (Math.abs(skew) >= BROKEN) return missing(CLOCK, what, fix);
  // The header counts whole seconds.
  return Math.abs(skew) >= UNEASY ? warning(CLOCK, what, fix) : ok(CLOCK, what);
}

/** The first sentence of a refusal: what is the matter. */
export function reasonOf(outcome: Extract<Outcome<unknown>, { ok: false }>): string {
  return explain(outcome.refusal).what;
}
