import { explain, type Refusal } from '../../domain/refusal';
import type { DecisionPreview, Pending } from '../../services/confirming';
import { html, Html } from './html';
import { STYLE } from './style';

/*
 * What the browser shows. No scripts, no pictures, nothing from elsewhere. A value that somebody else wrote (names,
 * facts) stands in <bdi>, so that right-to-left marks in it cannot turn the words around it.
 */

export interface Page {
  readonly status: number;
  readonly body: Html;
  /** The form on this page leads to a sign-in elsewhere; browsers hold redirects after a form against the policy. */
  readonly leads?: 'to-sign-in';
}

/** Exactly the text whose hash the page allows. */
const STYLE_ELEMENT = new Html(`<style>${STYLE}</style>`);

function page(status: number, title: string, body: Html, tone: 'calm' | 'good' | 'stop' = 'calm'): Page {
  return {
    status,
    body: html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>${title} – Keysmith</title>
          ${STYLE_ELEMENT}
        </head>
        <body>
          <main class="${tone}">
            <p class="brand">Keysmith</p>
            <h1>${title}</h1>
            ${body}
          </main>
        </body>
      </html> `,
  };
}

const said = (text: string): Html => html`<bdi>${text}</bdi>`;

function lines(words: readonly string[]): Html {
  return html`${words.map((line) => html`<p>${said(line)}</p>`)}`;
}

function facts(rows: readonly { readonly title: string; readonly value: string }[]): Html {
  return html`<dl>
    ${rows.map(
      ({ title, value }) =>
        html`<div>
          <dt>${said(title)}</dt>
          <dd>${said(value)}</dd>
        </div>`,
    )}
  </dl>`;
}

function beginForm(label: string): Html {
  return html`<form method="post"><input type="hidden" name="step" value="begin" /><button>${label}</button></form>`;
}

export function linkBegin(): Page {
  const body = html`<p>
      There are two sign-ins, both in this browser: first Slack, then Microsoft Entra. Then I show you both accounts and
      ask. Until then nothing is linked.
    </p>
    ${beginForm('Sign in to Slack')}
    <p class="small">Go on only if you asked for this link yourself. If somebody sent it to you, close this page.</p>`;
  return { ...page(200, 'Link your Slack account', body), leads: 'to-sign-in' };
}

export interface LinkedAccounts {
  readonly slackName: string;
  readonly slackUser: string;
  readonly entraName: string;
  readonly userPrincipalName: string;
}

export function linkQuestion(accounts: LinkedAccounts, token: string): Page {
  const rows = [
    {
      title: 'In Slack',
      value: accounts.slackName === '' ? accounts.slackUser : `${accounts.slackName} (${accounts.slackUser})`,
    },
    { title: 'In Microsoft Entra', value: `${accounts.entraName} (${accounts.userPrincipalName})` },
  ];
  const body = html`<p>After this, the Slack account acts as the Entra account in Keysmith, for 90 days.</p>
    ${facts(rows)}
    <form method="post">
      <input type="hidden" name="step" value="finish" /><input type="hidden" name="token" value="${token}" /><button>
        Link these two accounts
      </button>
    </form>
    <p class="small">Not both yours? Close this page. Nothing is linked.</p>`;
  return page(200, 'Are both accounts yours?', body);
}

export function linkDone(accounts: LinkedAccounts): Page {
  const body = html`<p>In Slack you are now ${said(accounts.entraName)} (${said(accounts.userPrincipalName)}).</p>
    <p>You get a message about it in Teams and in Slack. After 90 days I ask you to do this again.</p>
    <p>Go back to Slack and go on there. You can close this page.</p>`;
  return page(200, 'Your accounts are linked', body, 'good');
}

export function confirmBegin(tooOld: boolean): Page {
  const again = html`<p>Your sign-in is more than five minutes old, so please sign in once more.</p>`;
  const body = html`${tooOld ? again : undefined}
    <p>
      A Slack account is not an Entra account. So I ask you to sign in to Microsoft Entra, with your passkey, before you
      decide.
    </p>
    <p>Then I show you what it is about, and you decide there. Until then nothing is decided.</p>
    ${beginForm('Sign in to Microsoft Entra')}
    <p class="small">
      Go on only if you pressed a button in Slack just now. If somebody sent you this link, close this page.
    </p>`;
  return { ...page(200, 'Confirm your decision', body), leads: 'to-sign-in' };
}

/** The button says what happens, and so does the heading. */
const DECIDES: Readonly<Record<Pending['decision'], string>> = {
  approve: 'Approve this request',
  deny: 'Deny this request',
  contain: 'Remove what came with the pass',
  resume: 'Resume Keysmith',
};

export function confirmQuestion({ decision }: Pending, preview: DecisionPreview, token: string): Page {
  const section = (title: string, words: readonly string[]): Html | undefined =>
    words.length === 0
      ? undefined
      : html`<h2>${title}</h2>
          ${lines(words)}`;
  const body = html`<p>${said(preview.headline)}</p>
    ${facts(preview.facts)} ${section('Risk', preview.risk)}${section('Proof of identity', preview.proofs)}
    <form method="post">
      <input type="hidden" name="step" value="finish" /><input type="hidden" name="token" value="${token}" /><input
        type="hidden"
        name="version"
        value="${preview.version}"
      /><button>${DECIDES[decision]}</button>
    </form>
    <p class="small">${decidesWhat(decision, preview)}</p>
    <p class="small">Changed your mind? Close this page. Nothing is decided.</p>`;
  return page(200, `${DECIDES[decision]}?`, body);
}

/** Requests are counted in versions; a pause and an alarm are known by their moment, which says nothing to a reader. */
function decidesWhat(decision: Pending['decision'], { version }: DecisionPreview): string {
  return decision === 'approve' || decision === 'deny'
    ? `You decide the request as it is shown here (version ${String(version)}). If it changes before you press, nothing is decided.`
    : 'You decide what is shown here. If it changes before you press, nothing is done.';
}

export function confirmDone(sentence: string): Page {
  const body = html`<p>${said(sentence)}</p>
    <p>The messages in Slack and Teams show it in a moment. You can close this page.</p>`;
  return page(200, 'Your decision is recorded', body, 'good');
}

/** What is the matter and why, what now, what happened to the world. */
export function refusalPage(refusal: Refusal, more?: string): Page {
  const { what, next, changed } = explain(refusal);
  const { status, title } = SHOWN_AS[refusal.code] ?? { status: 403, title: 'This cannot be done' };
  const body = html`<p role="alert">${said(what)}</p>
    <p>${said(next)}</p>
    ${more === undefined ? undefined : html`<p>${more}</p>`}
    <p>${said(changed)}</p>`;
  return page(status, title, body, 'stop');
}

/** How a refusal reads as a page; everything else is a plain "no" (403). */
const SHOWN_AS: Partial<Record<Refusal['code'], { readonly status: number; readonly title: string }>> = {
  'link-stopped': { status: 403, title: 'This account cannot be linked' },
  'link-ended': { status: 403, title: 'This account cannot be linked' },
  'link-over': { status: 410, title: 'This link is over' },
  'link-wrong-browser': { status: 403, title: 'This is another browser' },
  'not-our-page': { status: 403, title: 'That was not our page' },
  'bad-input': { status: 400, title: 'I cannot read this' },
  'sign-in-failed': { status: 403, title: 'The sign-in was not completed' },
  'sign-in-unreachable': { status: 503, title: 'The sign-in cannot be reached' },
  'sign-in-wrong-person': { status: 403, title: 'That was another account' },
  'slack-sign-in-other': { status: 403, title: 'That was another account' },
  'sign-in-too-old': { status: 403, title: 'This sign-in is too old' },
  'sign-in-too-weak': { status: 403, title: 'A stronger sign-in is needed' },
  'foreign-tenant': { status: 403, title: 'That was another organisation' },
  'step-up-absent': { status: 403, title: 'This cannot be confirmed here' },
  'graph-unavailable': { status: 503, title: 'Microsoft Entra cannot be reached' },
  'graph-throttled': { status: 503, title: 'Microsoft Entra is busy' },
  'store-unavailable': { status: 503, title: 'I cannot write my records' },
  unexpected: { status: 500, title: 'Something went wrong' },
};
