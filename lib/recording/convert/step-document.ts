import type { RawLocator } from '../../automation/locator';
import { stepSchema } from '../../automation/step';
import { VERBS } from '../../automation/steps/registry';
import type { RecordedAction, RecordedCheck, RecordedTarget } from '../recording';
import type { InputChooser } from './input-chooser';
import { literalText } from './literal-text';
import { gotoAddress, urlPattern } from './site-address';

/** A step as the document writes it. */
export type StepDocument = Readonly<Record<string, unknown>>;

export interface StepContext {
  readonly chooser: InputChooser;
  readonly baseUrl: string;
  readonly line: number;
}

/**
 * The step of an automation for a recorded one, or why there is none. What is written was read by the language itself:
 * a verb or condition that it does not know is not used.
 */
export function stepDocument(
  action: RecordedAction,
  context: StepContext,
): { step: StepDocument } | { reason: string } {
  const candidates = candidatesFor(action, context);
  const known = candidates.filter((step) =>
    Object.keys(step).every((verb) => (VERBS as readonly string[]).includes(verb)),
  );
  const step = known.find((candidate) => stepSchema.safeParse(candidate).success);
  if (step) return { step };
  if (action.type === 'unsupported') return { reason: action.reason };
  if (action.type === 'goto') return { reason: 'a browser must not open this address' };
  const verb = Object.keys(candidates[0] ?? {})[0] ?? action.type;
  return { reason: known.length > 0 ? `${verb} cannot say it` : `there is no step for ${verb} yet` };
}

/** How the step may be written, the best first. */
function candidatesFor(action: RecordedAction, context: StepContext): StepDocument[] {
  const { chooser, baseUrl, line } = context;
  const field = (target: RecordedTarget, value: string) => chooser.field(target, value, line);
  switch (action.type) {
    case 'goto': {
      const url = gotoAddress(action.url, baseUrl, chooser);
      return url === null ? [] : [{ goto: url }];
    }
    case 'back':
    case 'forward':
    case 'reload':
      return [{ [action.type]: true }, { [action.type]: null }];
    case 'click':
      return clickCandidates(action, chooser);
    case 'dblclick':
    case 'hover':
    case 'check':
    case 'uncheck':
      return [{ [action.type]: shown(action.target, chooser) }];
    case 'fill':
      return [{ fill: { ...plain(action.target.locator), value: field(action.target, action.value) } }];
    case 'type': {
      const args = { ...plain(action.target.locator), value: field(action.target, action.value) };
      return [{ type: args }, { fill: args }];
    }
    case 'select': {
      const args = { ...plain(action.target.locator), [action.by]: field(action.target, action.value) };
      return [{ select: args }];
    }
    case 'press':
      return [{ press: action.target ? { ...plain(action.target.locator), key: action.key } : action.key }];
    case 'upload': {
      const [file = ''] = action.files;
      return action.files.length === 1
        ? [
            {
              upload: {
                ...plain(action.target.locator),
                file: chooser.field(action.target, file, line, 'file'),
              },
            },
          ]
        : [];
    }
    case 'drag':
      return dragCandidates(plain(action.target.locator), plain(action.to.locator));
    case 'expect':
    case 'wait_for':
      return [{ [action.type]: condition(action.target, action.also, chooser) }];
    case 'expect_url':
      return [{ expect: { url: urlPattern(action.url, baseUrl) } }];
    case 'wait_for_url':
      return [{ wait_for: { url: urlPattern(action.url, baseUrl) } }];
    case 'extract':
      return [
        {
          extract: {
            [action.output]: {
              ...shown(action.target, chooser),
              ...(action.mode === 'value' && { mode: 'value' }),
            },
          },
        },
      ];
    case 'screenshot':
      return [{ screenshot: action.name }];
    case 'dialog':
      return [{ dialog: dialogArgs(action) }];
    case 'close':
    case 'left_out':
    case 'unsupported':
      return [];
  }
}

function clickCandidates(
  action: RecordedAction & { type: string; target?: RecordedTarget; opens?: string },
  chooser: InputChooser,
): StepDocument[] {
  const locator = action.target ? shown(action.target, chooser) : {};
  if (action.opens === 'popup') return [{ popup: locator }];
  return action.opens === 'download' ? [{ download: locator }, { click: locator }] : [{ click: locator }];
}

function dragCandidates(from: RawLocator, to: RawLocator): StepDocument[] {
  return [{ drag: { ...from, to } }, { drag: { from, to } }];
}

function dialogArgs({ answer, text, message }: RecordedAction & { type: 'dialog' }): unknown {
  if (text === undefined && message === undefined) return answer;
  return {
    answer,
    ...(text !== undefined && { text: literalText(text) }),
    ...(message !== undefined && { message: literalText(message) }),
  };
}

function condition(target: RecordedTarget, also: RecordedCheck, chooser: InputChooser): StepDocument {
  const locator = shown(target, chooser);
  const { text, value, ...rest } = also;
  const said = {
    ...(text !== undefined && { text: chooser.words(text) }),
    ...(value !== undefined && { value: target.isPassword ? '' : chooser.words(value) }),
    ...rest,
  };
  // Beside a locator by text, `text` would be a second locator.
  if (said.text === undefined || locator.text === undefined) return { ...locator, ...said };
  return { ...locator, ...rest, has_text: said.text };
}

/** A locator whose words may come from the row. */
function shown(target: RecordedTarget, chooser: InputChooser): RawLocator {
  return mapLocator(target.locator, (text, key) =>
    key === 'name' || key === 'text' || key === 'has_text' ? chooser.words(text) : literalText(text),
  );
}

/** The locator of a field: its words are the same for every row. */
function plain(locator: RawLocator): RawLocator {
  return mapLocator(locator, literalText);
}

function mapLocator(locator: RawLocator, change: (text: string, key: string) => string): RawLocator {
  // Words are compared with white space folded; selectors are left as they are.
  const folded = (text: string, key: string) =>
    key === 'css' || key === 'xpath' || key === 'testid' ? text : text.replace(/\s+/g, ' ').trim();
  const entries = Object.entries(locator).map(([key, value]) => {
    if (typeof value === 'string') return [key, key === 'role' ? value : change(folded(value, key), key)];
    return [
      key,
      typeof value === 'object' && !Array.isArray(value) ? mapLocator(value as RawLocator, change) : value,
    ];
  });
  return Object.fromEntries(entries) as RawLocator;
}
