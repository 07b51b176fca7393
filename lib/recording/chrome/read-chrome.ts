import { FileProcessingError } from '../../domain/errors';
import { itemLines } from '../json-places';
import { NotTaken } from '../not-taken';
import { describeRaw, RecordingBuilder } from '../record-steps';
import type { RecordedAction, Recording } from '../recording';
import { type ChromeStep, chromeStepSchema, userFlowSchema } from './chrome-schema';
import { chromeTarget, isChoice } from './chrome-selectors';

const MODIFIERS = ['Control', 'Alt', 'Shift', 'Meta'];

/** Reads the JSON that the Recorder panel of Chrome DevTools exports. @throws FileProcessingError `recording_invalid` */
export function readChrome(data: unknown, source: string): Recording {
  const flow = userFlowSchema.safeParse(data);
  if (!flow.success)
    throw new FileProcessingError('recording_invalid', 'The recording has no list of steps.');
  const lines = itemLines(source, ['steps']);
  const built = new RecordingBuilder();
  built.title = flow.data.title ?? null;
  const reader = new ChromeReader(built);
  for (const [at, raw] of flow.data.steps.entries()) {
    const step = chromeStepSchema.safeParse(raw);
    const place = { line: lines[at] ?? 1, text: describeRaw(raw) };
    if (step.success) reader.read(step.data, place);
    else built.push(place, { type: 'unsupported', reason: 'it has not the shape of a step' });
  }
  return { format: 'chrome-recorder', ...pick(built) };
}

function pick({ title, browser, steps, notes }: RecordingBuilder) {
  return { title, browser, steps, notes };
}

class ChromeReader {
  readonly #built: RecordingBuilder;
  #held: string[] = [];
  #window = '';

  constructor(built: RecordingBuilder) {
    this.#built = built;
  }

  read(step: ChromeStep, place: { line: number; text: string }): void {
    this.#follow(step, place.line);
    const { selectors, url, key, expression } = step;
    const about = selectors ? JSON.stringify(selectors) : (url ?? key ?? expression ?? '');
    const text = `${step.type} ${about}`;
    this.#built.add({ ...place, text, window: this.#window }, () => this.#action(step));
  }

  /** Steps of another target happen in a window that the step before opened. */
  #follow({ target = 'main' }: ChromeStep, line: number): void {
    const window = target === 'main' ? '' : target;
    if (window === this.#window) return;
    this.#window = window;
    if (window === '') return;
    const isOpened = this.#built.changeLast((last) =>
      last.action.type === 'click' ? { ...last, action: { ...last.action, opens: 'popup' } } : null,
    );
    if (!isOpened) {
      this.#built.warn('window_unclear', 'A window appears here, and no click before it opened one.', line);
    }
  }

  #action(step: ChromeStep): RecordedAction | null {
    const leadsTo = step.assertedEvents?.find(({ type }) => type === 'navigation');
    switch (step.type) {
      case 'navigate':
        return { type: 'goto', url: step.url ?? '' };
      case 'click':
      case 'doubleClick': {
        if ((step.button ?? 'primary') !== 'primary')
          throw new NotTaken(`a click with the ${step.button} button`);
        const type = step.type === 'click' ? 'click' : 'dblclick';
        return { type, target: chromeTarget(step, false), ...(leadsTo && { leadsTo: leadsTo.url || true }) };
      }
      case 'hover':
        return { type: 'hover', target: chromeTarget(step, false) };
      case 'change':
        return changeAction(step);
      case 'keyDown':
        return this.#press(step.key ?? '');
      case 'keyUp':
        this.#held = this.#held.filter((key) => key !== step.key);
        return null;
      case 'waitForElement':
        return waitAction(step);
      case 'setViewport':
        this.#built.browser = {
          viewport: { width: step.width ?? 0, height: step.height ?? 0 },
          ...this.#built.browser,
        };
        return null;
      case 'close':
        return { type: 'close' };
      case 'scroll':
        return { type: 'left_out', reason: 'steps scroll to what they use' };
      case 'emulateNetworkConditions':
        return { type: 'left_out', reason: 'the network is taken as it is' };
      case 'waitForExpression':
        throw new NotTaken('an expression would have to be run');
      default:
        throw new NotTaken(`there is no step for ${step.type}`);
    }
  }

  /** Modifiers wait for the key that they are held for. */
  #press(key: string): RecordedAction | null {
    if (MODIFIERS.includes(key)) {
      if (!this.#held.includes(key)) this.#held.push(key);
      return null;
    }
    if (key === '') throw new NotTaken('no key is named');
    return { type: 'press', key: [...this.#held, key === '\r' || key === '\n' ? 'Enter' : key].join('+') };
  }
}

function changeAction(step: ChromeStep): RecordedAction {
  if (step.value === undefined) throw new NotTaken('no value is named');
  const target = chromeTarget(step, true);
  if (isChoice(step)) return { type: 'select', target, by: 'value', value: step.value };
  return { type: 'fill', target, value: step.value };
}

/** Asserted by a person who put it into the recording. */
function waitAction(step: ChromeStep): RecordedAction {
  const target = chromeTarget(step, false);
  const { operator = '>=', count = 1 } = step;
  if (step.visible === false || (count === 0 && operator !== '>=')) {
    return { type: 'expect', target, also: { hidden: true } };
  }
  if (count === 1 && operator !== '<=') return { type: 'expect', target, also: {} };
  if (operator !== '==') throw new NotTaken(`a count of ${operator} ${count} elements`);
  return { type: 'expect', target, also: { count } };
}
