import { z } from 'zod';

/** A fault of a document with its 1-based place. */
export const automationProblemSchema = z.object({
  code: z.string(),
  message: z.string(),
  line: z.int(),
  column: z.int(),
  path: z.string(),
});
type ProblemSource = z.infer<typeof automationProblemSchema>;

const stepInWordsSchema = z.object({
  words: z.string().describe('`clicks button Find order`, or the title of the step'),
  commit: z.boolean(),
  optional: z.boolean(),
  depth: z.int().describe('how many steps it stands in'),
});
export type StepInWords = z.infer<typeof stepInWordsSchema>;

const inputSchema = z.looseObject({ type: z.string(), required: z.boolean() });
const outputSchema = z.looseObject({ type: z.string() });
type InputSource = { readonly type: string; readonly required: boolean };
type OutputSource = { readonly type: string };

export const automationCheckSchema = z.object({
  valid: z.boolean(),
  problems: z.array(automationProblemSchema),
  warnings: z.array(automationProblemSchema),
  automation: z
    .object({
      name: z.string(),
      title: z.string(),
      effect: z.enum(['read', 'submit']),
      base_url: z.string(),
      inputs: z.record(z.string(), inputSchema),
      outputs: z.record(z.string(), outputSchema),
      steps: z.array(stepInWordsSchema),
    })
    .nullable(),
});
export type AutomationCheckJson = z.infer<typeof automationCheckSchema>;

export interface AutomationCheckSource {
  readonly automation: {
    readonly name: string;
    readonly title: string;
    readonly effect: 'read' | 'submit';
    readonly baseUrl: string;
    readonly inputs: Readonly<Record<string, InputSource>>;
    readonly outputs: Readonly<Record<string, OutputSource>>;
    readonly steps: readonly StepInWords[];
  } | null;
  readonly problems: readonly ProblemSource[];
  readonly warnings: readonly ProblemSource[];
}

export function toAutomationCheckJson(check: AutomationCheckSource): AutomationCheckJson {
  return {
    valid: check.automation !== null,
    problems: check.problems.map(toProblemJson),
    warnings: check.warnings.map(toProblemJson),
    automation: check.automation && toContractJson(check.automation),
  };
}

function toProblemJson({ code, message, line, column, path }: ProblemSource): ProblemSource {
  return { code, message, line, column, path };
}

function toContractJson(automation: NonNullable<AutomationCheckSource['automation']>) {
  const { name, title, effect, baseUrl, steps } = automation;
  const inputs = mapValues(automation.inputs, (input) => ({ ...input }));
  const outputs = mapValues(automation.outputs, (output) => ({ ...output }));
  return { name, title, effect, base_url: baseUrl, inputs, outputs, steps: [...steps] };
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
