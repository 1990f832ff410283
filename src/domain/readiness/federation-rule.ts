import type { Fact } from '../fact';
import type { Federation } from '../federation';
import { found, nothing, type Rule, WHO, within } from './rule';

/** The domain is read only where it can be the reason, so it comes as an argument and not with the facts. */
export function federationRule(federation: Fact<Federation>): Rule {
  return {
    id: 'R-59',
    severity: 'warning',
    source: 'STRH, TAP',
    inventory: ['S2-32', 'S2-33'],
    find: ({ say }) =>
      within(federation, ({ domain, federated, factorElsewhere }) =>
        federated && factorElsewhere
          ? found({
              what: `Second factors for ${domain} are asked for by the sign-in service of ${say.your} organisation, not by Entra.`,
              why: 'The domain is federated with federatedIdpMfaBehavior = enforceMfaByFederatedIdp: methods in Entra do not count as a second factor, and Windows Hello does not ask for a pass.',
              fix: 'Confirm at that service; or set federatedIdpMfaBehavior to rejectMfaByFederatedIdp, so that Entra asks.',
              who: `${say.You}; for the domain: ${WHO.domainAdmin}`,
            })
          : nothing,
      ),
  };
}
