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
      inputs: z.record(z.string(), z.unknown()),
      outputs: z.record(z.string(), z.unknown()),
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
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly outputs: Readonly<Record<string, unknown>>;
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
  const { name, title, effect, baseUrl, inputs, outputs } = automation;
  return { name, title, effect, base_url: baseUrl, inputs: { ...inputs }, outputs: { ...outputs } };
}
