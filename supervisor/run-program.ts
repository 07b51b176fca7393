import { BatchEngineError, ConfigurationError } from '../lib/domain/errors';

const oldestNode = [22, 12] as const;

/**
 * Runs a command of the supervisor and ends the process with the code it returns. Errors a user can act on are
 * printed as their message (exit code 2 for wrong settings, else 3), all others with their stack.
 */
export async function runProgram(main: () => Promise<number>): Promise<never> {
  try {
    requireNode(process.versions.node);
    process.exit(await main());
  } catch (error) {
    console.error(error instanceof BatchEngineError ? error.message : error);
    process.exit(error instanceof ConfigurationError ? 2 : 3);
  }
}

/** @throws ConfigurationError that says how to get a newer Node. */
export function requireNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new ConfigurationError(
    `Furrow needs Node ${oldestNode.join('.')} or newer and runs on ${version}. On Linux and Windows (x64) "npm ci" ` +
      'brings Node 24 along: start Furrow with npm scripts or npx. Elsewhere install it from https://nodejs.org',
    { found: version },
  );
}
