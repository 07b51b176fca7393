import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { automationCommand } from './commands/automation';
import { doctorCommand } from './commands/doctor';
import { exportCommand } from './commands/export';
import { listCommand } from './commands/list';
import { migrateCommand } from './commands/migrate';
import { pauseCommand } from './commands/pause';
import { previewCommand } from './commands/preview';
import { resolveCommand } from './commands/resolve';
import { resumeCommand } from './commands/resume';
import { retryCommand } from './commands/retry';
import { runCommand } from './commands/run';
import { shareCommand } from './commands/share';
import { startCommand } from './commands/start';
import { statusCommand } from './commands/status';
import { stopCommand } from './commands/stop';
import { tokenCommand } from './commands/token';
import { unshareCommand } from './commands/unshare';
import { updateJobCommand } from './commands/update-job';
import { userCommand } from './commands/user';
import { watchCommand } from './commands/watch';
import { workerCommand } from './commands/worker';
import type { Terminal } from './terminal';

/** In the order of the help: the work first, its administration last. */
const COMMANDS: readonly ((terminal: Terminal) => Command)[] = [
  runCommand,
  previewCommand,
  statusCommand,
  listCommand,
  watchCommand,
  startCommand,
  pauseCommand,
  resumeCommand,
  stopCommand,
  retryCommand,
  resolveCommand,
  updateJobCommand,
  exportCommand,
  shareCommand,
  unshareCommand,
  automationCommand,
  tokenCommand,
  userCommand,
  workerCommand,
  migrateCommand,
  doctorCommand,
];

const HELP = `
Exit codes: 0 all good; 1 the batch ended with failed, unconfirmed or stopped rows, or the id is not found;
2 wrong usage or invalid input; 3 the system failed; 4 the batch waits for a person.`;

/** The whole program. Wrong usage is thrown as CommanderError; commands answer through the terminal and never throw. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('furrow')
    .description(manifest.description)
    .version(manifest.version)
    .addHelpText('after', HELP);
  for (const create of COMMANDS) program.addCommand(create(terminal));
  forAll(program, (command) => {
    command.exitOverride().configureOutput({ outputError: () => undefined, writeErr: terminal.log });
    command.helpCommand(false).enablePositionalOptions();
    command.option('--json', 'print exactly one JSON document on stdout');
  });
  return program;
}

function forAll(command: Command, visit: (command: Command) => void): void {
  visit(command);
  for (const child of command.commands) forAll(child, visit);
}
