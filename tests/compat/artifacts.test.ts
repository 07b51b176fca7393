import { afterAll, beforeAll, expect, it } from 'vitest';
import { NotFoundError, ValidationError } from '@/sdk/index';
import { type Library, openLibrary } from '@/tests/support/library';

let library: Library;
let jobId: string;

beforeAll(async () => {
  library = await openLibrary();
  const { batchId } = await library.engine.createBatchJobs(library.file('rows.csv', 'key\na\n'));
  const summary = await library.engine.getBatchSummary(batchId);
  jobId = summary?.jobs?.[0]?.jobId ?? '';
});

afterAll(() => library.close());

async function textOf(artifactId: string): Promise<string> {
  return Buffer.from(await library.engine.readArtifact(artifactId)).toString();
}

it('a text becomes .txt', async () => {
  const artifact = await library.engine.addRowArtifact(jobId, 'log', 'line 1\nline 2');
  expect(artifact).toMatchObject({ type: 'log', name: 'log.txt', size: 13 });
  expect(await textOf(artifact.id)).toBe('line 1\nline 2');
});

it('an object or a list becomes .json', async () => {
  const object = await library.engine.addRowArtifact(jobId, 'facts', { total: 12, city: 'Łódź' });
  expect(object.name).toBe('facts.json');
  expect(JSON.parse(await textOf(object.id))).toEqual({ total: 12, city: 'Łódź' });
  const list = await library.engine.addRowArtifact(jobId, 'list', [1, 2]);
  expect(list.name).toBe('list.json');
  expect(JSON.parse(await textOf(list.id))).toEqual([1, 2]);
});

it('bytes become .bin', async () => {
  const artifact = await library.engine.addRowArtifact(jobId, 'dump', new Uint8Array([0, 255, 10]));
  expect(artifact).toMatchObject({ name: 'dump.bin', size: 3 });
  expect([...(await library.engine.readArtifact(artifact.id))]).toEqual([0, 255, 10]);
});

it('an explicit extension wins', async () => {
  const { engine } = library;
  const html = await engine.addRowArtifact(jobId, 'page', '<p>x</p>', { extension: 'html' });
  expect(html.name).toBe('page.html');
  const png = await engine.addRowArtifact(jobId, 'picture', new Uint8Array([1]), { extension: '.PNG' });
  expect(png).toMatchObject({ name: 'picture.png', contentType: 'image/png' });
});

it('a file of an unknown job is refused', async () => {
  for (const unknown of [jobId.replace(/\d+$/, '9999'), '20260131120000-a1b2c3_0001', 'nonsense']) {
    await expect(library.engine.addRowArtifact(unknown, 'log', 'x')).rejects.toThrow(NotFoundError);
  }
});

it('an empty id or type is refused', async () => {
  await expect(library.engine.addRowArtifact('', 'log', 'x')).rejects.toThrow(ValidationError);
  await expect(library.engine.addRowArtifact(jobId, ' ', 'x')).rejects.toThrow(ValidationError);
});

it('type and name never become part of a path', async () => {
  const { engine } = library;
  const artifact = await engine.addRowArtifact(jobId, '../../etc/passwd', 'x', { extension: '../sh' });
  expect(artifact.name).not.toMatch(/[\\/]/);
  expect(artifact.name).toMatch(/\.sh$/);
  expect(await textOf(artifact.id)).toBe('x');
});

it('files of a row that never ran stand with its job, and count as no attempt', async () => {
  const { engine } = library;
  const { batchId } = await engine.createBatchJobs(library.file('other.csv', 'key\na\n'));
  const id = (await engine.getBatchSummary(batchId))?.jobs?.[0]?.jobId ?? '';
  await engine.addRowArtifact(id, 'note', 'before', { meta: { by: 'hand' } });
  const job = (await engine.getBatchSummary(batchId))?.jobs?.[0];
  expect(job).toMatchObject({ status: 'pending', attempts: 0 });
  expect(job?.artifacts).toMatchObject([{ type: 'note', name: 'note.txt', meta: { by: 'hand' } }]);
});

it('files can be added while the row runs, and stay when it ends', async () => {
  const { engine } = library;
  const { batchId } = await engine.createBatchJobs(library.file('running.csv', 'key\na\n'));
  await engine.executeBatchJobs(batchId, {
    handler: async ({ attempt, artifact }) => {
      await engine.addRowArtifact(attempt.jobId, 'outside', 'while it runs');
      await artifact('inside', 'of the row itself');
    },
  });
  const job = (await engine.getBatchSummary(batchId))?.jobs?.[0];
  expect(job?.status).toBe('completed');
  expect(job?.artifacts.map((file) => file.type).sort()).toEqual(['inside', 'outside']);
});
