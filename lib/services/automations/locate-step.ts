import { readYaml } from '../../automation/read-yaml';

/**
 * Where a step stands in the text of an automation: 1-based line and column, or null when there is no such step.
 * @param input step: 1-based number, as failures name it
 */
export function locateStep(input: {
  readonly source: string;
  readonly step: number;
}): { line: number; column: number } | null {
  const read = readYaml(input.source);
  if (!read.ok || !Number.isInteger(input.step)) return null;
  const steps = (read.yaml.data as { steps?: unknown } | null)?.steps;
  if (!Array.isArray(steps) || !(input.step - 1 in steps)) return null;
  return read.yaml.locate(['steps', input.step - 1]);
}
