import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadEnvFile } from 'node:process';
import { z } from 'zod';
import { ConfigurationError } from '../domain/errors';
import { environmentShape } from './env-keys';
import { senderOfServer } from './env-mail';

/** What signing in through a provider needs; one without the others would leave people before a closed door. */
const OIDC_KEYS = ['FURROW_OIDC_ISSUER', 'FURROW_OIDC_CLIENT_ID', 'FURROW_OIDC_CLIENT_SECRET'] as const;

const environmentSchema = z.object(environmentShape).superRefine((env, context) => {
  const demand: Demand = (when, key) => {
    if (env[key] === undefined) {
      context.addIssue({ code: 'custom', path: [key], message: `is required with ${when}` });
    }
  };
  if (env.FURROW_STORAGE === 's3') demandS3(env, demand);
  if (env.FURROW_BROWSER_WS.length > 0 && env.FURROW_EGRESS === 'on') {
    demand('FURROW_BROWSER_WS, or FURROW_EGRESS=off', 'FURROW_EGRESS_LISTEN');
  }
  if (env.SMTP_FROM) demand('SMTP_FROM', 'SMTP_URL');
  if (env.SMTP_URL && !senderOfServer(env.SMTP_URL))
    demand('SMTP_URL, unless its user is a mail address', 'SMTP_FROM');
  const named = [...OIDC_KEYS, 'FURROW_OIDC_NAME'] as const;
  const given = named.find((key) => env[key]) ?? (env.FURROW_OIDC_DOMAINS[0] && 'FURROW_OIDC_DOMAINS');
  if (given) for (const key of OIDC_KEYS) demand(given, key);
});

type Demand = (when: string, key: keyof typeof environmentShape) => void;

/** Only Amazon's own service has regions that differ, and machines whose role stands in for keys. */
function demandS3(env: z.output<z.ZodObject<typeof environmentShape>>, demand: Demand): void {
  const isElsewhere = env.S3_ENDPOINT !== undefined;
  demand('FURROW_STORAGE=s3', 'S3_BUCKET');
  if (!isElsewhere) demand('FURROW_STORAGE=s3, unless S3_ENDPOINT is set', 'S3_REGION');
  const pair = ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
  for (const key of pair) {
    const given = isElsewhere ? 'S3_ENDPOINT' : pair.find((other) => env[other] !== undefined);
    if (given) demand(given, key);
  }
}

/** Every setting of the process, checked and typed. Absent optional keys are undefined. */
export type Environment = z.output<typeof environmentSchema>;

/** What an environment is read from: `process.env`, or a plain object in tests. */
export type EnvironmentSource = Readonly<Record<string, string | undefined>>;

/** The names of all keys Furrow reads, in the order of `.env.example`. */
export const environmentKeys: readonly string[] = Object.keys(environmentShape);

/**
 * Reads and checks the whole environment. An empty value counts as absent.
 * @throws ConfigurationError naming every wrong key; `details.errors` holds `{key, message}`.
 */
export function readEnvironment(source: EnvironmentSource = processEnvironment()): Environment {
  const present = Object.fromEntries(
    environmentKeys.map((key) => [key, readValue(source, key)]).filter(([, value]) => value),
  );
  const parsed = environmentSchema.safeParse(present);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({
    key: String(issue.path[0] ?? ''),
    message: issue.message,
  }));
  throw new ConfigurationError(errors.map(({ key, message }) => `${key} ${message}`).join('; '), { errors });
}

/**
 * The environment a child process gets: ours with changes; null takes a key away.
 * Lives here because only lib/config reads `process.env`.
 */
export function childEnvironment(changes: Readonly<Record<string, string | null>> = {}): NodeJS.ProcessEnv {
  const env = { ...processEnvironment() } as NodeJS.ProcessEnv;
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete env[key];
    else env[key] = value;
  }
  return env;
}

/** Whether an npm script started this process. */
export function isStartedByNpm(): boolean {
  return process.env.npm_lifecycle_event !== undefined;
}

/** BATCH_DELIMITER_FALLBACK may be a tab or a space, so those values stay as they are. */
function readValue(source: EnvironmentSource, key: string): string | undefined {
  return key.startsWith('BATCH_') ? source[key] : source[key]?.trim();
}

let isEnvFileRead = false;

/** `process.env` with the `.env` file of the working directory below it: real variables win. */
function processEnvironment(): EnvironmentSource {
  const file = resolve('.env');
  if (!isEnvFileRead && existsSync(file)) loadEnvFile(file);
  isEnvFileRead = true;
  return process.env;
}
