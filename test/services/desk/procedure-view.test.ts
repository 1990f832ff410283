import { loadCards } from '../../../src/cards';
import { openSurfaces } from '../../../src/channels/slack/surfaces';
import type { Device } from '../../../src/domain/devices';
import { known } from '../../../src/domain/fact';
import { AUTHENTICATOR_AAGUID, type Method } from '../../../src/domain/methods';
import { PROCEDURES, procedureSteps, type ProcedureSeen } from '../../../src/domain/procedure';
import { procedureView } from '../../../src/services/desk/procedure';
import { AT, person, target } from '../../domain/cases';

const LONG = '長'.repeat(120);

function passkey(number: number, aaguid: string): Method {
  return {
    ...{ kind: 'passkey', id: `p${String(number)}`, name: `${String(number)} ${LONG}`, aaguid, model: LONG },
    ...{ passkeyType: 'deviceBound', createdAt: AT - 1e9 },
  };
}

/** Ten passkeys on phones and ten keys, twenty phones, names of 120 characters. */
const seen: ProcedureSeen = {
  facts: target({
    person: known(person('tom', { displayName: LONG }), AT),
    methods: known(
      Array.from({ length: 20 }, (_, at) =>
        passkey(at, at % 2 === 0 ? AUTHENTICATOR_AAGUID.android : 'fa2b99dc-9e39-4257-8f92-4a30d23c4118'),
      ),
      AT,
    ),
    devices: known<readonly Device[]>(
      Array.from({ length: 20 }, (_, at) => {
        const about = { system: 'IPhone', trust: 'registered', enabled: true } as const;
        return { id: `d${String(at)}`, name: `${String(at)} ${LONG}`, ...about };
      }),
      AT,
    ),
  }),
  requests: [],
  validFrom: known(0, AT),
  startedAt: AT,
};

it.each(PROCEDURES)('the list of %s fits into a modal of Slack and a card of Teams with the longest names', (name) => {
  const risk = { level: 'privileged', inputs: [{ level: 'privileged', what: LONG }], unread: [] } as const;
  const telling = { seen, risk, names: () => LONG, at: AT, timeZone: 'Asia/Tokyo' };
  const view = procedureView(name, procedureSteps(name, seen), telling);
  const cards = loadCards('cards');
  const { blocks } = openSurfaces(cards).modal('Lost', view);
  expect(blocks.length).toBeLessThanOrEqual(100);
  expect(Buffer.byteLength(JSON.stringify(cards.fill(view)))).toBeLessThan(28 * 1024);
  expect(JSON.stringify(blocks)).toContain('and 4 more');
});
