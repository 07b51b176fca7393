import { expect, test } from 'vitest';
import { BLOAT_OPTIONS, readBloatSelection } from '@/bench/bloat/bloat-options';
import { CLAIM_OPTIONS, readClaimSelection } from '@/bench/claims/claims-options';
import { DASHBOARD_OPTIONS, readDashboardSelection } from '@/bench/dashboard/dashboard-options';

const usual = <Name extends string>(options: Readonly<Record<Name, { readonly default: string }>>) =>
  Object.fromEntries(
    Object.entries<{ default: string }>(options).map(([name, { default: text }]) => [name, text]),
  ) as Record<Name, string>;

test('the claims benchmark compares what it is told', () => {
  const told = { ...usual(CLAIM_OPTIONS), pending: '10000, 10000000' };
  expect(readClaimSelection(told)).toEqual({ pending: [10_000, 10_000_000], batches: [1, 10, 100, 1000] });
});

test('a long run takes half an hour unless it is told otherwise', () => {
  expect(readBloatSelection(usual(BLOAT_OPTIONS))).toEqual({ minutes: 30, lanes: 16, pace: 100 });
  expect(readBloatSelection({ ...usual(BLOAT_OPTIONS), minutes: '2' })?.minutes).toBe(2);
});

test.each([{ pending: '10' }, { pending: 'many' }, { batches: '0' }, { batches: '' }])(
  'the claims benchmark refuses %j',
  (wrong) => {
    expect(readClaimSelection({ ...usual(CLAIM_OPTIONS), ...wrong })).toBeNull();
  },
);

test.each([{ minutes: '1' }, { lanes: '101' }, { pace: '-1' }])('a long run refuses %j', (wrong) => {
  expect(readBloatSelection({ ...usual(BLOAT_OPTIONS), ...wrong })).toBeNull();
});

test('the dashboard is measured in parts, and its sizes from the smallest on', () => {
  const told = { ...usual(DASHBOARD_OPTIONS), sizes: '100000,1000', parts: 'live, tabs' };
  expect(readDashboardSelection(told)).toMatchObject({ sizes: [1000, 100_000], parts: ['live', 'tabs'] });
});

test.each([{ sizes: '10' }, { viewers: '0' }, { parts: 'all' }])(
  'the dashboard benchmark refuses %j',
  (wrong) => {
    expect(readDashboardSelection({ ...usual(DASHBOARD_OPTIONS), ...wrong })).toBeNull();
  },
);
