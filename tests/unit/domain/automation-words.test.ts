import { expect, it } from 'vitest';
import { automationInWords, automationName } from '@/lib/domain/automation-words';

const order = { name: 'order-status', version: 3 };
const price = { name: 'catalogue-price', version: 1 };

it.each([
  [
    'one for all rows',
    { automation: order, automations: [] },
    ['order-status, version 3', 'order-status v3', 'order-status'],
  ],
  [
    'one chosen by each row',
    { automation: null, automations: [order, price] },
    ['chosen by each row: order-status v3, catalogue-price v1', 'chosen by each row', 'chosen by each row'],
  ],
  [
    'none',
    { automation: null, automations: [] },
    ['a function of a program', 'a function of a program', 'a function of a program'],
  ],
])('what runs, in words: %s', (_, batch, expected) => {
  expect([automationInWords(batch), automationInWords(batch, 'short'), automationName(batch)]).toEqual(
    expected,
  );
});
