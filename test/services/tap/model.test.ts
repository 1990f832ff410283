import fc from 'fast-check';
import type { Store } from '../../../src/store';
import { isOver } from '../../../src/domain/tap-request';
import type { TapParts } from '../../../src/services/tap';
import { Desk, codeIn, temporaryStore } from './desk';
import { Died, type Fate } from './entra-model';

/*
 * The life of a pass under clicks, crashes and lost answers: the real services and the real store, a model of Entra.
 * No sequence shows two codes for one opening, and at rest no pass of ours is alive that nobody owns.
 */

type Step =
  | { do: 'dialog' }
  | { do: 'create'; which: number; fate: Fate }
  | { do: 'not-seen' | 'have-it'; which: number }
  | { do: 'register' | 'confirm' | 'report' | 'land' }
  | { do: 'wait'; minutes: number }
  | { do: 'weather'; deleting: 'works' | 'fails' | 'answer-lost'; reading: 'works' | 'fails' };

const fates: readonly Fate[] = [
  'answered',
  'refused',
  'answer-lost',
  'never-arrives',
  'lands-late',
  'dies-before',
  'dies-after',
];

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ do: 'dialog' as const }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('create' as const), which: fc.nat(3), fate: fc.constantFrom(...fates) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('not-seen' as const, 'have-it' as const), which: fc.nat(3) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('register' as const, 'confirm' as const, 'report' as const, 'land' as const),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(0, 1, 3, 9, 31) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('weather' as const),
      deleting: fc.constantFrom('works' as const, 'fails' as const, 'answer-lost' as const),
      reading: fc.constantFrom('works' as const, 'fails' as const),
    }),
  },
);

let serial = 0;

/** Plays a script for a new person and says what went wrong, or nothing. */
async function play(
  store: Store,
  script: readonly Step[],
  change?: (parts: TapParts) => TapParts,
): Promise<string | undefined> {
  const desk = new Desk(store, change);
  const target = `tom-${String((serial += 1))}`;
  const request = await desk.approvedFor(target);
  const openings: string[] = [];
  const codes = new Map<string, string[]>();
  for (const move of script) {
    try {
      await doStep(desk, target, request, openings, codes, move);
    } catch (error) {
      // A process that died leaves its write-ahead; the next start goes on from there.
      if (!(error instanceof Died)) throw error;
    }
  }
  // Rest: good weather, two days pass, and what is on its way lands in its own time.
  Object.assign(desk.entra, { deleting: 'works', reading: 'works' });
  await desk.pass(2 * 24 * 60);
  return wrong(desk, store, request, codes);
}

async function doStep(
  desk: Desk,
  target: string,
  request: string,
  openings: string[],
  codes: Map<string, string[]>,
  move: Step,
): Promise<void> {
  const opening = 'which' in move ? openings.at(-1 - (move.which % Math.max(1, openings.length))) : undefined;
  switch (move.do) {
    case 'dialog': {
      const id = await desk.openingOf(target, request);
      if (id !== undefined) openings.push(id);
      return;
    }
    case 'create': {
      if (opening === undefined) return;
      desk.entra.fate = move.fate;
      const code = codeIn(await desk.create(target, request, opening));
      if (code !== undefined) codes.set(opening, [...(codes.get(opening) ?? []), code]);
      return;
    }
    case 'not-seen':
    case 'have-it':
      if (opening !== undefined) await desk.press(target, { verb: `pass.${move.do}`, request, opening });
      return;
    case 'register':
      desk.entra.addMethod(target, {
        kind: 'passkey',
        id: `key-${String((serial += 1))}`,
        name: 'Passkey',
        aaguid: '90a3ccdf-635c-4729-a248-9b709135078f',
        createdAt: desk.at,
      });
      return;
    case 'confirm': {
      const found = await desk.parts.ledger.request(request);
      await desk.press(target, { verb: 'method.mine', request, method: found?.appeared[0]?.id ?? 'none' });
      return;
    }
    case 'report':
      await desk.press(target, { verb: 'method.not-mine', request });
      return;
    case 'land':
      desk.land();
      return;
    case 'wait':
      await desk.pass(move.minutes);
      return;
    case 'weather':
      Object.assign(desk.entra, { deleting: move.deleting, reading: move.reading });
  }
}

async function wrong(desk: Desk, store: Store, id: string, codes: Map<string, string[]>): Promise<string | undefined> {
  for (const [opening, shown] of codes)
    if (shown.length > 1) return `opening ${opening} showed ${String(shown.length)} codes`;
  const orphans = desk.entra.passesOf.size;
  if (orphans > 0) return 'a pass of ours is left in Entra at rest';
  const request = await store.ledger.request(id);
  if (request === undefined || !isOver(request)) return `the request rests in ${request?.state ?? 'nothing'}`;
  const acts = (await store.ledger.auditOf(id)).map((entry) => entry.act);
  if (acts.filter((act) => act === 'pass.opening').length < codes.size)
    return 'a code was shown without an audit row before it';
  return desk.failures.filter((error) => !(error instanceof Died)).map(String)[0];
}

describe('the life of a pass', () => {
  let opened: Awaited<ReturnType<typeof temporaryStore>>;
  beforeAll(async () => {
    opened = await temporaryStore();
  });
  afterAll(() => opened.close());

  const runs = Number(process.env['KEYSMITH_MODEL_RUNS'] ?? '150');

  it('never shows two codes for one opening and leaves no pass behind, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (script) => {
        expect(await play(opened.store, script)).toBeUndefined();
      }),
      { numRuns: runs },
    );
  }, 600_000);

  it('sees a naive retry loop fail', async () => {
    // The habit of most bots: on doubt POST again and show what comes.
    const naive = (parts: TapParts): TapParts => ({
      ...parts,
      passes: {
        ...parts.passes,
        create: async (id, spec, ms) => {
          const first = await parts.passes.create(id, spec, ms);
          return first.end === 'uncertain' ? parts.passes.create(id, spec, ms) : first;
        },
        // … and it trusts a delete that was not answered.
        list: () => Promise.resolve({ ok: true, value: [] }),
      },
    });
    const result = await fc.check(
      fc.asyncProperty(
        fc.array(step, { minLength: 3, maxLength: 14 }),
        async (script) => (await play(opened.store, script, naive)) === undefined,
      ),
      { numRuns: 100 },
    );
    expect(result.failed).toBe(true);
  }, 600_000);
});
