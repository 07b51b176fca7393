import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { projectFolder } from '../../supervisor/build';
import { readPlaywrightSpecs, readVitestReport } from './reports';

const LINES_EACH = 12;

/** Each failed test with the first lines of its reason: whoever sees only the end of the output sees what to look at. */
export function listFailures(vitestRun: string): string[] {
  return [...failedInVitest(vitestRun), ...failedEndToEnd()];
}

function failedInVitest(run: string): string[] {
  return (readVitestReport(run)?.testResults ?? []).flatMap(({ name, message, assertionResults }) => {
    const file = relative(projectFolder, name);
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    const listed = failed.map((test) => failureText(file, test.fullName, test.failureMessages?.[0] ?? ''));
    return message ? [failureText(file, 'outside of its tests', message), ...listed] : listed;
  });
}

function failedEndToEnd(): string[] {
  return readPlaywrightSpecs()
    .filter(({ ok }) => !ok)
    .map(({ title, file, tests }) => {
      const errors = tests.flatMap(({ results }) => results.flatMap(({ error }) => error?.message ?? []));
      return failureText(`tests/e2e/${file}`, title, errors[0] ?? '');
    });
}

function failureText(file: string, title: string, reason: string): string {
  const lines = stripVTControlCharacters(reason).split('\n').slice(0, LINES_EACH);
  return [`FAILED ${file} > ${title}`, ...lines.map((line) => `  ${line}`)].join('\n');
}
