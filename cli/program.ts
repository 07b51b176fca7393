import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import type { Terminal } from './terminal';

type CreateCommand = (terminal: Terminal) => Command;

/** In the order of the help. Loaded when needed: all of them together take a second to load. */
const COMMANDS: Readonly<Record<string, () => Promise<CreateCommand>>> = {
  run: async () => (await import('./commands/run')).runCommand,
  try: async () => (await import('./commands/try')).tryCommand,
  preview: async () => (await import('./commands/preview')).previewCommand,
  status: async () => (await import('./commands/status')).statusCommand,
  list: async () => (await import('./commands/list')).listCommand,
  watch: async () => (await import('./commands/watch')).watchCommand,
  start: async () => (await import('./commands/start')).startCommand,
  pause: async () => (await import('./commands/pause')).pauseCommand,
  resume: async () => (await import('./commands/resume')).resumeCommand,
  change: async () => (await import('./commands/change')).changeCommand,
  stop: async () => (await import('./commands/stop')).stopCommand,
  retry: async () => (await import('./commands/retry')).retryCommand,
  resolve: async () => (await import('./commands/resolve')).resolveCommand,
  verify: async () => (await import('./commands/verify')).verifyCommand,
  'update-job': async () => (await import('./commands/update-job')).updateJobCommand,
  export: async () => (await import('./commands/export')).exportCommand,
  share: async () => (await import('./commands/share')).shareCommand,
  unshare: async () => (await import('./commands/unshare')).unshareCommand,
  schedule: async () => (await import('./commands/schedule')).scheduleCommand,
  automation: async () => (await import('./commands/automation')).automationCommand,
  import: async () => (await import('./commands/import')).importCommand,
  session: async () => (await import('./commands/session')).sessionCommand,
  host: async () => (await import('./commands/host')).hostCommand,
  secret: async () => (await import('./commands/secret')).secretCommand,
  webhook: async () => (await import('./commands/webhook')).webhookCommand,
  token: async () => (await import('./commands/token')).tokenCommand,
  user: async () => (await import('./commands/user')).userCommand,
  worker: async () => (await import('./commands/worker')).workerCommand,
  backup: async () => (await import('./commands/backup')).backupCommand,
  restore: async () => (await import('./commands/restore')).restoreCommand,
  migrate: async () => (await import('./commands/migrate')).migrateCommand,
  doctor: async () => (await import('./commands/doctor')).doctorCommand,
};

const HELP = `
Exit codes: 0 all good; 1 the batch ended with failed, unconfirmed or stopped rows, or the id is not found;
2 wrong usage or invalid input; 3 the system failed; 4 the batch waits for a person.`;

/**
 * The program with the command that the arguments name, or with all when they name none. Wrong usage is thrown as
 * CommanderError; commands answer through the terminal and never throw.
 */
export async function createProgram(terminal: Terminal, args: readonly string[]): Promise<Command> {
  const program = new Command('furrow')
    .description(manifest.description)
    .version(manifest.version)
    .addHelpText('after', HELP);
  const name = args.find((arg) => !arg.startsWith('-'));
  const wanted = name !== undefined && Object.hasOwn(COMMANDS, name) ? [name] : Object.keys(COMMANDS);
  for (const load of wanted.map((key) => COMMANDS[key])) {
    if (load) program.addCommand((await load())(terminal));
  }
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
