import { afterAll, beforeAll, expect, it } from 'vitest';
import { placesOf } from '@/tests/support/stored-bytes';
import { runRows, tryRows } from '@/tests/worker/support/run-rows';
import {
  echoing,
  OUTCOMES,
  openTellingSystem,
  type TellingSystem,
} from '@/tests/worker/support/telling-system';

/* The other half of tests/worker/secrets-stored.test.ts: what that one does not find is there to be found. */
let system: TellingSystem;
beforeAll(async () => {
  system = await openTellingSystem();
});
afterAll(() => system.close());

const PLAIN = 'plain & "5"/+<è> text';

it('a text that is no secret lies nearly everywhere', async () => {
  const { installation, site } = system;
  const id = await runRows(installation, echoing(site.url, 'telling', '{{ var.pass }}'), OUTCOMES, {
    pass: PLAIN,
  });
  await installation.waitUntilFinished(id);
  await tryRows(installation, id, { pass: PLAIN });
  const places = placesOf(PLAIN, await system.everythingStored());
  expect(places).toEqual(
    expect.arrayContaining([
      'public.attempt.failure_message',
      'public.attempt.output',
      'public.attempt_detail.failure',
      'public.attempt_detail.page_text',
      'public.attempt_detail.page_title',
      'public.attempt_detail.page_url',
      'public.attempt_detail.steps',
      'public.artifact.name',
      'public.try_step.message',
      'public.try_step.title',
      expect.stringMatching(/^artifacts\/.*\.zip!trace\.network$/),
      expect.stringMatching(/^artifacts\/.*\.zip!trace\.trace$/),
    ]),
  );
}, 120_000);
