import { z } from 'zod';
import { text } from './fields';
import { omitUndefined } from './omit-undefined';

/** How the browser presents itself; texts of credentials and headers may hold templates. */
export interface BrowserSettings {
  readonly locale?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** IANA name. */
  readonly timezone?: string;
  readonly userAgent?: string;
  readonly httpCredentials?: { readonly username: string; readonly password: string };
  readonly extraHeaders?: Readonly<Record<string, string>>;
  readonly ignoreTlsErrors?: boolean;
  readonly engine?: 'shell' | 'chrome';
  /** What the row's page does not load. */
  readonly block?: readonly BlockedType[];
}

/** What a page can do without; its own document, scripts and calls always load. */
const BLOCKED_TYPES = ['image', 'font', 'media', 'stylesheet'] as const;
export type BlockedType = (typeof BLOCKED_TYPES)[number];

const viewport = z
  .string()
  .regex(/^[1-9]\d{1,3}x[1-9]\d{1,3}$/, 'must be width x height in pixels, for example 1280x800')
  .transform((size) => {
    const [width = 0, height = 0] = size.split('x').map(Number);
    return { width, height };
  });

/** Headers that the browser itself must own. */
const OWNED_HEADERS = ['host', 'connection', 'content-length', 'transfer-encoding', 'cookie'];

const headerName = z
  .string()
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'is no header name')
  .refine((name) => !OWNED_HEADERS.includes(name.toLowerCase()), 'this header belongs to the browser')
  .refine((name) => !(name in {}), 'is no header name');

export const browserSchema = z
  .strictObject({
    locale: z
      .string()
      .refine((tag) => isAccepted(() => Intl.getCanonicalLocales(tag)), 'is no language tag such as en-GB')
      .optional(),
    viewport: viewport.optional(),
    timezone: z
      .string()
      .refine(
        (timeZone) => isAccepted(() => new Intl.DateTimeFormat('en', { timeZone })),
        'is no time zone such as Europe/Berlin',
      )
      .optional(),
    user_agent: z.string().min(1).max(500).optional(),
    http_credentials: z.strictObject({ username: text, password: text }).optional(),
    extra_headers: z.record(headerName, text).optional(),
    ignore_tls_errors: z.boolean().optional(),
    engine: z.enum(['shell', 'chrome']).optional(),
    block: z.array(z.enum(BLOCKED_TYPES)).max(BLOCKED_TYPES.length).optional(),
  })
  .transform((raw): BrowserSettings => {
    const { user_agent, http_credentials, extra_headers, ignore_tls_errors, ...same } = raw;
    return omitUndefined({
      ...same,
      userAgent: user_agent,
      httpCredentials: http_credentials,
      extraHeaders: extra_headers,
      ignoreTlsErrors: ignore_tls_errors,
    });
  });

function isAccepted(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}
