import { ValidationError } from '../lib/domain/errors';
import { askPassword } from './ask-password';
import type { Terminal } from './terminal';

/** Far more than any secret has: what is longer is a mistake. */
const MAX_BYTES = 1_000_000;

/** Asks without showing what is typed; without a terminal, all of standard input but its last line break. */
export async function readValue(terminal: Terminal, question: string): Promise<string> {
  if (process.stdin.isTTY === true) return askPassword(terminal, question);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > MAX_BYTES)
      throw new ValidationError('value_too_long', 'Standard input is too long for a secret.');
  }
  const text = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
  if (text !== '') return text;
  throw new ValidationError('value_missing', 'No value was given: pass it on standard input.');
}
