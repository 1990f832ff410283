export interface Account {
  /** Entra object id or Slack user id. */
  id: string;
  name: string;
  /** A second line: sign-in name, or the workspace. */
  detail: string;
}

const brands = {
  entra: {
    title: 'Sign in',
    product: 'Lumen Harbour · Microsoft Entra ID',
    accent: '#0f6cbd',
    logo: '#f25022,#7fba00,#00a4ef,#ffb900',
  },
  slack: {
    title: 'Sign in with Slack',
    product: 'lumenharbour.slack.com',
    accent: '#611f69',
    logo: '#36c5f0,#2eb67d,#e01e5a,#ecb22e',
  },
};

export type Brand = keyof typeof brands;

/** "Pick an account". Each account is a button of one form. */
export function chooserPage(brand: Brand, accounts: readonly Account[], action: string): string {
  const rows = accounts.map(
    ({ id, name, detail }) => `
      <li><button name="account" value="${escape(id)}">
        <span class="face" aria-hidden="true">${escape(initials(name))}</span>
        <span><strong>${escape(name)}</strong><small>${escape(detail)}</small></span>
      </button></li>`,
  );
  return page(brand, 'Who are you?', `<form method="post" action="${escape(action)}"><ul>${rows.join('')}</ul></form>`);
}

/** The second page of Entra: prove it. */
export function passkeyPage(account: Account, strong: boolean, action: string): string {
  const why = strong ? '<p>Your organisation wants a phishing-resistant sign-in for this step.</p>' : '';
  return page(
    'entra',
    `Hello, ${account.name}`,
    `${why}<form method="post" action="${escape(action)}">
      <input type="hidden" name="account" value="${escape(account.id)}">
      <button class="primary" name="proof" value="passkey" autofocus>Use your passkey</button>
    </form>
    <p><a href="">Somebody else</a></p>`,
  );
}

function page(brand: Brand, heading: string, body: string): string {
  const { title, product, accent, logo } = brands[brand];
  const squares = logo.split(',').map((colour) => `<i style="background:${colour}"></i>`);
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,">
<style>
  * { box-sizing: border-box }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 16px; color: #1b1a19;
    background: linear-gradient(160deg, #f4f5f9, #e9ebf3); font: 16px/1.5 Inter, "Segoe UI", system-ui, sans-serif }
  main { width: min(440px, 100%); background: #fff; border-radius: 14px; padding: 36px; box-shadow: 0 8px 40px #1b1a1918 }
  header { display: flex; gap: 10px; align-items: center; color: #555; font-size: 14px }
  .logo { display: grid; grid-template-columns: 9px 9px; gap: 2px } .logo i { width: 9px; height: 9px; border-radius: 1px }
  h1 { font-size: 24px; line-height: 1.25; margin: 18px 0 14px }
  ul { list-style: none; margin: 0 -12px; padding: 0; max-height: 56vh; overflow: auto }
  li button { display: flex; gap: 14px; align-items: center; width: 100%; padding: 10px 12px; border: 0; border-radius: 10px;
    background: none; font: inherit; text-align: left; cursor: pointer }
  li button:hover { background: #f3f3f7 } :focus-visible { outline: 2px solid ${accent}; outline-offset: 2px }
  li span { display: block } small { display: block; color: #605e5c; font-size: 13px }
  .face { flex: none; display: grid !important; place-items: center; width: 38px; height: 38px; border-radius: 50%;
    background: color-mix(in srgb, ${accent} 12%, #fff); color: ${accent}; font-weight: 600; font-size: 14px }
  .primary { width: 100%; padding: 12px; border: 0; border-radius: 8px; background: ${accent}; color: #fff; font: inherit;
    font-weight: 600; cursor: pointer } a { color: ${accent} }
  footer { margin-top: 22px; color: #605e5c; font-size: 13px }
</style>
<main>
  <header><span class="logo" aria-hidden="true">${squares.join('')}</span>${product}</header>
  <h1>${escape(heading)}</h1>
  ${body}
  <footer>A sign-in page of the Keysmith demo. Nobody here is real.</footer>
</main></html>`;
}

function initials(name: string): string {
  return name
    .split(' ')
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2);
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
}
