import type { RawLocator } from '../../automation/locator';
import { NotTaken } from '../not-taken';
import type { RecordingBuilder } from '../record-steps';
import type { RecordedAction } from '../recording';
import { targetOf } from '../target';
import { sideChecks } from './side-checks';
import { sideLocator, sideTarget } from './side-locators';
import type { SideCommand } from './side-schema';

const LEFT_OUT: Readonly<Record<string, string>> = {
  pause: 'steps wait for what they use',
  setSpeed: 'steps wait for what they use',
  echo: 'it only prints',
  debugger: 'it only stops',
  mouseOut: 'the pointer moves with the steps',
  mouseMoveAt: 'the pointer moves with the steps',
  mouseDownAt: 'the click says it',
  mouseUpAt: 'the click says it',
  mouseDown: 'the click says it',
  mouseUp: 'the click says it',
};

/** Names of keys in Selenium IDE -> Playwright. */
const KEYS: Readonly<Record<string, string>> = {
  ENTER: 'Enter',
  RETURN: 'Enter',
  TAB: 'Tab',
  ESC: 'Escape',
  ESCAPE: 'Escape',
  BACKSPACE: 'Backspace',
  BKSP: 'Backspace',
  DELETE: 'Delete',
  DEL: 'Delete',
  UP: 'ArrowUp',
  DOWN: 'ArrowDown',
  LEFT: 'ArrowLeft',
  RIGHT: 'ArrowRight',
  PAGE_UP: 'PageUp',
  PAGE_DOWN: 'PageDown',
  HOME: 'Home',
  END: 'End',
  SPACE: 'Space',
};

type Read = (command: SideCommand) => RecordedAction | null;

/** Turns commands of one test into steps; remembers frame, window and stored texts between them. */
export class SideReader {
  readonly #built: RecordingBuilder;
  readonly #base: string;
  readonly #stored = new Map<string, string>();
  #frame: RawLocator | undefined;
  #window = '';
  readonly #commands: Readonly<Record<string, Read>>;

  constructor(built: RecordingBuilder, base: string) {
    this.#built = built;
    this.#base = base;
    this.#commands = { ...this.#actions(), ...sideChecks((command) => this.#target(command)) };
  }

