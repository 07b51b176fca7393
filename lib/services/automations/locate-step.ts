import { rawSteps } from '../../automation/raw-steps';
import { readYaml } from '../../automation/read-yaml';

/**
 * Where a step stands in the text of an automation: 1-based line and column, or null when there is no such step. Also of
 * a text that is not accepted (any more).
 * @param input step: 1-based number, as failures name it
 */
export function locateStep(input: {
  readonly source: string;
  readonly step: number;
}): { line: number; column: number } | null {
  const read = readYaml(input.source);
  if (!read.ok || !Number.isInteger(input.step)) return null;
  const { steps } = Object(read.yaml.data) as { steps?: unknown };
  const placed = rawSteps(steps, ['steps'])[input.step - 1];
  return placed ? read.yaml.locate(placed.path) : null;
}
