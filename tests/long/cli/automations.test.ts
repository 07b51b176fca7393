import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInstallation, type Installation } from '@/tests/integration/cli/installation';

const SAMPLE = 'examples/automations/order-status.yaml';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());

describe('furrow automation', () => {
  it('checks a file without storing it', async () => {
    const valid = await installation.run('automation', 'validate', SAMPLE, '--json');
    expect(valid.json()).toMatchObject({
      ...{ valid: true, name: 'order-status', effect: 'read' },
      ...{ inputs: ['order_no'], outputs: ['status', 'total', 'recipient'] },
    });
    expect(await installation.leftovers()).toMatchObject({ automations: 0 });
  });

  it('stores versions, and none for a text that is the newest already', async () => {
    const source = readFileSync(SAMPLE, 'utf8');
    const changed = installation.file('changed.yaml', source.replace('Look an order up', 'Find an order'));
    const versions = [];
    for (const file of [SAMPLE, SAMPLE, changed]) {
      versions.push((await installation.run('automation', 'add', file, '--json')).json().version);
    }
    expect(versions).toEqual([1, 1, 2]);
    const { items } = (await installation.run('automation', 'list', '--json')).json();
    expect(items).toMatchObject([{ name: 'order-status', title: 'Find an order', latest_version: 2 }]);
    const first = await installation.run('automation', 'show', 'order-status', '--version', '1', '--json');
    expect(first.json()).toMatchObject({ version: 1, latest_version: 2, source });
    expect((await installation.run('automation', 'show', 'order-status')).stdout).toContain('Find an order');
  });

  it('gives the JSON Schema', async () => {
    const schema = (await installation.run('automation', 'schema', '--json')).json();
    expect(schema).toMatchObject({ type: 'object' });
    expect(Object.keys(schema.properties)).toEqual(
      expect.arrayContaining(['version', 'name', 'effect', 'steps']),
    );
  });
});
