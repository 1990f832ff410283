import * as fc from 'fast-check';
import { flows } from '../../src/flows';
import {
  begin,
  defineFlow,
  fillIn,
  isLast,
  leadsTo,
  next,
  stepOf,
  type Flow,
  type FlowState,
} from '../../src/flows/flow';

const tea = defineFlow({
  name: 'tea',
  about: 'your tea',
  start: 'sort',
  steps: {
    sort: {
      kind: 'ask',
      as: 'sort',
      title: 'Green or black?',
      why: 'It matters.',
      reads: 'version',
      choices: {
        green: { title: 'Green', to: 'brew', sets: { degrees: '80' } },
        black: { title: 'Black', to: 'brew' },
        herbal: { title: 'One of the herbs', to: 'brew', typed: true },
      },
    },
    brew: {
      kind: 'run',
      task: 'startWatch',
      with: { expects: 'security-key' },
      then: { watching: 'wait', 'no-answer': 'cold' },
    },
    wait: {
      kind: 'tell',
      shows: { title: 'Wait.', lines: [] },
      on: { 'method-arrived': 'ready', 'method-not-arrived': 'cold' },
    },
    ready: { kind: 'tell', shows: { title: '{sort} at {degrees}, {unknown}', lines: [] } },
    cold: { kind: 'tell', shows: { title: 'Cold.', lines: [] }, choices: { again: { title: 'Again', to: 'sort' } } },
  },
});

function walk(flow: Flow, state: FlowState, ...inputs: readonly Parameters<typeof next>[2][]): FlowState {
  return inputs.reduce((now, input) => {
    const after = next(flow, now, input);
    if (!after.ok) throw new Error(after.refusal.code);
    return after.value;
  }, state);
}

describe('a flow', () => {
  it('goes from step to step and remembers the answers', () => {
    const state = walk(
      tea,
      begin(tea),
      { at: 'sort', choice: 'green' },
      { at: 'brew', end: 'watching', found: { since: '9' } },
    );
    expect(state).toEqual({ flow: 'tea', at: 'wait', answers: { sort: 'green', degrees: '80', since: '9' } });
    expect(walk(tea, state, { at: 'wait', event: 'method-arrived' }).at).toBe('ready');
  });

  it('remembers the words of a typed answer instead of the button they stand for', () => {
    expect(walk(tea, begin(tea), { at: 'sort', choice: 'black', words: '16.7' }).answers).toEqual({ sort: '16.7' });
  });

  it('takes what can only be typed from words, and not from a press', () => {
    expect(walk(tea, begin(tea), { at: 'sort', choice: 'herbal', words: 'mint' }).answers).toEqual({ sort: 'mint' });
    expect(next(tea, begin(tea), { at: 'sort', choice: 'herbal' })).toMatchObject({ refusal: { code: 'bad-input' } });
  });

  it('survives being stored as JSON between any two steps', () => {
    const state = walk(tea, begin(tea), { at: 'sort', choice: 'green' });
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });

  it.each([
    ['a button of an earlier step', { at: 'sort', choice: 'green' }, 'step-over'],
    ['a button of a later step', { at: 'cold', choice: 'again' }, 'step-over'],
    ['a choice while a task runs', { at: 'brew', choice: 'watching' }, 'step-over'],
    ['an ending the task does not have', { at: 'brew', end: 'exploded' }, 'bad-input'],
    ['an event that nobody waits for', { at: 'brew', event: 'method-arrived' }, 'bad-input'],
  ] as const)('refuses %s and changes nothing', (_, input, code) => {
    const state = walk(tea, begin(tea), { at: 'sort', choice: 'green' });
    const after = next(tea, state, input);
    expect(after).toMatchObject({ ok: false, refusal: { code, changed: 'Nothing was changed.' } });
  });

  it('is not fooled by names that every object has', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      expect(next(tea, begin(tea), { at: 'sort', choice: name }).ok).toBe(false);
      expect(next(tea, { flow: 'tea', at: name, answers: {} }, { at: name, choice: 'green' }).ok).toBe(false);
      expect(fillIn(`{${name}}`, {})).toBe('');
    }
  });

  it('fills names from the answers and leaves no bracket behind', () => {
    expect(fillIn('{sort} at {degrees}, {unknown}.', { sort: 'green', degrees: '{sort}' })).toBe('green at {sort}, .');
  });

  it('does not compile with a misspelt step, a missing ending or an unknown task', () => {
    const text = { title: 'x', lines: [] };
    defineFlow({
      name: 'wrong',
      about: 'x',
      // @ts-expect-error a start that is no step
      start: 'frist',
      steps: { first: { kind: 'tell', shows: text } },
    });
    defineFlow({
      name: 'wrong',
      about: 'x',
      start: 'first',
      steps: {
        // @ts-expect-error a choice that leads nowhere
        first: { kind: 'ask', as: 'a', title: 'x', why: 'x', choices: { yes: { title: 'Yes', to: 'secnod' } } },
        second: { kind: 'tell', shows: text },
      },
    });
    defineFlow({
      name: 'wrong',
      about: 'x',
      start: 'first',
      steps: {
        // @ts-expect-error an ending of the task that nobody handles
        first: { kind: 'run', task: 'startWatch', with: { expects: 'security-key' }, then: { watching: 'second' } },
        second: { kind: 'tell', shows: text },
      },
    });
    defineFlow({
      name: 'wrong',
      about: 'x',
      start: 'first',
      steps: {
        // @ts-expect-error a task that is not told what it needs
        first: { kind: 'run', task: 'startWatch', then: { watching: 'second', 'no-answer': 'second' } },
        second: { kind: 'tell', shows: text },
      },
    });
    defineFlow({
      name: 'wrong',
      about: 'x',
      start: 'first',
      steps: {
        // @ts-expect-error a task that does not exist
        first: { kind: 'run', task: 'makeTea', then: { watching: 'second' } },
        second: { kind: 'tell', shows: text },
      },
    });
  });
});