  read(raw: SideCommand, line: number): void {
    const text = [raw.command, raw.target, raw.value].filter((part) => part !== '').join(' | ');
    const place = { line, text, window: this.#window };
    if (raw.command.startsWith('//')) {
      this.#built.push(place, { type: 'left_out', reason: 'it is switched off in the recording' });
      return;
    }
    const dialog = dialogAction(raw);
    if (dialog?.isAfter) this.#built.pushBeforeLast(place, dialog.action);
    else this.#built.add(place, () => dialog?.action ?? this.#action(raw));
  }

  #action(raw: SideCommand): RecordedAction | null {
    const command = { ...raw, target: this.#filled(raw.target), value: this.#filled(raw.value) };
    const left = Object.hasOwn(LEFT_OUT, raw.command) ? LEFT_OUT[raw.command] : undefined;
    if (left !== undefined) return { type: 'left_out', reason: left };
    const read = Object.hasOwn(this.#commands, raw.command) ? this.#commands[raw.command] : undefined;
    if (!read) throw new NotTaken(`there is no step for ${raw.command}`);
    return read(command);
  }

  #target(command: SideCommand) {
    return sideTarget(command, this.#frame);
  }

  #actions(): Record<string, Read> {
    const click: Read = (command) => ({
      type: 'click',
      target: this.#target(command),
      ...(command.opensWindow && { opens: 'popup' as const }),
    });
    const doubleClick: Read = (command) => ({ type: 'dblclick', target: this.#target(command) });
    return {
      open: ({ target }) => ({ type: 'goto', url: this.#address(target) }),
      click,
      clickAt: click,
      doubleClick,
      doubleClickAt: doubleClick,
      mouseOver: (command) => ({ type: 'hover', target: this.#target(command) }),
      type: (command) => ({ type: 'fill', target: this.#target(command), value: command.value }),
      sendKeys: (command) => this.#sendKeys(command),
      select: (command) => this.#select(command),
      check: (command) => ({ type: 'check', target: this.#target(command) }),
      uncheck: (command) => ({ type: 'uncheck', target: this.#target(command) }),
      dragAndDropToObject: (command) => {
        const to = targetOf({ ...sideLocator(command.value), ...(this.#frame && { frame: this.#frame }) });
        return { type: 'drag', target: this.#target(command), to };
      },
      setWindowSize: ({ target }) => this.#resize(target),
      store: ({ target, value }) => {
        this.#stored.set(value, target);
        return null;
      },
      storeText: (c) => ({ type: 'extract', output: c.value, target: this.#target(c), mode: 'text' }),
      storeValue: (c) => ({ type: 'extract', output: c.value, target: this.#target(c), mode: 'value' }),
      storeWindowHandle: () => null,
      selectFrame: ({ target }) => this.#enterFrame(target),
      selectWindow: ({ target }) => this.#enterWindow(target),
      close: () => ({ type: 'close' }),
      runScript: ({ target }) => {
        if (/^window\.scroll/.test(target))
          return { type: 'left_out', reason: 'steps scroll to what they use' };
        throw new NotTaken('a script would have to be run');
      },
    };
  }

  #address(target: string): string {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return target;
    return URL.canParse(target, this.#base) ? new URL(target, this.#base).href : target;
  }

  #sendKeys(command: SideCommand): RecordedAction {
    const key = /^\$\{KEY_(\w+)\}$/.exec(command.value)?.[1];
    const target = this.#target(command);
    if (key === undefined) {
      if (command.value.includes('${KEY_')) throw new NotTaken('keys among text');
      return { type: 'type', target, value: command.value };
    }
    const name = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
    if (name === undefined) throw new NotTaken(`the key ${key} is not known here`);
    return { type: 'press', key: name, target };
  }

  #select(command: SideCommand): RecordedAction {
    const [, by = 'label', value = command.value] =
      /^(label|value|id|index)=(.*)$/s.exec(command.value) ?? [];
    if (by !== 'label' && by !== 'value') throw new NotTaken(`an option by its ${by}`);
    return { type: 'select', target: this.#target(command), by: by === 'label' ? 'option' : 'value', value };
  }

  #resize(size: string): null {
    const [, width, height] = /^(\d{2,5})x(\d{2,5})$/.exec(size) ?? [];
    if (width) this.#built.browser = { viewport: { width: Number(width), height: Number(height) } };
    return null;
  }

  #enterFrame(target: string): null {
    const index = /^index=(\d+)$/.exec(target)?.[1];
    if (target === 'relative=parent') this.#frame = this.#frame?.frame;
    else if (target === 'relative=top') this.#frame = undefined;
    else {
      const found = index === undefined ? sideLocator(target) : { css: 'iframe, frame', nth: Number(index) };
      this.#frame = { ...found, ...(this.#frame && { frame: this.#frame }) };
    }
    return null;
  }

  #enterWindow(target: string): null {
    const handle = /^handle=\$\{(\w+)\}$/.exec(target)?.[1];
    if (handle === undefined) throw new NotTaken('a window by its title or position');
    this.#window = handle === 'root' ? '' : handle;
    this.#frame = undefined;
    return null;
  }

  /** Texts that the recording itself stored; keys and window handles are read where they are used. */
  #filled(text: string): string {
    return text.replace(/\$\{(\w+)\}/g, (whole, name: string) => {
      if (name.startsWith('KEY_') || text.startsWith('handle=')) return whole;
      const stored = this.#stored.get(name);
      if (stored === undefined) throw new NotTaken(`it uses the variable ${name}`);
      return stored;
    });
  }
}

/** `isAfter`: recorded after the step that set the message off, while ours stands before it. */
function dialogAction({ command, target }: SideCommand): { action: RecordedAction; isAfter: boolean } | null {
  const isAfter = command.startsWith('webdriver') || command.startsWith('assert');
  const answer = (action: Omit<RecordedAction & { type: 'dialog' }, 'type'>) => ({
    action: { type: 'dialog' as const, ...action },
    isAfter,
  });
  if (/^(chooseOkOnNext|webdriverChooseOkOnVisible)Confirmation$/.test(command))
    return answer({ answer: 'accept' });
  if (/^(chooseCancelOnNext|webdriverChooseCancelOnVisible)(Confirmation|Prompt)$/.test(command)) {
    return answer({ answer: 'dismiss' });
  }
  if (command === 'answerOnNextPrompt' || command === 'webdriverAnswerOnVisiblePrompt') {
    return answer({ answer: 'accept', text: target });
  }
  if (/^assert(Alert|Confirmation|Prompt)$/.test(command)) {
    return answer({ answer: 'accept', ...(target !== '' && { message: target }) });
  }
  return null;
}
