import { known } from '../../../src/domain/fact';
import { passWaste } from '../../../src/domain/readiness/pass-waste';
import { requirements } from '../../../src/knowledge/requirements';
import { NOW, facts, pass } from './facts';
import { access, campaign, guarded, methods, registering, strength } from './tenants';

const campaignOn = campaign({ campaign: { state: 'enabled', include: [{ to: 'all' }], exclude: [] } });
const takesPass = strength('temporaryAccessPassOneTime', 'fido2');

/** What a new pass would be wasted on, for somebody who can sign in with nothing else. */
it.each([
  { what: 'nothing in an ordinary tenant', changes: {}, rules: [] },
  { what: 'a strength for all apps that nothing on a phone meets', changes: guarded(access()), rules: ['R-50'] },
  {
    what: 'no loop where the strength takes a pass',
    changes: guarded(access({ grant: { operator: 'OR', controls: [], strength: takesPass } })),
    rules: [],
  },
  { what: 'a guarded registration that a pass does not open', changes: guarded(registering()), rules: ['R-54'] },
  {
    what: 'a registration that works on company devices only',
    changes: guarded(registering({ grant: { operator: 'OR', controls: ['compliantDevice'] } })),
    rules: ['R-54'],
  },
  { what: 'a campaign that interrupts the first sign-in', changes: campaignOn, rules: ['R-66'] },
  {
    what: 'a campaign, the old pass being over',
    changes: { ...campaignOn, ...methods(pass({ usable: false, usability: 'Expired' })) },
    rules: ['R-66'],
  },
  {
    what: 'all of them',
    changes: { ...campaignOn, ...guarded(access(), registering()) },
    rules: ['R-50', 'R-54', 'R-66'],
  },
])('a pass is wasted on $what', ({ changes, rules }) => {
  const found = passWaste(facts({ methods: known([], NOW), ...changes }), requirements, 'Tom');
  expect(found.map(({ rule }) => rule)).toEqual(rules);
  for (const { what, why, fix, who } of found) for (const words of [what, why, fix, who]) expect(words).not.toBe('');
});

it('says nothing of what it cannot read: the pass is judged by its own rules', () => {
  const gap = { known: false, gap: { what: 'the sign-in methods', reason: 'unavailable' } } as const;
  expect(passWaste(facts({ methods: gap, ...guarded() }), requirements)).toEqual([]);
});
