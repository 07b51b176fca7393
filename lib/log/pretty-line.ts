import { styleText } from 'node:util';

const LEVELS: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: styleText('yellow', 'warn', { validateStream: false }),
  50: styleText('red', 'error', { validateStream: false }),
  60: styleText('red', 'fatal', { validateStream: false }),
};
const LEFT_OUT = new Set(['level', 'time', 'msg', 'pid', 'hostname', 'service', 'err']);

/** One JSON line of a log as people read it: `12:04:31 warn  lane error  lane=2`, and an error's frames below. */
export function prettyLine(json: string): string {
  const entry = JSON.parse(json) as Record<string, unknown>;
  const time = new Date(Number(entry.time)).toTimeString().slice(0, 8);
  const level = LEVELS[Number(entry.level)] ?? String(entry.level);
  const fields = Object.entries(entry).filter(([key]) => !LEFT_OUT.has(key));
  const told = fields.map(([key, value]) => `${key}=${wordOf(value)}`).join(' ');
  return [`${time} ${level}  ${String(entry.msg ?? '')}  ${told}`.trimEnd(), ...errorLines(entry.err)].join(
    '\n',
  );
}

function wordOf(value: unknown): string {
  return typeof value === 'string' && /^[\w.:/-]+$/.test(value) ? value : JSON.stringify(value);
}

function errorLines(err: unknown): string[] {
  if (typeof err !== 'object' || err === null) return [];
  const { type, at, cause, ...facts } = err as { type?: string; at?: string[]; cause?: unknown };
  const told = Object.entries(facts).map(([key, value]) => `${key}=${wordOf(value)}`);
  const rest = errorLines(cause).map((line) => line.replace(/^ {2}(?! )/, '  caused by '));
  return [`  ${[type, ...told].join(' ')}`, ...(at ?? []).map((line) => `    ${line}`), ...rest];
}
