import { existingPass, passIsAlive } from './pass';
import { found, nothing, type Rule, type Speaker, WHO, within, type Seen } from './rule';

const RULE = { id: 'R-70', severity: 'blocker', source: 'ERRX', inventory: ['S3-61'] } as const;

/** About the account as a whole: also what cannot be read about its risk is said. */
export const riskOfAccount: Rule = {
  ...RULE,
  find: (seen) => {
    const risk = seen.facts.riskState;
    // A tenant without Identity Protection has no risk to read.
    if (!risk.known && risk.gap.reason === 'licence') return nothing;
    return within(risk, (state) => atRisk(seen, state, 'so no pass is issued and no method deleted on one word alone'));
  },
};

/**
 * About a method: whoever has got in would add one of their own. Unread, it stops nobody who can sign in. Nor does it
 * stop anybody with a pass: a security contact has decided about that one.
 */
export const riskOfAdding: Rule = {
  ...RULE,
  find: (seen) => {
    const risk = seen.facts.riskState;
    const pass = existingPass(seen.facts);
    const letIn = pass !== undefined && (passIsAlive(pass) || pass.usability === 'OneTimeUsed');
    if (!risk.known || letIn) return nothing;
    return atRisk(seen, risk.value, 'so nothing is added to it until that is looked into');
  },
};

function atRisk({ known, say }: Pick<Seen, 'known'> & { readonly say: Speaker }, state: string, effect: string) {
  if (state === 'none') return nothing;
  return found({
    what:
      state === 'confirmedCompromised'
        ? `${say.Your} account is confirmed as compromised.`
        : `${say.Your} account is reported as at risk.`,
    why: `Somebody else may be using it, ${effect}.`,
    fix: `The security team looks into it at ${known.places.riskyUsers}, then dismisses the risk, or resets the password and revokes the sessions.`,
    who: WHO.security,
  });
}
