async function call(method, path, body) {
  const response = await fetch(`/demo/${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `The demo answered ${response.status}.`);
  return answer;
}

export const get = (path) => call('GET', path);
export const post = (path, body = {}) => call('POST', path, body);
export const remove = (path) => call('DELETE', path);

/** Calls `listener` with the areas that changed; after a break, with all of them. */
export function onChanges(listener) {
  const stream = new EventSource('/demo/events');
  stream.onmessage = ({ data }) => listener(new Set(JSON.parse(data)));
  stream.onopen = () => listener(new Set(['teams', 'slack', 'tenant', 'clock', 'wire', 'faults']));
}

/** One after the other, and not twice for what is already waiting. A break in the connection is no mistake: the stream of
 * changes says when the server is back. */
export function inTurn(work) {
  let running = false;
  let again = false;
  return async function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        await work();
      } while (again);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    } finally {
      running = false;
    }
  };
}
