"use strict";
var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    var desc = Object.getOwnPropertyDescriptor(m, k);
    if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
      desc = { enumerable: true, get: function() { return m[k]; } };
    }
    Object.defineProperty(o, k2, desc);
}) : (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    o[k2] = m[k];
}));
var __setModuleDefault = (this && this.__setModuleDefault) || (Object.create ? (function(o, v) {
    Object.defineProperty(o, "default", { enumerable: true, value: v });
}) : function(o, v) {
    o["default"] = v;
});
var __importStar = (this && this.__importStar) || (function () {
    var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function (o) {
            var ar = [];
            for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
            return ar;
        };
        return ownKeys(o);
    };
    return function (mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
        __setModuleDefault(result, mod);
        return result;
    };
})();
Object.defineProperty(exports, "__esModule", { value: true });
const fc = __importStar(require("fast-check"));
const flows_1 = require("../../src/flows");
const flow_1 = require("../../src/flows/flow");
const tea = (0, flow_1.defineFlow)({
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
            },
        },
        brew: { kind: 'run', task: 'startWatch', then: { watching: 'wait', 'no-answer': 'cold' } },
        wait: {
            kind: 'tell',
            shows: { title: 'Wait.', lines: [] },
            on: { 'method-arrived': 'ready', 'method-not-arrived': 'cold' },
        },
        ready: { kind: 'tell', shows: { title: '{sort} at {degrees}, {unknown}', lines: [] } },
        cold: { kind: 'tell', shows: { title: 'Cold.', lines: [] }, choices: { again: { title: 'Again', to: 'sort' } } },
    },
});
function walk(flow, state, ...inputs) {
    return inputs.reduce((now, input) => {
        const after = (0, flow_1.next)(flow, now, input);
        if (!after.ok)
            throw new Error(after.refusal.code);
        return after.value;
    }, state);
}
describe('a flow', () => {
    it('goes from step to step and remembers the answers', () => {
        const state = walk(tea, (0, flow_1.begin)(tea), { at: 'sort', choice: 'green' }, { at: 'brew', end: 'watching', found: { since: '9' } });
        expect(state).toEqual({ flow: 'tea', at: 'wait', answers: { sort: 'green', degrees: '80', since: '9' } });
        expect(walk(tea, state, { at: 'wait', event: 'method-arrived' }).at).toBe('ready');
    });
    it('remembers the words of a typed answer instead of the button they stand for', () => {
        expect(walk(tea, (0, flow_1.begin)(tea), { at: 'sort', choice: 'black', words: '16.7' }).answers).toEqual({ sort: '16.7' });
    });
    it('survives being stored as JSON between any two steps', () => {
        const state = walk(tea, (0, flow_1.begin)(tea), { at: 'sort', choice: 'green' });
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    });
    it.each([
        ['a button of an earlier step', { at: 'sort', choice: 'green' }, 'step-over'],
        ['a button of a later step', { at: 'cold', choice: 'again' }, 'step-over'],
        ['a choice while a task runs', { at: 'brew', choice: 'watching' }, 'step-over'],
        ['an ending the task does not have', { at: 'brew', end: 'exploded' }, 'bad-input'],
        ['an event that nobody waits for', { at: 'brew', event: 'method-arrived' }, 'bad-input'],
    ])('refuses %s and changes nothing', (_, input, code) => {
        const state = walk(tea, (0, flow_1.begin)(tea), { at: 'sort', choice: 'green' });
        const after = (0, flow_1.next)(tea, state, input);
        expect(after).toMatchObject({ ok: false, refusal: { code, changed: 'Nothing was changed.' } });
    });
    it('is not fooled by names that every object has', () => {
        for (const name of ['constructor', '__proto__', 'toString']) {
            expect((0, flow_1.next)(tea, (0, flow_1.begin)(tea), { at: 'sort', choice: name }).ok).toBe(false);
            expect((0, flow_1.next)(tea, { flow: 'tea', at: name, answers: {} }, { at: name, choice: 'green' }).ok).toBe(false);
            expect((0, flow_1.fillIn)(`{${name}}`, {})).toBe('');
        }
    });
    it('fills names from the answers and leaves no bracket behind', () => {
        expect((0, flow_1.fillIn)('{sort} at {degrees}, {unknown}.', { sort: 'green', degrees: '{sort}' })).toBe('green at {sort}, .');
    });
    it('does not compile with a misspelt step, a missing ending or an unknown task', () => {
        const text = { title: 'x', lines: [] };
        (0, flow_1.defineFlow)({
            name: 'wrong',
            about: 'x',
            // @ts-expect-error a start that is no step
            start: 'frist',
            steps: { first: { kind: 'tell', shows: text } },
        });
        (0, flow_1.defineFlow)({
            name: 'wrong',
            about: 'x',
            start: 'first',
            steps: {
                // @ts-expect-error a choice that leads nowhere
                first: { kind: 'ask', as: 'a', title: 'x', why: 'x', choices: { yes: { title: 'Yes', to: 'secnod' } } },
                second: { kind: 'tell', shows: text },
            },
        });
        (0, flow_1.defineFlow)({
            name: 'wrong',
            about: 'x',
            start: 'first',
            steps: {
                // @ts-expect-error an ending of the task that nobody handles
                first: { kind: 'run', task: 'startWatch', then: { watching: 'second' } },
                second: { kind: 'tell', shows: text },
            },
        });
        (0, flow_1.defineFlow)({
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
describe.each([...flows_1.flows.values()])('the flow $name', (flow) => {
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
            const step = (0, flow_1.stepOf)(flow, name);
            if (step?.kind !== 'run')
                continue;
            for (const to of (0, flow_1.leadsTo)(step))
                expect([name, to, (0, flow_1.stepOf)(flow, to)?.kind]).not.toEqual([name, to, 'run']);
        }
    });
    it('offers at most five choices, with titles that fit every button', () => {
        for (const name of names) {
            const step = (0, flow_1.stepOf)(flow, name);
            if (step === undefined || step.kind === 'run')
                continue;
            const choices = Object.values(step.choices ?? {});
            const ways = step.kind === 'tell' ? (step.waysOut ?? []) : [];
            expect(choices.length + ways.length).toBeLessThanOrEqual(5);
            for (const { title } of [...choices, ...ways])
                expect(title.length).toBeLessThanOrEqual(40);
            if (step.kind === 'ask')
                expect(choices.length).toBeGreaterThan(1);
        }
    });
    it('shows only results of steps that run', () => {
        for (const name of names) {
            const step = (0, flow_1.stepOf)(flow, name);
            if (step?.kind === 'tell' && 'resultOf' in step.shows)
                expect((0, flow_1.stepOf)(flow, step.shows.resultOf)?.kind).toBe('run');
        }
    });
    it('stands on one of its own steps whatever is pressed', () => {
        const words = fc.constantFrom(...names, ...names.flatMap((name) => choicesOf(flow, name)), 'nonsense');
        fc.assert(fc.property(fc.array(fc.tuple(words, words), { maxLength: 30 }), (presses) => {
            let state = (0, flow_1.begin)(flow);
            for (const [at, choice] of presses) {
                for (const input of [
                    { at, choice },
                    { at: state.at, choice },
                    { at: state.at, end: choice },
                ]) {
                    const after = (0, flow_1.next)(flow, state, input);
                    if (after.ok)
                        state = after.value;
                    expect((0, flow_1.stepOf)(flow, state.at)).toBeDefined();
                }
            }
        }), { numRuns: 200 });
    });
});
it('sees a step that cannot be reached', () => {
    const steps = { ...tea.steps, lonely: { kind: 'tell', shows: { title: 'x', lines: [] } } };
    expect(unreached({ ...tea, steps })).toEqual(['lonely']);
});
function unreached(flow) {
    const reached = reachable(flow, flow.start);
    return Object.keys(flow.steps).filter((name) => !reached.includes(name));
}
function reachable(flow, from, seen = []) {
    if (seen.includes(from))
        return seen;
    const step = (0, flow_1.stepOf)(flow, from);
    if (step === undefined)
        throw new Error(`no step ${from}`);
    return (0, flow_1.leadsTo)(step).reduce((reached, to) => reachable(flow, to, reached), [...seen, from]);
}
function choicesOf(flow, name) {
    const step = (0, flow_1.stepOf)(flow, name);
    if (step === undefined)
        return [];
    return Object.keys((step.kind === 'run' ? step.then : step.choices) ?? {});
}
function leavesFrom(flow, name) {
    const step = (0, flow_1.stepOf)(flow, name);
    return step?.kind === 'tell' && ((0, flow_1.isLast)(step) || step.waysOut !== undefined);
}
//# sourceMappingURL=flow.test.js.map