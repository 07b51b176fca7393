import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** One JSON line for each check: `{id, violations}`. */
export const CHECKS_FILE = 'reports/faults.jsonl';

/** Notes what the check after a fault found, for the line that the test run prints. */
export function recordCheck(id: string, violations: readonly string[]): void {
  if (!existsSync(dirname(CHECKS_FILE))) mkdirSync(dirname(CHECKS_FILE), { recursive: true });
  appendFileSync(CHECKS_FILE, `${JSON.stringify({ id, violations })}\n`);
}
