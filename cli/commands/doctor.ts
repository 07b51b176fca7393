import { Command } from 'commander';
import { readEnvironment } from '../../lib/config/env';
import { type Diagnosis, diagnose } from '../../supervisor/doctor';
import { EXIT, type Output } from '../output';
import type { Terminal } from '../terminal';

export function doctorCommand(terminal: Terminal): Command {
  return new Command('doctor').action(() => terminal.answer(doctor));
}

async function doctor(): Promise<Output> {
  const diagnosis = await diagnose(readEnvironment());
  return { json: diagnosis, text: diagnosisText(diagnosis), exitCode: diagnosis.ok ? EXIT.ok : EXIT.failed };
}

function diagnosisText({ ok, checks }: Diagnosis): string {
  const lines = checks.flatMap((check) => [
    `${wordOf(check)}  ${check.name.padEnd(9)} ${check.found}`,
    ...(check.advice ? [`                   ${check.advice}`] : []),
  ]);
  return [...lines, ok ? 'Everything is there.' : 'Something is missing: see above.'].join('\n');
}

function wordOf({ ok, advice }: Diagnosis['checks'][number]): string {
  if (!ok) return 'MISSING';
  return advice === undefined ? 'ok     ' : 'WARNING';
}
