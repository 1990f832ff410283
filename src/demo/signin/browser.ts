export interface Page {
  url: string;
  status: number;
  body: string;
}

export type Fields = Record<string, string>;

interface Cookie {
  name: string;
  value: string;
  host: string;
  path: string;
}

/**
 * A browser of one person: keeps cookies (by host and path, across ports, as browsers do), follows redirects, and
 * answers a sign-in page as that person.
 */
export class Browser {
  private cookies: Cookie[] = [];

  constructor(
    /** Says what to post on a page that asks who one is; undefined for any other page. */
    private readonly answerFor: (page: Page) => Fields | undefined,
  ) {}

  /** Opens an address and goes on until a page that is not a sign-in page. */
  async open(url: string): Promise<Page> {
    return this.signIn(await this.request(url));
  }

  /** Posts a form, and goes on in the same way. */
  async post(url: string, fields: Fields): Promise<Page> {
    return this.signIn(await this.request(url, fields));
  }

  /**
   * Sends the page's form with its hidden fields, and `fields` over them. With several forms, the one that has a
   * button or text with the words `button`.
   */
  async submit(page: Page, options: { button?: string; fields?: Fields } = {}): Promise<Page> {
    const form = formsOf(page).find(({ html }) => options.button === undefined || html.includes(options.button));
    if (form === undefined)
      throw new Error(
        `The page ${page.url} has no form${options.button === undefined ? '' : ` with "${options.button}"`}.`,
      );
    return this.post(form.action, { ...form.fields, ...buttonValue(form.html, options.button), ...options.fields });
  }

  /** One request without following or signing in: for looking at a single answer. */
  async only(url: string, fields?: Fields): Promise<Page & { location: string | undefined }> {
    const response = await this.send(url, fields);
    const location = response.headers.get('location') ?? undefined;
    return { url, status: response.status, body: await response.text(), location };
  }

  private async signIn(page: Page): Promise<Page> {
    let current = page;
    for (let step = 0; step < 6; step += 1) {
      const answer = this.answerFor(current);
      if (answer === undefined) return current;
      current = await this.request(current.url, answer);
    }
    throw new Error(`Signing in does not end: ${current.url}`);
  }

  private async request(url: string, fields?: Fields): Promise<Page> {
    let target = url;
    let form = fields;
    for (let hop = 0; hop < 20; hop += 1) {
      const response = await this.send(target, form);
      const location = response.headers.get('location');
      if (location === null || response.status < 300 || response.status > 399) {
        return { url: target, status: response.status, body: await response.text() };
      }
      await response.arrayBuffer();
      target = new URL(location, target).href;
      if (response.status !== 307 && response.status !== 308) form = undefined;
    }
    throw new Error(`Too many redirects from ${url}`);
  }

  private async send(url: string, fields?: Fields): Promise<Response> {
    const { hostname, pathname, origin } = new URL(url);
    const sent = this.cookies.filter(({ host, path }) => host === hostname && under(pathname, path));
    const cookie = sent.map(({ name, value }) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        ...(cookie === '' ? {} : { cookie }),
        ...(fields === undefined ? {} : { origin }),
      },
      ...(fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) }),
    });
    for (const line of response.headers.getSetCookie()) this.keep(line, hostname, pathname);
    return response;
  }

  private keep(line: string, host: string, requestPath: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const equals = pair.indexOf('=');
    const [name, value] = [pair.slice(0, equals), pair.slice(equals + 1)];
    const attribute = (wanted: string): string | undefined =>
      attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
    const path = attribute('path') ?? requestPath.replace(/\/[^/]*$/, '/');
    this.cookies = this.cookies.filter((old) => !(old.name === name && old.host === host && old.path === path));
    const expires = attribute('expires');
    const gone = attribute('max-age') === '0' || (expires !== undefined && Date.parse(expires) <= Date.now());
    if (!gone && value !== '') this.cookies.push({ name, value, host, path });
  }
}

function under(path: string, cookiePath: string): boolean {
  return path === cookiePath || path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`);
}

interface Form {
  action: string;
  fields: Fields;
  html: string;
}

function formsOf(page: Page): Form[] {
  return [...page.body.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(([, attributes = '', html = '']) => {
    const inputs = [...html.matchAll(/<input\b([^>]*)>/gi)].map(([, text = '']): [string, string] => [
      attributeOf(text, 'name') ?? '',
      attributeOf(text, 'value') ?? '',
    ]);
    return {
      action: new URL(attributeOf(attributes, 'action') ?? '', page.url).href,
      fields: Object.fromEntries(inputs.filter(([name]) => name !== '')),
      html,
    };
  });
}

function buttonValue(html: string, words: string | undefined): Fields {
  if (words === undefined) return {};
  const button = [...html.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/gi)].find(([, , inner = '']) =>
    inner.includes(words),
  );
  const name = attributeOf(button?.[1] ?? '', 'name');
  return name === undefined ? {} : { [name]: attributeOf(button?.[1] ?? '', 'value') ?? '' };
}

function attributeOf(attributes: string, name: string): string | undefined {
  const value = new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(attributes)?.[1];
  return value?.replace(/&#(\d+);|&amp;|&quot;|&lt;|&gt;/g, (entity, code?: string) =>
    code === undefined
      ? ({ '&amp;': '&', '&quot;': '"', '&lt;': '<', '&gt;': '>' }[entity] ?? entity)
      : String.fromCharCode(Number(code)),
  );
}
