import { DatabaseError } from 'pg';
import { describe, expect, it } from 'vitest';
import { createLog } from '@/lib/log/create-log';
import { describeError } from '@/lib/log/describe-error';
import { maskPath } from '@/lib/log/mask-path';
import { prettyLine } from '@/lib/log/pretty-line';

const CELL = 'Jürgen Nuñez';

function logged(error: unknown): string {
  const lines: string[] = [];
  const log = createLog({ service: 'test', level: 'info', to: { write: (line) => void lines.push(line) } });
  log.error({ err: error, batch: 'b-1' }, 'it failed');
  return lines.join('');
}

describe('errors in logs', () => {
  it('of PostgreSQL keep code and names, not the values in message, detail and place', () => {
    const error = Object.assign(new DatabaseError(`invalid input: "${CELL}"`, 1, 'error'), {
      ...{ code: '22P02', table: 'upload_row', detail: `Key (name)=(${CELL})`, where: `COPY ..., "${CELL}"` },
    });
    const line = logged(error);
    expect(line).not.toContain(CELL);
    expect(JSON.parse(line)).toMatchObject({
      err: { type: 'error', code: '22P02', where: { table: 'upload_row' } },
      batch: 'b-1',
    });
  });

  it('of the network and of a server that is away keep their message', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), {
      ...{ code: 'ECONNREFUSED', syscall: 'connect', address: '127.0.0.1', port: 5432 },
    });
    expect(describeError(refused)).toMatchObject({
      ...{ code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:5432', where: { port: 5432 } },
    });
    const away = Object.assign(new Error('the database system is shutting down'), { code: '57P03' });
    expect(describeError(away).message).toBe('the database system is shutting down');
  });

  it('show where they were thrown, also when their message looks like a place, and so for their causes', () => {
    const cause = new Error(`first\n    at ${CELL} (cell.ts:1:1)`);
    const line = logged(new Error(`${CELL}\n    at ${CELL}`, { cause }));
    expect(line).not.toContain(CELL);
    const { err } = JSON.parse(line) as { err: { at: string[]; cause: { at: string[] } } };
    expect([err.at[0], err.cause.at[0]]).toEqual([
      expect.stringContaining('log.test.ts'),
      expect.stringContaining('log.test.ts'),
    ]);
  });

  it('that are no errors, or have odd codes, say nothing but their type', () => {
    expect(describeError(CELL)).toEqual({ type: 'string', at: [] });
    expect(describeError(Object.assign(new Error(CELL), { code: CELL })).code).toBeUndefined();
  });
});

it('keeps tokens and queries out of the paths that it logs', () => {
  expect(maskPath('http://x/api/v1/shared/abc-def/jobs?q=Nu%C3%B1ez')).toBe('/api/v1/shared/•••/jobs');
  expect(maskPath('http://x/s/abc')).toBe('/s/•••');
  expect(maskPath('http://x/api/v1/batches/1')).toBe('/api/v1/batches/1');
});

it('puts a line into words for a terminal', () => {
  const text = prettyLine(
    JSON.stringify({
      ...{ level: 30, time: Date.now(), service: 'worker', batch: 'b-1', row: 3, msg: 'attempt ended' },
      err: { type: 'Error', code: 'X1', at: ['at a.ts:1'], cause: { type: 'TypeError', at: ['at b.ts:2'] } },
    }),
  );
  expect(text).toMatch(/^\d\d:\d\d:\d\d info {2}attempt ended {2}batch=b-1 row=3\n/);
  expect(text.split('\n').slice(1)).toEqual([
    '  Error code=X1',
    '    at a.ts:1',
    '  caused by TypeError',
    '    at b.ts:2',
  ]);
});
