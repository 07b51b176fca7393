import { z } from 'zod';
import { NotTaken } from '../not-taken';
import { describeRaw, RecordingBuilder } from '../record-steps';
import type { RecordedAction, Recording } from '../recording';
import type { ScriptValue } from '../script/script';
import { targetOf } from '../target';
import { takeBrowserOptions } from './browser-options';
import { jsonlLocator } from './jsonl-locator';

const actionSchema = z.looseObject({
  name: z.string(),
  url: z.string().optional(),
  text: z.string().optional(),
  value: z.string().optional(),
  key: z.string().optional(),
  modifiers: z.number().optional(),
  button: z.string().optional(),
  clickCount: z.number().optional(),
  options: z.array(z.string()).optional(),
  files: z.array(z.string()).optional(),
  checked: z.boolean().optional(),
  substring: z.boolean().optional(),
  selector: z.string().optional(),
  locator: z.unknown().optional(),
  pageAlias: z.string().optional(),
  pageGuid: z.string().optional(),
  framePath: z.array(z.string()).optional(),
  signals: z.array(z.looseObject({ name: z.string() })).optional(),
});
type JsonlAction = z.output<typeof actionSchema>;

/** Reads the lines that codegen writes for programs: a header with the browser, then an action a line. */
export function readJsonl(lines: readonly { readonly line: number; readonly data: unknown }[]): Recording {
  const built = new RecordingBuilder();
  const reader = new JsonlReader(built);
  for (const { line, data } of lines) {
    const header = headerOptions(data);
    if (header) {
      takeBrowserOptions(built, header, line);
      continue;
    }
    const action = actionSchema.safeParse(data);
    if (action.success) reader.read(action.data, line);
    else built.push({ line, text: describeRaw(data) }, { type: 'unsupported', reason: 'it is no action' });
  }
  const { title, browser, steps, notes } = built;
  return { format: 'playwright-jsonl', title, browser, steps, notes };
}

class JsonlReader {
  readonly #built: RecordingBuilder;
  /** Pages in the order in which they appear; the first is the window of the recording. */
  readonly #pages: string[] = [];

  constructor(built: RecordingBuilder) {
    this.#built = built;
  }

  read(action: JsonlAction, line: number): void {
    const page = action.pageAlias ?? action.pageGuid ?? '';
    if (!this.#pages.includes(page)) this.#pages.push(page);
    const window = this.#pages[0] === page ? '' : page;
    const place = { line, window, text: `${action.name} ${action.selector ?? action.url ?? ''}` };
    const dialog = action.signals?.find(({ name }) => name === 'dialog');
    if (dialog) this.#built.push(place, { type: 'dialog', answer: 'dismiss' });
    this.#built.add(place, () => toAction(action));
  }
}

const KEYS_HELD = [
  [1, 'Alt'],
  [2, 'ControlOrMeta'],
  [4, 'ControlOrMeta'],
  [8, 'Shift'],
] as const;

function toAction(action: JsonlAction): RecordedAction | null {
  const target = () => targetOf(jsonlLocator(action.locator, action.framePath ?? []));
  switch (action.name) {
    case 'openPage':
      return isBlank(action.url) ? null : { type: 'goto', url: action.url ?? '' };
    case 'navigate':
      return { type: 'goto', url: action.url ?? '' };
    case 'closePage':
      return { type: 'close' };
    case 'click':
      return clickAction(action, target());
    case 'hover':
    case 'check':
    case 'uncheck':
      return { type: action.name, target: target() };
    case 'fill':
      return { type: 'fill', target: target(), value: action.text ?? '' };
    case 'press': {
      const held = KEYS_HELD.filter(([bit]) => ((action.modifiers ?? 0) & bit) !== 0).map(([, name]) => name);
      return { type: 'press', key: [...new Set(held), action.key ?? ''].join('+'), target: target() };
    }
    case 'select': {
      const [value, second] = action.options ?? [];
      if (value === undefined || second !== undefined) throw new NotTaken('no option, or several');
      return { type: 'select', target: target(), by: 'value', value };
    }
    case 'setInputFiles':
      return { type: 'upload', target: target(), files: action.files ?? [] };
    case 'assertVisible':
      return { type: 'expect', target: target(), also: {} };
    case 'assertText':
      if (!action.text) throw new NotTaken('an empty text');
      return { type: 'expect', target: target(), also: { text: action.text } };
    case 'assertChecked':
      return { type: 'expect', target: target(), also: { checked: action.checked ?? true } };
    case 'assertValue':
      return { type: 'expect', target: target(), also: { value: action.value ?? '' } };
    default:
      throw new NotTaken(`there is no step for ${action.name}`);
  }
}

function clickAction(action: JsonlAction, target: ReturnType<typeof targetOf>): RecordedAction {
  if ((action.button ?? 'left') !== 'left') throw new NotTaken(`a click with the ${action.button} button`);
  if ((action.modifiers ?? 0) !== 0) throw new NotTaken('a click with a key held down');
  const signals = action.signals ?? [];
  const event = signals.find(({ name }) => name === 'popup' || name === 'download')?.name;
  const navigation = signals.find(({ name }) => name === 'navigation');
  const leadsTo = typeof navigation?.url === 'string' ? navigation.url : true;
  return {
    type: action.clickCount === 2 ? 'dblclick' : 'click',
    target,
    ...(event && { opens: event as 'popup' | 'download' }),
    ...(navigation && { leadsTo }),
  };
}

function isBlank(url: string | undefined): boolean {
  return url === undefined || url === '' || url === 'about:blank' || url === 'chrome://newtab/';
}

/** The first line: `{"browserName": ..., "contextOptions": {...}}`. */
function headerOptions(data: unknown): ScriptValue | null {
  const header = z
    .looseObject({ browserName: z.string(), contextOptions: z.unknown().optional() })
    .safeParse(data);
  if (!header.success || 'name' in header.data) return null;
  return toScriptValue(header.data.contextOptions ?? {});
}

function toScriptValue(value: unknown): ScriptValue {
  if (typeof value === 'string') return { type: 'string', value };
  if (typeof value === 'number') return { type: 'number', value };
  if (typeof value === 'boolean') return { type: 'boolean', value };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { type: 'other' };
  return {
    type: 'object',
    entries: new Map(Object.entries(value).map(([key, one]) => [key, toScriptValue(one)])),
  };
}
