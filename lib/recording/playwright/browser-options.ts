import type { RecordingBuilder } from '../record-steps';
import type { RecordedBrowser } from '../recording';
import { type ScriptValue, stringOf } from '../script/script';

/** Takes over how the browser was set up while recording. */
export function takeBrowserOptions(
  built: RecordingBuilder,
  options: ScriptValue | undefined,
  line: number,
): void {
  if (options?.type !== 'object') return;
  const read = (name: string) => stringOf(options.entries.get(name)) ?? undefined;
  const found: Record<string, unknown> = {
    viewport: viewportOf(options.entries.get('viewport')),
    locale: read('locale'),
    timezone: read('timezoneId'),
    userAgent: read('userAgent'),
    baseUrl: read('baseURL') ?? read('baseUrl'),
    ignoreTlsErrors: isTrue(
      options.entries.get('ignoreHTTPSErrors') ?? options.entries.get('ignoreHttpsErrors'),
    ),
  };
  const said = Object.entries(found).filter(([, value]) => value !== undefined);
  built.browser = { ...built.browser, ...(Object.fromEntries(said) as RecordedBrowser) };
  if (options.entries.has('httpCredentials')) {
    const message =
      'The recording signs in with HTTP credentials. Put them into browser: http_credentials as secrets.';
    built.warn('http_credentials', message, line);
  }
  if (options.entries.has('storageState')) {
    const message = 'The recording began signed in. Say session: with a stored login.';
    built.warn('login_assumed', message, line);
  }
}

function viewportOf(value: ScriptValue | undefined): { width: number; height: number } | undefined {
  const width = value?.type === 'object' ? value.entries.get('width') : undefined;
  const height = value?.type === 'object' ? value.entries.get('height') : undefined;
  return width?.type === 'number' && height?.type === 'number'
    ? { width: width.value, height: height.value }
    : undefined;
}

function isTrue(value: ScriptValue | undefined): true | undefined {
  return value?.type === 'boolean' && value.value ? true : undefined;
}
