import { z } from 'zod';

const selector = z.union([z.string(), z.array(z.string()).min(1)]);

/** One step of a Chrome Recorder user flow, as far as it is read; unknown keys are let be. */
export const chromeStepSchema = z.looseObject({
  type: z.string(),
  target: z.string().optional(),
  frame: z.array(z.int().min(0)).max(5).optional(),
  selectors: z.array(selector).optional(),
  value: z.string().optional(),
  key: z.string().optional(),
  url: z.string().optional(),
  expression: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  button: z.string().optional(),
  operator: z.string().optional(),
  count: z.number().optional(),
  visible: z.boolean().optional(),
  assertedEvents: z.array(z.looseObject({ type: z.string(), url: z.string().optional() })).optional(),
});
export type ChromeStep = z.output<typeof chromeStepSchema>;

export const userFlowSchema = z.looseObject({
  title: z.string().optional(),
  steps: z.array(z.unknown()),
});
