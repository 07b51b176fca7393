import { expect, it } from 'vitest';
import { locateStep } from '@/lib/services/automations/locate-step';

const SOURCE = `name: a
steps:
  - goto: /

  # Twice, because the site forgets.
  - click: { text: Go }
  - title: >-
      a long
      title
    click: { text: Go on }
  - &last { wait_for: { text: Done } }
  - if:
      else: [{ press: A }]
      when: { text: x }
      then:
        - for_each: { in: a, as: b, do: [{ press: B }] }
`;

it.each([
  [1, { line: 3, column: 5 }],
  [2, { line: 6, column: 5 }],
  [3, { line: 7, column: 5 }],
  [4, { line: 11, column: 11 }],
  [5, { line: 12, column: 5 }],
  [6, { line: 16, column: 11 }],
  [7, { line: 16, column: 42 }],
  [8, { line: 13, column: 14 }],
  [9, null],
  [0, null],
  [-1, null],
  [1.5, null],
  [Number.NaN, null],
])('step %s', (step, place) => {
  expect(locateStep({ source: SOURCE, step })).toEqual(place);
});

it.each(['', 'steps: 3', 'steps: [', '- a', 'text', 'null'])('a text without steps: %j', (source) => {
  expect(locateStep({ source, step: 1 })).toBeNull();
});
