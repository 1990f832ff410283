import { listAt, objectAt } from '../../../src/demo/json';
import type { CardData } from '../../../src/services/views';
import type { Reply } from '../../../src/services/turn';
import { openHouse, said, type House } from './house';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.teams.person('tom').say('hi');
  house.heard.length = 0;
});

const tom = () => house.teams.person('tom');

const form: CardData['form'] = {
  title: 'Ask for a pass',
  intro: '',
  choices: [
    {
      id: 'reason',
      label: 'What happened?',
      options: [{ title: 'I lost my phone', value: 'lost-phone' }],
      value: '',
      required: true,
    },
  ],
  texts: [{ id: 'note', label: 'Note', placeholder: '', maxLength: 500, required: false }],
  submit: { title: 'Ask', does: { verb: 'pass.ask' }, style: 'positive' },
};
const shown: CardData['pass-shown'] = {
  code: 'CODE-canary',
  until: 'Works once.',
  lines: [],
  steps: [],
  buttons: [{ title: 'I have it', does: { verb: 'pass.have-it', request: 'r-1', opening: 'o-1' } }],
};

const answerWith = (...replies: Reply[]): void => {
  house.answer = () => Promise.resolve(replies);
};

test('a form opens, its inputs arrive with its button, and it closes with a sentence', async () => {
  answerWith({ kind: 'dialog', title: 'A pass', view: { card: 'form', data: form, text: 'Ask for a pass.' } });
  const dialog = await tom().openDialog(tom().last(), 'Ask for a pass');
  expect(dialog.title).toBe('A pass');
  answerWith({ kind: 'close', text: 'Asked. You will hear from me here.' }, { kind: 'say', view: said('Noted.') });
  await tom().submitDialog('Ask', { reason: 'lost-phone', note: 'On the train.' });
  expect(house.heard.map(({ choice }) => choice)).toEqual([
    { verb: 'pass.form' },
    { verb: 'pass.ask', reason: 'lost-phone', note: 'On the train.' },
  ]);
  expect(tom().dialog?.words).toBe('Asked. You will hear from me here.');
  expect(tom().last().words).toContain('Noted.');
});

test('a pass appears in the dialog and nowhere in the chat', async () => {
  answerWith({ kind: 'dialog', title: 'Your pass', view: { card: 'pass-shown', data: shown, text: 'Your pass.' } });
  const dialog = await tom().openDialog(tom().last(), 'Show my pass');
  expect(dialog.words).toContain('CODE-canary');
  expect(JSON.stringify(tom().messages())).not.toContain('CODE-canary');
  expect(JSON.stringify([house.events, house.failures])).not.toContain('CODE-canary');
});

test('a pass asked for by a plain press is neither made nor shown: the dialog is offered', async () => {
  const value = { action: { type: 'Action.Execute', verb: 'pass.create', data: { request: 'r-1', opening: 'o-1' } } };
  const [answer] = await tom().invoke(tom().last(), 'adaptiveCard/action', value);
  await house.write(tom().person, { type: 'message', value: { verb: 'pass.open', request: 'r-1' } });
  expect(house.heard).toEqual([]);
  expect(JSON.stringify(answer?.body)).toContain('This opens in a window of its own.');
  expect(JSON.stringify(answer?.body)).toContain('task/fetch');
  expect(tom().last().words).toContain('This opens in a window of its own.');
});

test('whatever the services answer to a plain press, no pass reaches the chat', async () => {
  answerWith({ kind: 'dialog', title: 'Your pass', view: { card: 'pass-shown', data: shown, text: 'Your pass.' } });
  const pressed = await tom().click(tom().last(), 'Queue');
  expect(JSON.stringify([pressed, tom().messages()])).not.toContain('CODE-canary');
});

test('a pass does not open from a conversation that others are in', async () => {
  const room = house.teams.addConversation('Approvals', 'channel', ['tom', 'ana']);
  await tom().say('hi', { conversationId: room.id });
  house.heard.length = 0;
  const dialog = await tom().openDialog(tom().last(room.id), 'Show my pass');
  expect(dialog.message).toBe('A pass opens only in your own chat with Keysmith. Nothing was changed.');
  expect(house.heard).toEqual([]);
});

test('a dialog opened from a shared conversation is personal, and so is what is said after it', async () => {
  const room = house.teams.addConversation('Approvals', 'channel', ['tom', 'ana']);
  await tom().say('hi', { conversationId: room.id });
  answerWith({ kind: 'close', text: 'Denied.' }, { kind: 'say', view: said('Only for Tom.') });
  await tom().openDialog(tom().last(room.id), 'Ask for a pass');
  expect(house.heard.at(-1)?.turn.place).toBe('personal');
  expect(tom().last().words).toContain('Only for Tom.');
  expect(JSON.stringify(tom().messages(room.id))).not.toContain('Only for Tom.');
});

test('dialogs carry only what Teams draws in them: Action.Submit, and no further opener', async () => {
  const buttons: CardData['notice']['buttons'] = [
    { title: 'Press', does: { verb: 'queue' } },
    { title: 'Next', does: { verb: 'pass.form' }, opens: 'dialog' },
  ];
  const data: CardData['notice'] = { tone: 'neutral', title: 'T', lines: [], buttons, links: [] };
  answerWith({ kind: 'dialog', title: 'T', view: { card: 'notice', data, text: 'T' } });
  const dialog = await tom().openDialog(tom().last(), 'Ask for a pass');
  expect(JSON.stringify(dialog.card)).not.toMatch(/Action\.Execute|task\/fetch/);
  await tom().submitDialog('Next');
  expect(house.heard.at(-1)).toMatchObject({ choice: { verb: 'pass.form' } });
});

test('a repeat of a dialog passes: its effect is bound to the request, which answers calmly', async () => {
  answerWith({ kind: 'close', text: 'Already shown.' });
  const message = tom().last();
  await tom().click(message, 'Show my pass', {}, { resend: 'same id' });
  await tom().click(message, 'Show my pass', {}, { resend: 'new id' });
  expect(house.heard).toHaveLength(4);
});

test('an error in a dialog is a sentence in the dialog', async () => {
  house.failures.length = 0;
  house.answer = () => Promise.reject(new Error('boom'));
  const dialog = await tom().openDialog(tom().last(), 'Ask for a pass');
  expect(dialog.words).toMatch(/Something went wrong on my side \(reference turn-\d+\)/);
  expect(house.failures).toEqual(['teams.turn-failed']);
});

test('every dialog has a title, a size and one card', async () => {
  answerWith({ kind: 'say', view: said('Shown in the dialog.') });
  const [answer] = await tom().invoke(tom().last(), 'task/fetch', { data: { verb: 'queue' } });
  const value = objectAt(objectAt(answer?.body, 'task'), 'value');
  expect(value).toMatchObject({ title: 'Keysmith', height: 'medium', width: 'medium' });
  expect(listAt(objectAt(objectAt(value, 'card'), 'content'), 'body').length).toBeGreaterThan(0);
});
