import { get, post } from './api.js';
import { calledName, h, unique } from './dom.js';

/** The employee's phone: what happens on it changes the tenant, and the bot has to notice by itself. */
export function startPhone(section, person, say) {
  const first = calledName(person.name);
  const result = h('p', { class: 'result', role: 'status' });
  const methods = h('span', { class: 'methods' });
  const kind = h(
    'select',
    { 'aria-label': 'Kind of phone' },
    h('option', { value: 'ios' }, 'iPhone'),
    h('option', { value: 'android' }, 'Android'),
  );
  kind.value = person.phone ?? 'ios';
  const also = h(
    'select',
    { class: 'also', 'aria-label': 'Something else' },
    h('option', { value: 'authenticator' }, 'Add Authenticator, for notifications'),
    h('option', { value: 'phone-sign-in' }, 'Switch on phone sign-in in the app'),
    h('option', { value: 'phone-sign-in-with-pass' }, 'Phone sign-in with the pass'),
    h('option', { value: 'security-key' }, 'Register a security key'),
    h('option', { value: 'passkey-by-code' }, 'Passkey by QR code from a computer'),
    h('option', { value: 'synced-passkey' }, 'Passkey in Apple Passwords'),
    h('option', { value: 'windows-passkey' }, 'Passkey on the Windows PC'),
    h('option', { value: 'join-pc' }, 'Join a PC'),
    h('option', { value: 'windows-hello' }, 'Set up Windows Hello on the PC'),
    h('option', { value: 'strange-passkey' }, 'A stranger adds a passkey of their own'),
  );
  const code = h('input', {
    id: unique('pass'),
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    placeholder: 'The pass',
  });

  const act = async (path, body) => {
    say('');
    result.textContent = '';
    try {
      const { done, text } = await post(`phone/${person.key}/${path}`, body);
      result.className = done ? 'result good' : 'result bad';
      result.textContent = text;
    } catch (error) {
      say(error.message);
    }
  };
  const register = () => act('register', { platform: kind.value });
  const setUp = () => act('also', { what: also.value, platform: kind.value });
  const signIn = async (event) => {
    event.preventDefault();
    if (code.value.trim() === '') return code.focus();
    await act('pass', { code: code.value });
    code.value = '';
  };

  const box = h(
    'details',
    { class: 'phone' },
    h('summary', {}, h('span', {}, `${first}’s phone`), methods),
    h(
      'div',
      { class: 'phone-body' },
      h(
        'form',
        { onsubmit: signIn },
        h('label', { class: 'hidden', for: code.id }, 'Temporary Access Pass'),
        code,
        h('button', { type: 'submit' }, 'Sign in with the pass'),
      ),
      kind,
      h('button', { type: 'button', class: 'primary', onclick: register }, 'Register the passkey on the phone'),
      also,
      h('button', { type: 'button', onclick: setUp }, 'Do that'),
      result,
    ),
  );
  section.insertBefore(box, section.querySelector('.note'));

  return {
    async refresh() {
      const { methods: list } = await get(`phone/${person.key}`);
      const chips = list.map(({ name, lost, kind }) => h('span', { class: kind }, lost ? `${name} (lost)` : name));
      methods.replaceChildren(
        h('span', { class: 'hidden' }, 'In Entra: '),
        ...(chips.length === 0 ? ['no methods'] : chips),
      );
    },
    remove: () => box.remove(),
  };
}
