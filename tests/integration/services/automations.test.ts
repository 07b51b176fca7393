import { afterAll, beforeAll, expect, it } from 'vitest';
import { getAutomation } from '@/lib/services/automations/get-automation';
import { listAutomationVersions } from '@/lib/services/automations/list-automations';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import { openServiceContext, type ServiceContext } from '@/tests/support/service-context';

let test: ServiceContext;

beforeAll(async () => {
  test = await openServiceContext();
});

afterAll(() => test.close());

function source(title: string): string {
  return `version: 1\nname: saved\ntitle: ${title}\nbase_url: http://x.example\neffect: read\nsteps:\n  - goto: /\n`;
}

it('makes a version of every text, and none of the text that is the newest already', async () => {
  await saveAutomation(test.context, { source: source('one') });
  await saveAutomation(test.context, { source: source('two') });
  const again = await saveAutomation(test.context, { source: source('two') });
  expect(again).toMatchObject({ version: 2, latestVersion: 2, title: 'two' });
  expect(await getAutomation(test.context, { name: 'saved', version: 1 })).toMatchObject({
    source: source('one'),
  });
});

it('saved by several at once loses no text and repeats no version', async () => {
  const titles = ['a', 'b', 'c', 'd'];
  const named = (title: string) => source(title).replace('name: saved', 'name: raced');
  await Promise.all(titles.map((title) => saveAutomation(test.context, { source: named(title) })));
  const versions = await listAutomationVersions(test.context, { name: 'raced' });
  expect(versions.map((one) => one.version)).toEqual([4, 3, 2, 1]);
  const texts = await Promise.all(
    [1, 2, 3, 4].map((version) => getAutomation(test.context, { name: 'raced', version })),
  );
  expect(texts.map((one) => one.source).sort()).toEqual(titles.map(named));
});

it('keeps what a use step runs as it was, until the automation is saved again', async () => {
  const inner = (path: string) =>
    `version: 1\nname: inner\nbase_url: http://in.example\neffect: read\nsteps:\n  - goto: ${path}\n`;
  const outer = `${source('outer').replace('name: saved', 'name: outer')}  - use: { automation: inner }\n`;
  const save = (text: string) => saveAutomation(test.context, { source: text });
  await expect(save(outer)).rejects.toMatchObject({
    code: 'automation_invalid',
    message: expect.stringContaining('There is no automation inner'),
  });
  await save(inner('/one'));
  const first = await save(outer);
  expect(first).toMatchObject({ version: 1, source: outer, resolved: expect.stringContaining('/one') });
  expect(await save(outer)).toMatchObject({ version: 1 });
  await save(inner('/two'));
  expect(await getAutomation(test.context, { name: 'outer' })).toMatchObject({ resolved: first.resolved });
  expect(await save(outer)).toMatchObject({ version: 2, resolved: expect.stringContaining('/two') });
  const pinned = outer.replace('automation: inner', 'automation: inner, version: 1');
  expect(await save(pinned)).toMatchObject({ version: 3, resolved: expect.stringContaining('/one') });
});
