import { BatchEngineError, ConfigurationError } from '../lib/domain/errors';

/**
 * Runs a command of the supervisor and ends the process with the code it returns. Errors a user can act on are
 * printed as their message (exit code 2 for wrong settings, else 3), all others with their stack.
 */
export async function runProgram(main: () => Promise<number>): Promise<never> {
  try {
    process.exit(await main());
  } catch (error) {
    console.error(error instanceof BatchEngineError ? error.message : error);
    process.exit(error instanceof ConfigurationError ? 2 : 3);
  }
}
