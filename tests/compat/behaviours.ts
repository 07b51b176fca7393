import { MESSAGE_KEYS } from './message-keys';

/**
 * What users of the reference rely on, in our words, and the test that holds it. A line without a test needs a reason.
 * The title of a test in tests/compat is the line itself; other tests are named with file and title.
 */
export interface Behaviour {
  /** Of the reference behaviour. */
  readonly section: string;
  readonly says: string;
  readonly proof: { readonly file: string; readonly title: string } | { readonly reason: string };
}

function inFile(section: string, name: string, titles: readonly string[]): Behaviour[] {
  const file = `tests/compat/${name}.test.ts`;
  return titles.map((says) => ({ section, says, proof: { file, title: says } }));
}

function elsewhere(section: string, says: string, file: string, title: string): Behaviour {
  return { section, says, proof: { file: `tests/${file}.test.ts`, title } };
}

function dropped(section: string, says: string, reason: string): Behaviour {
  return { section, says, proof: { reason } };
}

export const BEHAVIOURS: readonly Behaviour[] = [
  ...inFile('§13 parse', 'parse', [
    'two rows become two dictionaries of texts',
    'a row of commas only is dropped, and lines keep their numbers',
    'a missing path is told',
    '0 bytes are told',
    'a header without rows is told',
    'accents and CJK arrive as they are',
    '1,000 rows without a trailing newline: the first and the last are exact',
    'semicolons are found',
    'a limit of 0.000001 MB refuses the file',
    'a file with pipes has its columns',
    'a short last row has empty cells and a warning, a long one is an error with its line',
    'blank content is told',
  ]),
  ...inFile('§13 config', 'config', [
    'a full set of valid values is accepted, up to its bounds',
    'each invalid value is refused, with its key and its bound',
    'values of the environment are read, and an explicit option wins over them',
    'a boolean given as text or number is refused',
  ]),
  ...inFile('§13 artifacts', 'artifacts', [
    'a text becomes .txt',
    'an object or a list becomes .json',
    'bytes become .bin',
    'an explicit extension wins',
    'a file of an unknown job is refused',
    'an empty id or type is refused',
  ]),
  ...inFile('§13 lifecycle', 'lifecycle', [
    'creating gives every row a pending job with its values',
    'a header-only file makes no batch and leaves nothing behind',
    'a job set to completed shows in the summary',
    'a job set to failed shows in the summary with its error',
    'an unknown job cannot be updated',
    'the summary of an unknown batch is none',
    'stop touches pending rows only',
    'an unknown batch cannot be stopped',
  ]),
  ...inFile('§13 retry', 'retry', [
    'one failed row goes back to pending',
    'an unknown batch cannot be retried',
    'a job of another batch is refused, and nothing is changed',
    'without failed rows 0 are retried and 1 is skipped',
    'settings of a retry are stored and used',
    'each invalid parameter is refused with its bound, and nothing is changed',
    'a success at the first try is one call',
    'waits are 1 and 2 with two retries, then the row has failed',
    'waits are 1, 4 and 5 with factor 4 and cap 5',
    'a row that fails twice and then succeeds has completed',
    'no cell value is in any log',
  ]),
  ...inFile('§13 execution', 'execution', [
    'progress is told after every row, failed ones too: (1, 2), then (2, 2)',
    'a callback that throws harms nothing',
    'what a row did is stored before the next begins',
    'a batch of a file without a known separator runs with the fallback delimiter',
  ]),
  ...inFile('§13 CLI', 'cli', [
    'a batch can be started without executing it',
    'its status is seen by other processes',
    'an unknown id exits with 1',
    'the whole way of four rows: start, run, results, failed rows',
  ]),
  ...inFile('§13 summary', 'summary', [
    'all completed is a success rate of 100',
    'half completed is a success rate of 50',
    'nothing finished is a success rate of 0',
    'an unknown batch has no summary',
  ]),
  ...inFile('§13 preview', 'preview', [
    'the key column is found by name first, in the order of the known names',
    'a known name counts only when its values are different over the whole file',
    'without a known name the first column of different values is the key',
    'a file without a column of different values has no key',
    "a person's choice of the key wins, and its duplicates are told",
    '10 rows are shown unless 1 to 50 are asked for',
  ]),
  ...inFile('§13 never tested in the reference', 'parse', [
    'a byte order mark is no part of the first header',
    'one column is a right answer',
    'duplicate and blank headers are named with their column, or made unique on request',
  ]),
  ...inFile('§13 never tested in the reference', 'lifecycle', [
    'a second batch of the same process leaves the first as it was',
  ]),
  ...inFile('§13 never tested in the reference', 'execution', [
    'stopping during a run really stops it',
    'a program killed during a run loses no row: another finishes the batch',
    'two programs that execute one batch at once run no row twice',
  ]),
  ...inFile('§13 never tested in the reference', 'artifacts', [
    'files can be added while the row runs, and stay when it ends',
  ]),
  ...inFile('§13 never tested in the reference', 'summary', [
    'failed rows are always current, and can be uploaded again as they are',
    'formula cells are made harmless for spreadsheets, and stay as they are for machines',
  ]),

  ...inFile('§1 configuration', 'config', [
    'booleans of the environment are words in any case, and anything else is refused with its key',
    'a wrong number of the environment is refused with its key',
  ]),
  ...inFile('§1 configuration', 'chunks', ['chunk_size bounds the rows of every write, and so the memory']),
  ...inFile(
    '§2 errors',
    'errors',
    MESSAGE_KEYS.map((key) => `the message "${key}" stays`),
  ),
  ...inFile('§2 errors', 'errors', ['all errors have the one base, and their own names']),
  ...inFile('§3 files on disk', 'errors', [
    'a path outside the working directory carries both texts, a link that leads there too',
    'a sensitive directory is refused whatever the option says, also through a link',
  ]),
  ...inFile('§4 CSV', 'parse', [
    'the fallback delimiter is used when detection is undecided',
    'an unclosed quote is told with the line where it opened',
    'a chosen encoding binds, and a byte that does not fit is told with its offset',
    'blank rows can be kept',
    'a workbook, an archive or a picture is refused with what to do',
  ]),
  elsewhere(
    '§4 CSV',
    'the row limit is enforced while streaming',
    'unit/csv/read-rows',
    'stops at the row limit',
  ),
  ...inFile('§5 jobs and manifest', 'summary', ['the manifest has the keys of the reference']),
  ...inFile('§5 jobs and manifest', 'lifecycle', ['an outcome is not overwritten by hand']),
  elsewhere(
    '§5 jobs and manifest',
    'run ids and job ids have the forms of the reference',
    'unit/domain/states',
    'are those that users of the reference know',
  ),
  ...inFile('§6 running', 'execution', [
    'rows run in file order, one after the other, unless more are asked for',
    'with nothing pending everything is zero, with a reason',
  ]),
  ...inFile('§7 retry', 'retry', ['the cap holds for the first wait too']),
  elsewhere(
    '§7 retry',
    'jitter keeps a wait between half and all of it',
    'unit/domain/retry-policy',
    'keeps a jittered wait between half and all of the computed one',
  ),
  ...inFile('§8 row artifacts', 'artifacts', [
    'type and name never become part of a path',
    'files of a row that never ran stand with its job, and count as no attempt',
  ]),
  elsewhere(
    '§8 row artifacts',
    'real runs attach pictures and values to their row',
    'worker/attempt',
    'keeps picture, text, title and address of a page that failed',
  ),
  ...inFile('§9 summary', 'summary', [
    'the success rate has two decimals',
    'the summary file has the keys of the reference, and its jobs',
  ]),
  ...inFile('§10 preview', 'preview', [
    'what was previewed is what runs: the same dialect and headers as the whole file',
  ]),
  elsewhere(
    '§10 preview',
    'rows completed under the same key in an earlier batch can be left out',
    'integration/services/row-keys',
    'is shown with the row that did it, and left out when the batch says so, whatever the version',
  ),
  dropped(
    '§12 not carried over',
    'shell scripts, cloned scripts and templates driven by cells',
    'They let a cell run any code on the machine. An automation is data, a row handler is code of the operator.',
  ),
  dropped(
    '§12 not carried over',
    "a copy of the operator's own browser profile, and visible windows",
    'Every attempt has a fresh context; a stored login is a session of its own. `try --headed` shows a window.',
  ),
  dropped(
    '§12 not carried over',
    'the mock page of the extraction step',
    'The extract step reads the live page with the same vocabulary.',
  ),
  dropped(
    '§12 not carried over',
    'one JSON file for each job, and run folders',
    'PostgreSQL holds the state; the manifest and the results are downloads, always current.',
  ),
];
