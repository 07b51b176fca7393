import { FileProcessingError } from '../../domain/errors';
import { itemLines } from '../json-places';
import { describeRaw, RecordingBuilder } from '../record-steps';
import type { Recording } from '../recording';
import { SideReader } from './side-commands';
import { type SideProject, sideCommandSchema, sideProjectSchema } from './side-schema';

/** Reads a project of Selenium IDE: its first test. @throws FileProcessingError `recording_invalid`, `recording_empty` */
export function readSide(data: unknown, source: string): Recording {
  const project = sideProjectSchema.safeParse(data);
  if (!project.success) {
    throw new FileProcessingError(
      'recording_invalid',
      'The project of Selenium IDE has no tests with commands.',
    );
  }
  const built = new RecordingBuilder();
  const at = chosenTest(project.data, built);
  const test = project.data.tests[at];
  if (!test) throw new FileProcessingError('recording_empty', 'The project of Selenium IDE has no test.');
  built.title = test.name || (project.data.name ?? null);
  const lines = itemLines(source, ['tests', at, 'commands']);
  const reader = new SideReader(built, project.data.url);
  for (const [index, raw] of test.commands.entries()) {
    const line = lines[index] ?? 1;
    const command = sideCommandSchema.safeParse(raw);
    if (command.success) reader.read(command.data, line);
    else built.push({ line, text: describeRaw(raw) }, { type: 'unsupported', reason: 'it is no command' });
  }
  const { title, browser, steps, notes } = built;
  return { format: 'selenium-ide', title, browser, steps, notes };
}

/** The first test of the first suite, else the first that holds anything. */
function chosenTest({ tests, suites }: SideProject, built: RecordingBuilder): number {
  const wanted = suites?.flatMap((suite) => suite.tests)[0];
  const inSuite = tests.findIndex(
    ({ id, commands }) => id !== undefined && id === wanted && commands.length > 0,
  );
  const chosen =
    inSuite >= 0
      ? inSuite
      : Math.max(
          0,
          tests.findIndex(({ commands }) => commands.length > 0),
        );
  if (tests.length > 1) {
    const others = tests.filter((_, at) => at !== chosen).map(({ name }) => name || 'without a name');
    built.warn(
      'other_tests',
      `The project holds ${tests.length} tests. Only "${tests[chosen]?.name}" was taken, not ${others.slice(0, 10).join(', ')}.`,
    );
  }
  return chosen;
}
