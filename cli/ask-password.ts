import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { ValidationError } from '../lib/domain/errors';
import type { Terminal } from './terminal';

/** Asks on the terminal without showing what is typed; without a terminal, the first line of standard input. */
export async function askPassword(terminal: Terminal, question: string): Promise<string> {
  const isTerminal = process.stdin.isTTY === true;
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: hidden, terminal: isTerminal });
  if (isTerminal) process.stderr.write(question);
  try {
    const password = await firstLine(lines);
    if (isTerminal) terminal.log('');
    if (password === '') throw new ValidationError('password_missing', 'No password was given.');
    return password;
  } finally {
    lines.close();
  }
}

async function firstLine(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) return line;
  return '';
}
