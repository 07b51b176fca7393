import { join } from 'node:path';
import { childEnvironment, type Environment } from '../lib/config/env';
import { withoutSettingsWithoutEffect } from '../lib/config/settings-without-effect';
import { allowedHosts } from './allowed-hosts';
import { nextCommand, projectFolder } from './build';
import type { ChildSpec } from './managed-child';
import type { OpenDatabase } from './open-database';
import { prefixed } from './progress';
import { tsxArguments } from './tsx-arguments';

// The worker drains for 10 s before it gives its rows back.
const workerStopMs = 20_000;
const webStopMs = 5000;
// Node's own limit lets short-lived objects take twice this: 100 MB more in a process that receives or reads a large file.
const heapArguments = ['--max-semi-space-size=16'];

/** What follows `node` on the command line of a worker. */
export const workerArguments: readonly string[] = [
  ...heapArguments,
  ...tsxArguments,
  join(projectFolder, 'worker', 'main.ts'),
];

/** The web server: `next start`, or `next dev` with reloading. */
export function webChild(env: Environment, database: OpenDatabase, isDev: boolean): ChildSpec {
  const listen = ['-p', String(env.PORT), '-H', env.FURROW_HOST];
  return {
    name: 'web',
    args: [...heapArguments, nextCommand, isDev ? 'dev' : 'start', projectFolder, ...listen],
    env: environmentFor(env, database, {
      NODE_ENV: isDev ? 'development' : 'production',
      NEXT_TELEMETRY_DISABLED: '1',
    }),
    stopWithinMs: webStopMs,
    log: withoutBanner(prefixed('web')),
  };
}

/** One worker that may reach our own practice site, which listens on a loopback address. */
export function workerChild(env: Environment, database: OpenDatabase): ChildSpec {
  return {
    name: 'worker',
    args: workerArguments,
    env: environmentFor(env, database, {
      FURROW_ALLOW_HOSTS: allowedHosts(env).join(','),
    }),
    stopWithinMs: workerStopMs,
    log: prefixed('worker'),
  };
}

export function practiceChild(env: Environment): ChildSpec {
  return {
    name: 'practice',
    args: [...tsxArguments, join(projectFolder, 'examples', 'practice-site', 'main.ts')],
    env: childEnvironment({ FURROW_PRACTICE_PORT: String(env.FURROW_PRACTICE_PORT) }),
    stopWithinMs: webStopMs,
    log: prefixed('practice'),
  };
}

function environmentFor(
  env: Environment,
  database: OpenDatabase,
  more: Record<string, string>,
): NodeJS.ProcessEnv {
  return childEnvironment({
    ...withoutSettingsWithoutEffect(env),
    DATABASE_URL: database.url,
    DIRECT_DATABASE_URL: database.directUrl,
    FURROW_DATA_DIR: env.FURROW_DATA_DIR,
    PORT: String(env.PORT),
    ...more,
  });
}

/** Next prints addresses of its own; people are told one, when everything is ready. */
function withoutBanner(log: (line: string) => void): (line: string) => void {
  return (line) => {
    if (!/^\s*(▲ Next\.js|- (Local|Network):)/.test(line)) log(line);
  };
}
