import type { Button, CardData, CardName, Labelled } from '../../src/services/views';

type AllCards = { readonly [Name in CardName]: CardData[Name] };

const press: Button = { title: 'Go', does: { verb: 'help' } };

/** The least that each view may hold: empty lists, empty words. */
export const barest: AllCards = {
  notice: { tone: 'neutral', title: 'T', lines: [], buttons: [], links: [] },
  welcome: { name: '', abilities: [], buttons: [] },
  question: { title: 'T', why: '', buttons: [] },
  verdict: { tone: 'neutral', headline: 'H', method: 'M', findings: [], gaps: [], age: '', buttons: [] },
  answer: {
    tone: 'neutral',
    topic: 'T',
    headline: 'H',
    lines: [],
    findings: [],
    general: [],
    fix: '',
    who: '',
    gaps: [],
    question: '',
    age: '',
    buttons: [],
  },
  'sign-ins': { headline: 'H', entries: [], gaps: [], age: '', buttons: [] },
  handover: { tone: 'neutral', headline: 'H', facts: [], sections: [], words: '', outcome: '', buttons: [] },
  overview: { tone: 'neutral', headline: 'H', notes: [], methods: [], gaps: [], age: '', buttons: [] },
  guide: { title: 'T', intro: '', steps: [], timers: [], buttons: [], links: [] },
  'tap-status': { tone: 'neutral', headline: 'H', facts: [], note: '', lines: [], buttons: [] },
  'tap-approval': {
    tone: 'neutral',
    headline: 'H',
    facts: [],
    note: '',
    proofs: [],
    risk: [],
    history: [],
    outcome: '',
    why: '',
    buttons: [],
  },
  'tap-proof': { tone: 'neutral', headline: 'H', facts: [], note: '', lines: [], outcome: '', buttons: [] },
  'method-appeared': { tone: 'neutral', headline: 'H', facts: [], lines: [], buttons: [] },
  person: {
    name: 'N',
    marks: [],
    facts: [],
    sections: [],
    gaps: [],
    age: '',
    buttons: [],
  },
  people: { title: 'T', choices: [] },
  queue: { headline: 'H', lines: [], waiting: [], buttons: [], links: [] },
  home: { headline: 'H', lines: [], buttons: [], sections: [] },
  form: { title: 'T', intro: '', choices: [], texts: [], submit: press },
  'pairing-number': { headline: 'H', number: '012 345', lines: [] },
  'pass-opening': { headline: 'H', lines: [], label: 'L', create: press, others: [] },
  'pass-shown': { code: 'C', until: 'U', lines: [], steps: [], buttons: [] },
};

const long = 'A sentence of some length that says something about a person and their phone. '.repeat(3).trim();
const lines = Array.from({ length: 8 }, (_, index) => `${String(index)}: ${long}`);
const facts: Labelled[] = Array.from({ length: 10 }, (_, index) => ({ title: `Fact ${String(index)}`, value: long }));
const request = 'Yk3vZ0mJ8s2qT1nB6xW4aQ';
const buttons: Button[] = [
  { title: 'Approve the request now', does: { verb: 'pass.approve', request }, style: 'positive' },
  { title: 'Deny it with a reason', does: { verb: 'pass.deny-form', request }, opens: 'dialog', style: 'destructive' },
  ...Array.from({ length: 2 }, (_, index) => ({
    title: `Look ${String(index)}`,
    does: { verb: 'pass.status', request },
  })),
];
const links = [{ title: 'Security info', url: 'https://mysignins.microsoft.com/security-info' }];
const steps = Array.from({ length: 12 }, (_, index) => ({
  number: String(index + 1),
  text: `Choose **Add**. ${long}`,
}));
const note = 'What the person wrote. '.repeat(87);

