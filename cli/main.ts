import '../supervisor/require-node';
import { CommanderError } from 'commander';
import { createProgram } from './program';
import { createTerminal, printError } from './terminal';

/** What still keeps the process alive so long after the answer is a defect, but must not hang a script. */
const END_WITHIN_MS = 5_000;

const args = process.argv.slice(2);
// Known before the arguments are parsed: wrong arguments are answered in JSON too.
const terminal = createTerminal({ isJson: args.includes('--json') });
try {
  const program = await createProgram(terminal, args);
  await program.parseAsync(args, { from: 'user' });
} catch (error) {
  // Help and version end the parsing too, with exit code 0.
  if (!(error instanceof CommanderError && error.exitCode === 0)) printError(terminal, error);
}
setTimeout(() => process.exit(), END_WITHIN_MS).unref();
