import { expect, it } from 'vitest';
import { narrowSections } from '@/app/_keyboard/palette-entries';

const entry = (label: string, more: { isFound?: boolean; words?: string } = {}) => ({
  ...{ value: label, label, choose: () => undefined },
  ...more,
});
const named = (sections: ReturnType<typeof narrowSections>) =>
  sections.map(({ title, entries }) => [title, ...entries.map(({ label }) => label)]);

const sections = [
  { title: 'On this page', entries: [] },
  { title: 'Go to', entries: [entry('Batches'), entry('Settings: Secrets', { words: 'go to' })] },
  { title: 'Batches', entries: [entry('orders of May'), entry('secret orders')] },
];

it('shows everything before anything is typed, and no empty section', () => {
  expect(named(narrowSections(sections, ' '))).toEqual([
    ['Go to', 'Batches', 'Settings: Secrets'],
    ['Batches', 'orders of May', 'secret orders'],
  ]);
});

it('shows what answers to the text, the best section first', () => {
  expect(named(narrowSections(sections, 'secret orders'))).toEqual([['Batches', 'secret orders']]);
  expect(named(narrowSections(sections, 'Settings'))[0]).toEqual(['Go to', 'Settings: Secrets']);
  expect(narrowSections(sections, 'zzz')).toEqual([]);
});

it('keeps what the server found by something that is not shown, behind what is called so', () => {
  const found = [entry('May', { isFound: true }), entry('walnut', { isFound: true })];
  expect(named(narrowSections([{ title: 'Batches', entries: found }], 'walnut'))).toEqual([
    ['Batches', 'walnut', 'May'],
  ]);
});
