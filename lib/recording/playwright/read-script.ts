import { RecordingBuilder } from '../record-steps';
import type { RecordedAction, Recording, RecordingFormat } from '../recording';
import { type CallChain, type Link, type ScriptValue, type Statement, stringOf } from '../script/script';
import { takeBrowserOptions } from './browser-options';
import { listenerAction } from './dialog-listener';
import { expectation } from './expectation';
import { isLocator, pageAction } from './page-action';
import { ScriptVariables } from './script-variables';

/** Variables that hold nothing a row needs. */
const SILENT_ROOTS = [
  'console',
  'browser',
  'playwright',
  'chromium',
  'firefox',
  'webkit',
  'asyncio',
  'require',
];
const SILENT_CALLS = ['setDefaultTimeout', 'setDefaultNavigationTimeout'];
const BY_HAND = 'loops, branches and functions have to be written by hand';
const SLEEP: RecordedAction = { type: 'left_out', reason: 'steps wait for what they use' };

/** Reads the steps out of a program that Playwright codegen wrote. */
export function readScript(format: RecordingFormat, statements: readonly Statement[]): Recording {
  const reader = new ScriptReader();
  reader.readAll(statements);
  const { title, browser, steps, notes } = reader.built;
  return { format, title, browser, steps, notes };
}

class ScriptReader {
  readonly built = new RecordingBuilder();
  readonly #variables = new ScriptVariables();
  /** A window or file that the next click will bring. */
  #awaited: 'popup' | 'download' | null = null;
  #testCount = 0;

  readAll(statements: readonly Statement[]): void {
    for (const statement of statements) this.#read(statement);
  }

  #read(statement: Statement): void {
    const { value, block, assigns } = statement;
    if (statement.isControl) this.#refuse(statement, BY_HAND);
    else if (value.type === 'function') this.readAll(value.body);
    else if (block) this.#readBlock(statement, block);
    else if (value.type === 'string' && assigns !== null) this.#variables.holdText(assigns, value.value);
    else if (value.type === 'chain') this.#readChain(statement, this.#variables.expanded(value.chain));
    else if (value.type === 'other' && /\bpage\d*\b/.test(statement.text)) {
      this.#refuse(statement, 'it is more than a call');
    }
  }

  /** `with page.expect_popup() as page1_info:` */
  #readBlock({ value, assigns }: Statement, block: readonly Statement[]): void {
    const awaited = value.type === 'chain' ? awaitedOf(value.chain.links) : null;
    if (awaited) this.#await(awaited, assigns);
    this.readAll(block);
  }

  #await(event: 'popup' | 'download', assigns: string | null): void {
    this.#awaited = event;
    if (event === 'popup') this.#variables.promise(assigns);
  }

  #readChain(statement: Statement, chain: CallChain): void {
    const [first] = chain.links;
    const { root } = chain;
    if (root === '' || root === 'test') this.#readCall(statement, chain);
    else if (this.#variables.isPage(root)) this.#readPage(statement, chain);
    else if (first?.name === 'newPage') this.#openPage(statement);
    else if (first?.name === 'newContext') takeBrowserOptions(this.built, first.args?.[0], statement.line);
    else if (this.#variables.isPromised(root)) this.#variables.openWindow(statement.assigns);
    else if (first?.name === 'sleep') this.built.push(statement, SLEEP);
    else if (!isSilent(chain)) this.#refuse(statement, `nothing is known of ${root}`);
  }

  /** `test('name', ...)`, `expect(...)`, `run(...)`. */
  #readCall(statement: Statement, { root, links }: CallChain): void {
    const [first] = links;
    if (!first) return;
    const body = first.args?.find((value) => value.type === 'function');
    if (first.name === 'expect' && root === '') {
      this.built.add(this.#variables.placeOf(statement, first), () =>
        expectation(this.#variables.resolved(links), (value) => this.#variables.subjectLinks(value)),
      );
    } else if (first.name === 'use') takeBrowserOptions(this.built, first.args?.[0], statement.line);
    else if (first.name === 'sleep') this.built.push(statement, SLEEP);
    else if (body?.type === 'function') {
      const isTest = root === '' && first.name === 'test';
      if (!isTest || this.#beginTest(statement, first)) this.readAll(body.body);
    }
  }

  /** False for a second test: only the first one is taken. */
  #beginTest({ line }: Statement, { args }: Link): boolean {
    this.#testCount += 1;
    const title = stringOf(args?.[0]);
    if (this.#testCount === 1) {
      if (title && title !== 'test') this.built.title = title;
      return true;
    }
    const message = `Another test begins here: ${title || 'without a name'}. Only the first was taken.`;
    this.built.warn('other_tests', message, line);
    return false;
  }

  #openPage(statement: Statement): void {
    if (statement.assigns === null || this.#variables.openPage(statement.assigns)) return;
    this.#refuse(statement, 'a second window that no click opened');
  }

  #readPage(statement: Statement, chain: CallChain): void {
    const [first] = chain.links;
    const name = first?.name ?? '';
    const awaited = awaitedOf(chain.links);
    if (awaited) this.#await(awaited, statement.assigns);
    else if (statement.assigns !== null && isLocator(chain.links)) {
      this.#variables.holdLocator(statement.assigns, chain);
    } else if (name === 'setViewportSize') {
      takeBrowserOptions(this.built, viewportOption(first?.args?.[0]), statement.line);
    } else if (!SILENT_CALLS.includes(name)) {
      const place = { ...statement, window: this.#variables.windowOf(chain.root) };
      const isListener = (name === 'once' || name === 'on') && first;
      this.built.add(place, () =>
        isListener ? listenerAction(first) : this.#opening(pageAction(this.#variables.resolved(chain.links))),
      );
    }
  }

  #opening(action: RecordedAction): RecordedAction {
    if (this.#awaited === null || action.type !== 'click') return action;
    const opens = this.#awaited;
    this.#awaited = null;
    return { ...action, opens };
  }

  #refuse(statement: Statement, reason: string): void {
    this.built.push(statement, { type: 'unsupported', reason });
  }
}

function viewportOption(size: ScriptValue | undefined): ScriptValue {
  return { type: 'object', entries: new Map([['viewport', size ?? { type: 'null' }]]) };
}

function awaitedOf(links: readonly Link[]): 'popup' | 'download' | null {
  const [first] = links;
  const event = first?.name === 'waitForEvent' ? stringOf(first.args?.[0]) : null;
  if (first?.name === 'expectPopup' || event === 'popup') return 'popup';
  return first?.name === 'expectDownload' || event === 'download' ? 'download' : null;
}

/** What sets the browser up or ends it: `context.close()`, `playwright.chromium.launch()`. */
function isSilent({ root, links }: CallChain): boolean {
  if (SILENT_ROOTS.includes(root) || links.length === 0 || /^download\d*/.test(root)) return true;
  const name = links[0]?.name ?? '';
  return (
    name === 'launch' ||
    (root === 'context' && ['close', 'storageState', 'tracing', ...SILENT_CALLS].includes(name))
  );
}
