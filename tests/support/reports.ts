import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../supervisor/build';
import { reportsFolder } from './run-step';

export interface VitestReport {
  readonly testResults: readonly {
    /** The file. */
    readonly name: string;
    /** What went wrong outside of its tests. */
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly title: string;
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly PlaywrightSpec[];
}

export interface PlaywrightSpec {
  readonly title: string;
  readonly file: string;
  readonly ok: boolean;
  readonly tests: readonly {
    readonly results: readonly { readonly error?: { readonly message?: string } }[];
  }[];
}

/** The report of one of `npm test`'s runs of Vitest; null when there was none. */
export function readVitestReport(name: string): VitestReport | null {
  return readJson<VitestReport>(`${reportsFolder}/vitest-${name}.json`);
}

/** Every end-to-end test that ran. */
export function readPlaywrightSpecs(): PlaywrightSpec[] {
  const specsOf = (suite: PlaywrightSuite): PlaywrightSpec[] => [
    ...(suite.specs ?? []),
    ...(suite.suites ?? []).flatMap(specsOf),
  ];
  return specsOf(readJson<PlaywrightSuite>(`${reportsFolder}/playwright.json`) ?? {});
}

function readJson<T>(path: string): T | null {
  const file = join(projectFolder, path);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : null;
}
