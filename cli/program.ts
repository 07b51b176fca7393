import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { COMMANDS, type CommandEntry } from './command-table';
import type { Terminal } from './terminal';

const HELP = `
Exit codes: 0 all good; 1 the batch ended with failed, unconfirmed or stopped rows, or the id is not found;
2 wrong usage or invalid input; 3 the system failed; 4 the batch waits for a person.`;

/**
 * The program with the command that the arguments name, or with what the help says of all when they name none. Wrong
 * usage is thrown as CommanderError; commands answer through the terminal and never throw.
 */
export async function createProgram(
  terminal: Terminal,
  args: readonly string[],
  commands: readonly CommandEntry[] = COMMANDS,
): Promise<Command> {
  const program = new Command('furrow')
    .description(manifest.description)
    .version(manifest.version)
    .addHelpText('after', HELP);
  const name = args.find((arg) => !arg.startsWith('-'));
  const wanted = commands.find(({ usage }) => usage.split(' ', 1)[0] === name);
  if (wanted) program.addCommand((await wanted.load())(terminal).description(wanted.does));
  else for (const { usage, does } of commands) program.command(usage).description(does);
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