describe.each([...flows.values()])('the flow $name', (flow) => {
  const names = Object.keys(flow.steps);

  it('has no step that cannot be reached', () => {
    expect(unreached(flow)).toEqual([]);
  });

  it('leads from every step to an end, a button out or a wait', () => {
    const ends = names.filter((name) => leavesFrom(flow, name));
    for (const name of names)
      expect([name, reachable(flow, name).some((step) => ends.includes(step))]).toEqual([name, true]);
  });

  it('never runs task after task without a person in between', () => {
    for (const name of names) {
      const step = stepOf(flow, name);
      if (step?.kind !== 'run') continue;
      for (const to of leadsTo(step)) expect([name, to, stepOf(flow, to)?.kind]).not.toEqual([name, to, 'run']);
    }
  });

  it('offers at most five choices, with titles that fit every button', () => {
    for (const name of names) {
      const step = stepOf(flow, name);
      if (step === undefined || step.kind === 'run') continue;
      const choices = Object.values(step.choices ?? {}).filter(({ typed }) => typed !== true);
      const ways = step.kind === 'tell' ? (step.waysOut ?? []) : [];
      expect(choices.length + ways.length).toBeLessThanOrEqual(5);
      for (const { title } of [...choices, ...ways]) expect(title.length).toBeLessThanOrEqual(40);
      if (step.kind === 'ask') expect(choices.length).toBeGreaterThan(1);
    }
  });

  it('shows only results of steps that run', () => {
    for (const name of names) {
      const step = stepOf(flow, name);
      if (step?.kind === 'tell' && 'resultOf' in step.shows)
        expect(stepOf(flow, step.shows.resultOf)?.kind).toBe('run');
    }
  });

  it('stands on one of its own steps whatever is pressed', () => {
    const words = fc.constantFrom(...names, ...names.flatMap((name) => choicesOf(flow, name)), 'nonsense');
    fc.assert(
      fc.property(fc.array(fc.tuple(words, words), { maxLength: 30 }), (presses) => {
        let state = begin(flow);
        for (const [at, choice] of presses) {
          for (const input of [
            { at, choice },
            { at: state.at, choice },
            { at: state.at, end: choice },
          ]) {
            const after = next(flow, state, input);
            if (after.ok) state = after.value;
            expect(stepOf(flow, state.at)).toBeDefined();
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

it('sees a step that cannot be reached', () => {
  const steps = { ...tea.steps, lonely: { kind: 'tell', shows: { title: 'x', lines: [] } } } as const;
  expect(unreached({ ...tea, steps })).toEqual(['lonely']);
});

function unreached(flow: Flow): string[] {
  const reached = reachable(flow, flow.start);
  return Object.keys(flow.steps).filter((name) => !reached.includes(name));
}

function reachable(flow: Flow, from: string, seen: readonly string[] = []): readonly string[] {
  if (seen.includes(from)) return seen;
  const step = stepOf(flow, from);
  if (step === undefined) throw new Error(`no step ${from}`);
  return leadsTo(step).reduce<readonly string[]>((reached, to) => reachable(flow, to, reached), [...seen, from]);
}

function choicesOf(flow: Flow, name: string): string[] {
  const step = stepOf(flow, name);
  if (step === undefined) return [];
  return Object.keys((step.kind === 'run' ? step.then : step.choices) ?? {});
}

function leavesFrom(flow: Flow, name: string): boolean {
  const step = stepOf(flow, name);
  return step?.kind === 'tell' && (isLast(step) || step.waysOut !== undefined);
}
