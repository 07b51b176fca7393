import { z } from 'zod';
import type { FaultPath } from '../fault';

/** A step that stands inside another one. Which one exactly is known a floor higher, where all verbs are (step.ts). */
export interface InnerStep {
  readonly verb: string;
  readonly args: unknown;
  readonly index: number;
}

/** Gives the list that stands in place of `steps`; `path` leads to it from the verb's value in the document. */
export type ChangeSteps = (steps: readonly InnerStep[], path: FaultPath) => readonly InnerStep[];

const MAX_INNER_STEPS = 500;
let stepSchema: z.ZodType<InnerStep, object> | null = null;

/** Says once what a step is: its schema holds that of every verb, and some verbs hold steps. */
export function defineInnerSteps(schema: z.ZodType<InnerStep, object>): void {
  stepSchema = schema;
}

const innerStep: z.ZodType<InnerStep, object> = z.lazy(() => {
  if (!stepSchema) throw new Error('step.ts has not been loaded: it says what a step is');
  return stepSchema;
});

/** The steps inside a step. */
export const innerStepsSchema: z.ZodType<readonly InnerStep[], object[]> = z
  .array(innerStep)
  .min(1, 'needs at least one step')
  .max(MAX_INNER_STEPS);
