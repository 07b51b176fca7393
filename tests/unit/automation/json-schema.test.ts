import { expect, it } from 'vitest';
import { automationJsonSchema } from '@/lib/automation/json-schema';
import { VERBS } from '@/lib/automation/steps/registry';

it('publishes every key of the document and every verb, and closes the shapes', () => {
  const schema = JSON.parse(JSON.stringify(automationJsonSchema()));
  expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  expect(schema.additionalProperties).toBe(false);
  expect(schema.required).toEqual(['version', 'name', 'base_url', 'effect', 'steps']);
  const { $ref } = schema.properties.steps.items;
  const step = schema.$defs[$ref.replace('#/$defs/', '')];
  expect(step.additionalProperties).toBe(false);
  expect(Object.keys(step.properties)).toEqual(
    expect.arrayContaining([...VERBS, 'id', 'timeout', 'commit', 'when']),
  );
  expect(step.oneOf).toEqual(VERBS.map((verb) => ({ required: [verb] })));
  expect(step.properties.if.properties.then.items).toEqual({ $ref });
});
