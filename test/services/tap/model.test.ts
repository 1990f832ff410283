import fc from 'fast-check';
import type { TapParts } from '../../../src/services/tap';
import type { Naive } from './model-house';
import { play, script } from './model-script';

/*
 * The life of a pass under clicks, crashes and lost answers: the real services on two processes, a store in memory that
 * passes the contracts of the real one, and a model of Entra. KEYSMITH_MODEL_RUNS says how many lives are played;
 * .ci/run plays 50,000.
 */

const runs = Number(process.env['KEYSMITH_MODEL_RUNS'] ?? '400');

describe('the life of a pass', () => {
  it('keeps its promises, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(script, async (each) => {
        expect(await play(each)).toBeUndefined();
      }),
      { numRuns: runs },
    );
  }, 1_800_000);

  // What most bots do; the model has to see each of them fail.
  it.each<[string, Naive]>([
    ['POST again when the answer is lost', { change: retrying }],
    ['read, decide, then write', { readThenWrite: true }],
    ['make the pass with the approval and announce it afterwards', { change: announcing }],
  ])(
    'sees it fail: %s',
    async (_, naive) => {
      const found = await fc.check(
        fc.asyncProperty(script, async (each) => (await play(each, naive)) === undefined),
        { numRuns: 2_000, endOnFailure: true },
      );
      expect(found.failed).toBe(true);
    },
    600_000,
  );
});

function retrying(parts: TapParts): TapParts {
  const { passes } = parts;
  return {
    ...parts,
    passes: {
      ...passes,
      create: async (id, spec, ms) => {
        const first = await passes.create(id, spec, ms);
        return first.end === 'uncertain' ? passes.create(id, spec, ms) : first;
      },
    },
  };
}

function announcing(parts: TapParts): TapParts {
  const { ledger, passes, teams } = parts;
  return {
    ...parts,
    ledger: {
      ...ledger,
      commit: async (change) => {
        const written = await ledger.commit(change);
        const approved = change.audit.some(({ act }) => act === 'request.approved');
        if (written.end !== 'written' || change.request?.state !== 'approved' || !approved) return written;
        const { target, lifetimeMinutes, usableOnce } = change.request;
        const made = await passes.create(target, { lifetimeMinutes, usableOnce }, 3_000);
        if (made.end === 'created') await teams.reaches(target);
        return written;
      },
    },
  };
}
