import { resolve } from 'node:path';
import { z } from 'zod';
import { mailSenderText, mailServerText } from './env-mail';
import {
  booleanText,
  integerText,
  issuerText,
  listenText,
  listText,
  mailDomainsText,
  urlText,
} from './env-values';

const port = integerText(1, 65_535);

/**
 * Every environment key and how it is read. `.env.example` lists the same keys (a test compares them).
 * Keys of the CSV reading (`BATCH_*`) are only fetched here; lib/config/batch-config.ts checks them.
 */
export const environmentShape = {
  DATABASE_URL: urlText('postgres', 'postgresql').optional(),
  DIRECT_DATABASE_URL: urlText('postgres', 'postgresql').optional(),

  PORT: port.default(3000),
  FURROW_HOST: z.string().default('0.0.0.0'),
  FURROW_PUBLIC_URL: urlText('http', 'https').optional(),
  FURROW_TRUSTED_PROXIES: listText.default([]),
  FURROW_METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  FURROW_PRACTICE_PORT: port.default(4010),

  FURROW_DATA_DIR: z
    .string()
    .default('.furrow')
    .transform((folder) => resolve(folder)),
  FURROW_SECRET_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
  FURROW_SECRET_KEY_OLD: z.string().min(32, 'must have at least 32 characters').optional(),
  FURROW_RETENTION_DAYS: integerText(1, 36_500).optional(),
  FURROW_STORAGE: z.enum(['disk', 's3'], 'must be disk or s3').default('disk'),
  S3_ENDPOINT: urlText('http', 'https').optional(),
  S3_REGION: z.string().optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[\w.-]{3,255}$/, 'must be the name of a bucket, without an address')
    .optional(),
  S3_PREFIX: z
    .string()
    .transform((prefix) => prefix.replace(/^\/+|\/+$/g, ''))
    .refine((prefix) => /^[\w.-]+(\/[\w.-]+)*$/.test(prefix), 'must be names with / between them')
    .optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_FORCE_PATH_STYLE: booleanText.default(false),

  FURROW_WORKER_SLOTS: integerText(1, 100).optional(),
  FURROW_PAGE_MEMORY_MB: integerText(100, 1_000_000).default(1024),
  FURROW_CHROMIUM: z.string().optional(),
  FURROW_LEAN_STEPS: booleanText.default(true),
  FURROW_BROWSER_WS: listText.pipe(z.array(urlText('ws', 'wss', 'http', 'https'))).default([]),

  FURROW_ALLOW_HOSTS: listText.default([]),
  FURROW_ALLOW_EVALUATE: booleanText.default(false),
  FURROW_EGRESS: z.enum(['on', 'off'], 'must be on or off').default('on'),
  FURROW_EGRESS_LISTEN: listenText.optional(),
  HTTPS_PROXY: urlText('http', 'https').optional(),

  FURROW_OIDC_ISSUER: issuerText.optional(),
  FURROW_OIDC_CLIENT_ID: z.string().optional(),
  FURROW_OIDC_CLIENT_SECRET: z.string().optional(),
  FURROW_OIDC_NAME: z.string().max(40, 'must have at most 40 characters').optional(),
  FURROW_OIDC_DOMAINS: mailDomainsText.default([]),
  SMTP_URL: mailServerText.optional(),
  SMTP_FROM: mailSenderText.optional(),

  BATCH_MAX_FILE_SIZE_MB: z.string().optional(),
  BATCH_CHUNK_SIZE: z.string().optional(),
  BATCH_ENCODING: z.string().optional(),
  BATCH_DELIMITER_FALLBACK: z.string().optional(),
  BATCH_ALLOW_PATH_TRAVERSAL: z.string().optional(),
  BATCH_VALIDATE_HEADERS: z.string().optional(),
  BATCH_SKIP_EMPTY_ROWS: z.string().optional(),
  BATCH_LOG_LEVEL: z.string().optional(),
};
