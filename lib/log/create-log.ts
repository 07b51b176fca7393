import { isatty } from 'node:tty';
import pino, { type DestinationStream, type Logger } from 'pino';
import { describeError } from './describe-error';
import { prettyLine } from './pretty-line';

export type Log = Logger;

export interface LogOptions {
  /** Which part of Furrow speaks. */
  readonly service: string;
  /** pino's name of it. */
  readonly level: string;
  /** A file descriptor, or whatever takes lines. */
  readonly to: 1 | 2 | DestinationStream;
}

/** A log with JSON lines, or lines for people where somebody looks on. Errors go in as `err`, and come out without messages. */
export function createLog({ service, level, to }: LogOptions): Log {
  const destination = typeof to === 'number' ? openDescriptor(to) : to;
  return pino(
    { level, base: { service }, serializers: { err: (error) => describeError(error) } },
    destination,
  );
}

function openDescriptor(descriptor: 1 | 2): DestinationStream {
  const file = pino.destination({ dest: descriptor, sync: true });
  if (!isatty(descriptor)) return file;
  return { write: (line) => void file.write(`${prettyLine(line)}\n`) };
}
