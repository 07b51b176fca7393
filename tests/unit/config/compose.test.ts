import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { environmentKeys } from '@/lib/config/env';

interface Service {
  readonly environment?: Readonly<Record<string, string>>;
  readonly stop_grace_period?: string;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly [key: string]: unknown;
}

const file = new URL('../../../deploy/compose.yaml', import.meta.url);
const { services } = parse(readFileSync(file, 'utf8'), { merge: true }) as {
  services: Readonly<Record<'database' | 'migrate' | 'web' | 'worker', Service>>;
};

/* No container engine runs in tests: that it starts is tried by hand. */
describe('deploy/compose.yaml', () => {
  it('sets keys that Furrow reads', () => {
    const { migrate, web, worker } = services;
    const keys = [migrate, web, worker].flatMap(({ environment }) => Object.keys(environment ?? {}));
    expect(keys.filter((key) => !environmentKeys.includes(key))).toEqual([]);
    expect(keys).toContain('FURROW_SECRET_KEY');
  });

  it('can have as many workers as wanted: no name, port or folder that only one may have', () => {
    const { worker } = services;
    expect([worker.container_name, worker.ports, worker.hostname]).toEqual([undefined, undefined, undefined]);
    expect(worker.mem_limit).toBe('3g');
    expect(worker.shm_size).toBe('1g');
  });

  it('gives a worker longer to end than its drain of 10 s, and everything that stays a health check', () => {
    expect(Number.parseInt(services.worker.stop_grace_period ?? '', 10)).toBeGreaterThanOrEqual(20);
    const { database, web, worker } = services;
    expect([database, web, worker].filter(({ healthcheck }) => !healthcheck)).toEqual([]);
  });
});
