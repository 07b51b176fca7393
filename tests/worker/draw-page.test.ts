import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { drawPage } from '@/worker/attempt/draw-page';

/** A page whose pictures come or fail as they are listed; masks are told from one another by their number. */
function pageThat(shots: readonly ('fails' | 'works')[]) {
  const seen: unknown[] = [];
  const page = {
    isClosed: () => false,
    waitForLoadState: async () => undefined,
    screenshot: async ({ mask }: { mask: unknown[] }) => {
      seen.push(mask[0]);
      if (shots[seen.length - 1] !== 'works') throw new Error('Unable to capture screenshot');
      return Buffer.from('picture');
    },
  } as unknown as Page;
  return { page, seen };
}

const countingMasks = () => {
  let count = 0;
  return async () => [`mask ${++count}`] as never[];
};

it('draws the next page when the one before is just being left, and looks for secrets there anew', async () => {
  const { page, seen } = pageThat(['fails', 'works']);
  expect((await drawPage(page, countingMasks(), { type: 'png' }))?.toString()).toBe('picture');
  expect(seen).toEqual(['mask 1', 'mask 2']);
});

it('gives up on a page that can no longer be drawn', async () => {
  const { page, seen } = pageThat([]);
  expect(await drawPage(page, countingMasks(), { type: 'jpeg', quality: 75 })).toBeNull();
  expect(seen).toHaveLength(3);
});

it('draws nothing of a page that does not say where it shows secrets', async () => {
  const { page, seen } = pageThat(['works']);
  expect(await drawPage(page, async () => null, { type: 'png' })).toBeNull();
  expect(seen).toEqual([]);
});
