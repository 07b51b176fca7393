import type { BrowserContext, Request } from 'playwright';
import type { PageError } from '../../lib/domain/lane';
import type { Redactor } from '../../lib/secrets/redactor';

const MAX_EACH = 50;
const MAX_TEXT = 1000;
const MAX_URL = 500;
/** The browser's own echo of a request that failed, which is noted with its status already. */
const ECHO = 'Failed to load resource:';

type Seen = Omit<PageError, 'times'>;

/**
 * Notes what pages of the context write as errors, what their scripts throw, and which requests fail: at most 50 kinds of
 * each source. Only listens; the browser is never asked.
 * @returns reads what was noted so far; undefined when there was nothing
 */
export function watchErrors(
  context: BrowserContext,
  { redact }: Pick<Redactor, 'redact'>,
): () => PageError[] | undefined {
  const noted = new Map<string, PageError>();
  const rooms = { console: MAX_EACH, network: MAX_EACH };
  const note = (seen: Seen) => {
    // Redacted before it is cut: half a secret would not be found any more.
    const text = redact(seen.text).slice(0, MAX_TEXT);
    const url = redact(seen.url).slice(0, MAX_URL);
    const key = JSON.stringify([seen.source, text, url, seen.status, seen.method]);
    const before = noted.get(key);
    if (!before && rooms[seen.source]-- <= 0) return;
    noted.set(key, { ...seen, text, url, times: (before?.times ?? 0) + 1 });
  };
  const noteRequest = (request: Request, rest: Pick<Seen, 'text' | 'status'>) =>
    note({ source: 'network', url: request.url(), method: request.method(), ...rest });

  context.on('console', (message) => {
    if (message.type() !== 'error' || message.text().startsWith(ECHO)) return;
    note({ source: 'console', text: message.text(), url: message.location().url });
  });
  context.on('weberror', (thrown) => {
    const error = thrown.error();
    note({ source: 'console', text: `${error.name}: ${error.message}`, url: thrown.page()?.url() ?? '' });
  });
  context.on('response', (response) => {
    const status = response.status();
    if (status >= 400) noteRequest(response.request(), { text: response.statusText(), status });
  });
  context.on('requestfailed', (request) => {
    const text = request.failure()?.errorText ?? '';
    // Aborted means: another navigation or a download took its place.
    if (text !== 'net::ERR_ABORTED') noteRequest(request, { text });
  });
  return () => (noted.size === 0 ? undefined : [...noted.values()]);
}
