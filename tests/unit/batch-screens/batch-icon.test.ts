import { expect, it } from 'vitest';
import { batchIcon } from '@/app/_batches/batch/batch-icon';

it('the tab of a batch shows in colour and shape what it does, and nothing before it has begun', () => {
  const icons = [
    batchIcon({ status: 'running', outcome: null }),
    batchIcon({ status: 'paused', outcome: null }),
    batchIcon({ status: 'finished', outcome: 'completed' }),
    batchIcon({ status: 'finished', outcome: 'with_problems' }),
  ];
  expect(new Set(icons).size).toBe(4);
  for (const icon of icons) expect(icon).toMatch(/^data:image\/svg\+xml,%3Csvg/);
  expect(batchIcon({ status: 'ready', outcome: null })).toBeNull();
});
