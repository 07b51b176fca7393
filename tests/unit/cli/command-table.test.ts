import { describe, expect, it } from 'vitest';
import { COMMANDS } from '@/cli/command-table';
import { createProgram } from '@/cli/program';
import { createTerminal } from '@/cli/terminal';

const terminal = createTerminal({ isJson: false });

describe('the help of the program', () => {
  it('names every command and what it does without loading one of them', async () => {
    const loaded: string[] = [];
    const watched = COMMANDS.map((entry) => ({
      ...entry,
      load: () => {
        loaded.push(entry.usage);
        return entry.load();
      },
    }));
    const help = (await createProgram(terminal, ['--help'], watched)).helpInformation();
    for (const { usage, does } of COMMANDS) {
      const [name, ...args] = usage.split(' ');
      expect(help.replace(/\s+/g, ' ')).toContain(` ${[name, '[options]', ...args].join(' ')} ${does}`);
    }
    expect(loaded).toEqual([]);
  });

  it.each(COMMANDS)('says of "$usage" what its module takes', async ({ usage, does }) => {
    const [name = '', ...args] = usage.split(' ');
    const [command] = (await createProgram(terminal, ['--json', name])).commands;
    expect(command?.name()).toBe(name);
    expect(command?.description()).toBe(does);
    expect(command?.registeredArguments.map((one) => `<${one.name()}>`)).toEqual(args);
    expect(command?.registeredArguments.every((one) => one.required)).toBe(true);
  });
});
