import { type Behaviour, dropped, elsewhere, inFile } from './behaviour';
import { MESSAGE_KEYS } from './message-keys';

/** The other sections of the reference behaviour. */
export const SECTION_BEHAVIOURS: readonly Behaviour[] = [
  ...inFile('§1 configuration', 'config', [
    'a wrong value of the environment is refused with its key, whichever key it is',
    'booleans of the environment are words in any case',
  ]),
  ...inFile('§1 configuration', 'chunks', ['chunk_size bounds the rows of every write, and so the memory']),
  ...inFile(
    '§2 errors',
    'errors',
    MESSAGE_KEYS.map((key) => `the message "${key}" stays`),
  ),
  ...inFile('§2 errors', 'errors', ['all errors have the one base, and their own names']),
  ...inFile('§3 files on disk', 'files', [
    'a path outside the working directory carries both texts, a link that leads there too',
    'a sensitive directory is refused whatever the option says, also through a link',
    'a sensitive directory is allowed to a program that works in it',
    'a denial is logged at ERROR, and no log line is lower than the level',
  ]),
  elsewhere(
    '§3 files on disk',
    '`-` reads standard input',
    'integration/cli/preview',
    'reads standard input, with a delimiter and a key of your choice',
  ),
  ...inFile('§4 CSV', 'parse', [
    'a header without any name is an error with its line',
    'the fallback delimiter is used when detection is undecided',
    'an unclosed quote is told with the line where it opened',
    'a chosen encoding binds, and a byte that does not fit is told with its offset',
    'a byte order mark wins over a chosen encoding',
    'blank rows can be kept',
    'a workbook, an archive or a picture is refused with what to do',
  ]),
  ...inFile('§4 CSV', 'files', ['an odd extension only warns']),
  ...inFile('§4 CSV', 'lifecycle', [
    'a file with a blank or repeated header makes no batch, unless its headers are made unique',
  ]),
  elsewhere(
    '§4 CSV',
    'the limit of columns is enforced while streaming',
    'unit/csv/read-rows',
    'refuses a header with too many columns',
  ),
  elsewhere(
    '§4 CSV',
    'the limit of a cell is enforced while streaming',
    'unit/csv/read-rows',
    'excludes a row with a cell that is too long and reads on',
  ),
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
  elsewhere(
    '§5 jobs and manifest',
    'a completed job never moves again',
    'unit/domain/states',
    'never lets a completed job move',
  ),
  ...inFile('§6 running', 'execution', [
    'rows run in file order, one after the other, unless more are asked for',
    'with nothing pending everything is zero, with a reason',
  ]),
  ...inFile('§7 retry', 'retry', [
    'the cap holds for the first wait too',
    'a stopped row goes back to pending too, and one that completed does not',
    'a row that can never succeed is not tried again by itself',
    'the attempts of earlier executions are kept',
  ]),
  elsewhere(
    '§7 retry',
    'a lost worker has a budget of its own',
    'integration/lanes/reclaim',
    'gives a lost row two further attempts of its own, then fails it as worker_lost',
  ),
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
    'completed_at is when the last job ended, and none while any is pending',
    'the summary file has the keys of the reference, and its jobs',
  ]),
  ...inFile('§10 preview', 'preview', [
    'every name that users of the reference give their key is known',
    'what is shown of a file is how the whole of it is read',
  ]),
  ...inFile('§10 preview', 'lifecycle', ['what was previewed is what a batch is made of']),
  elsewhere(
    '§10 preview',
    'rows completed under the same key in an earlier batch can be left out',
    'integration/services/row-keys',
    'is shown with the row that did it, and left out when the batch says so, whatever the version',
  ),
  elsewhere(
    '§11 a row chooses its automation',
    'params.<name> wins over <name> and inline values',
    'unit/automation/row-command',
    'params.<name> wins',
  ),
  elsewhere(
    '§11 a row chooses its automation',
    '<name> wins over inline values',
    'unit/automation/row-command',
    '<name> wins over inline',
  ),
  elsewhere(
    '§11 a row chooses its automation',
    'an empty cell gives way to the next',
    'unit/automation/row-command',
    'inline when the cells are empty',
  ),
  elsewhere(
    '§11 a row chooses its automation',
    'quotes in a command are understood',
    'unit/automation/row-command',
    'what is quoted',
  ),
  elsewhere(
    '§11 a row chooses its automation',
    'an input that no cell gives is missing when it is required',
    'unit/automation/row-command',
    'are missing when no cell has them, unless there is a default',
  ),
  elsewhere(
    '§11 a row chooses its automation',
    'an unknown automation is an error of its row before anything runs',
    'integration/api/mixed-tasks',
    'fails before anything runs when all rows are wanted and one names nothing that exists',
  ),
  elsewhere(
    '§11 a row chooses its automation',
    'the version is pinned for each job',
    'integration/api/mixed-tasks',
    'pins what was chosen, and leaves out rows that cannot run, each with its reason',
  ),
  elsewhere(
    '§11 a row chooses its automation',
    'outputs are the union of all automations',
    'integration/api/mixed-tasks',
    'has the union of outputs in its results, and says what ran for each row',
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
  dropped(
    '§12 not carried over',
    'the column `headless`, and windows that show by default',
    'A batch is always headless, whoever looks; `furrow try --headed` shows one row in a window.',
  ),
  dropped(
    '§12 not carried over',
    'the column `extraction_schema_path`',
    'What is read of a page stands in the automation, in its extract step.',
  ),
];