/** The most that people and tenants are expected to fill in: notes of 2,000 characters, ten people, twelve steps. */
export const fullest: AllCards = {
  notice: { tone: 'attention', title: long, lines, buttons, links },
  welcome: { name: long, abilities: lines, buttons },
  question: { title: long, why: long, buttons },
  verdict: {
    tone: 'warning',
    headline: long,
    method: 'Passkey in Microsoft Authenticator',
    findings: lines.map((what) => ({ what, why: long, fix: long, who: long.slice(0, 160) })),
    gaps: lines.slice(0, 6),
    age: long,
    buttons,
  },
  answer: {
    tone: 'warning',
    topic: long,
    headline: long,
    lines: lines.slice(0, 3),
    findings: lines.slice(0, 3).map((what) => ({ what, why: long, fix: long, who: long })),
    general: lines.slice(0, 2),
    fix: long,
    who: long,
    gaps: lines,
    question: long,
    age: long,
    buttons,
  },
  'sign-ins': {
    headline: long,
    entries: lines.slice(0, 5).map((title) => ({ title, detail: long, policies: lines.slice(0, 6) })),
    gaps: lines.slice(0, 2),
    age: long,
    buttons,
  },
  handover: {
    tone: 'attention',
    headline: long,
    facts,
    sections: ['What I found', 'Ways to sign in', 'What was tried', 'What I could not read'].map((title) => ({
      title,
      lines,
    })),
    words: note.slice(0, 600),
    outcome: long,
    buttons,
  },
  overview: {
    tone: 'warning',
    headline: long,
    notes: lines.slice(0, 4),
    methods: lines
      .slice(0, 7)
      .map((name) => ({ name: name.slice(0, 80), mark: '✗ Not yet', detail: long, fix: long, who: long.slice(0, 90) })),
    gaps: lines.slice(0, 6),
    age: long,
    buttons,
  },
  guide: { title: long, intro: long, steps, timers: lines, buttons, links },
  'tap-status': { tone: 'good', headline: long, facts, note, lines, buttons },
  'tap-approval': {
    tone: 'neutral',
    headline: long,
    facts,
    note,
    proofs: lines,
    risk: lines,
    history: lines,
    outcome: long,
    why: long,
    buttons,
  },
  'tap-proof': { tone: 'neutral', headline: long, facts, note, lines, outcome: long, buttons },
  'method-appeared': { tone: 'attention', headline: long, facts, lines, buttons },
  person: {
    name: long,
    marks: lines.slice(0, 5).map((mark) => mark.slice(0, 200)),
    facts: facts.slice(0, 8).map(({ title }) => ({ title, value: long.slice(0, 120) })),
    sections: [5, 3, 7, 3, 3, 2].map((count) => ({
      title: 'A part of the page',
      entries: lines.slice(0, count).map((name) => ({
        name: name.slice(0, 100),
        detail: long.slice(0, 80),
        buttons: count === 7 ? [buttons[1]!] : [],
      })),
      note: '5 of 25.',
      buttons: [buttons[2]!],
    })),
    gaps: lines.slice(0, 4),
    age: long,
    buttons,
  },
  people: {
    title: long,
    choices: facts.map(({ title, value }) => ({ name: title, detail: value, button: buttons[0]! })),
  },
  queue: {
    headline: long,
    lines,
    waiting: facts.map(({ title, value }) => ({ title, detail: value, button: buttons[1]! })),
    buttons,
    links,
  },
  home: {
    headline: long,
    lines,
    buttons,
    sections: [2, 12, 6].map((rows) => ({
      title: 'Who is waiting for you',
      note: '16 to 30 of 45, oldest first.',
      rows: Array.from({ length: rows }, () => ({
        title: `A pass for ${'N'.repeat(120)}`,
        detail: 'Authenticator does not work · waits for a decision · until 14:40 on Tuesday 24 November (in 2 days)',
        button: buttons[1]!,
      })),
    })),
  },
  form: {
    title: long,
    intro: long,
    choices: [
      {
        id: 'reason',
        label: long,
        options: lines.map((title, index) => ({ title, value: String(index) })),
        value: '1',
        required: true,
      },
    ],
    texts: [{ id: 'note', label: long, placeholder: long, maxLength: 2_000, required: false }],
    submit: buttons[0]!,
  },
  'pairing-number': { headline: long, number: '012 345', lines },
  'pass-opening': { headline: long, lines, label: long, create: buttons[0]!, others: buttons.slice(2) },
  'pass-shown': { code: 'K7%tq3Vd!m', until: long, lines, steps, buttons: buttons.slice(2) },
};
