import type { RawLocator } from '../automation/locator';

export const RECORDING_FORMATS = [
  'chrome-recorder',
  'playwright-javascript',
  'playwright-python',
  'playwright-jsonl',
  'selenium-ide',
] as const;
export type RecordingFormat = (typeof RECORDING_FORMATS)[number];

export const FORMAT_NAMES: Readonly<Record<RecordingFormat, string>> = {
  'chrome-recorder': 'Chrome DevTools Recorder',
  'playwright-javascript': 'Playwright codegen (JavaScript or TypeScript)',
  'playwright-python': 'Playwright codegen (Python)',
  'playwright-jsonl': 'Playwright codegen (JSONL)',
  'selenium-ide': 'Selenium IDE',
};

/** An element that somebody used, and all that the recording says about what it is called. */
export interface RecordedTarget {
  readonly locator: RawLocator;
  /** Names of the field, the best first; a name of an input is made of one. */
  readonly names: readonly string[];
  readonly isPassword: boolean;
  /** Equal for the same element, however it was used. */
  readonly key: string;
}

/** What was done, in words that all formats share. */
export type RecordedAction =
  | { readonly type: 'goto'; readonly url: string }
  | { readonly type: 'back' | 'forward' | 'reload' | 'close' }
  | {
      readonly type: 'click' | 'dblclick' | 'hover' | 'check' | 'uncheck';
      readonly target: RecordedTarget;
      /** The click opened a window or gave a file. */
      readonly opens?: 'popup' | 'download';
      /** It led to another page: to this address, or nobody knows where. */
      readonly leadsTo?: string | true;
    }
  | { readonly type: 'fill' | 'type'; readonly target: RecordedTarget; readonly value: string }
  | {
      readonly type: 'select';
      readonly target: RecordedTarget;
      /** By the words of the option, or by its value attribute. */
      readonly by: 'option' | 'value';
      readonly value: string;
    }
  | { readonly type: 'press'; readonly key: string; readonly target?: RecordedTarget }
  | { readonly type: 'upload'; readonly target: RecordedTarget; readonly files: readonly string[] }
  | { readonly type: 'drag'; readonly target: RecordedTarget; readonly to: RecordedTarget }
  /** `also` stands beside the locator in the condition: `{ text: 'Thank you' }`. */
  | { readonly type: 'expect' | 'wait_for'; readonly target: RecordedTarget; readonly also: RecordedCheck }
  | { readonly type: 'expect_url' | 'wait_for_url'; readonly url: string }
  | {
      readonly type: 'extract';
      readonly output: string;
      readonly target: RecordedTarget;
      readonly mode: 'text' | 'value';
    }
  | { readonly type: 'screenshot'; readonly name: string }
  | {
      readonly type: 'dialog';
      readonly answer: 'accept' | 'dismiss';
      readonly text?: string;
      readonly message?: string;
    }
  /** Deliberately not taken: pauses, scrolling. */
  | { readonly type: 'left_out'; readonly reason: string }
  | { readonly type: 'unsupported'; readonly reason: string };

export interface RecordedCheck {
  readonly text?: string;
  readonly hidden?: true;
  readonly value?: string;
  readonly checked?: boolean;
  readonly enabled?: boolean;
  readonly count?: number;
}

export interface RecordedStep {
  /** 1-based line of the recording. */
  readonly line: number;
  /** The window it happened in; the first one is ''. */
  readonly window: string;
  readonly action: RecordedAction;
  /** As recorded, for comments. */
  readonly text: string;
}

/** Something that a person should know about what became of the recording. */
export interface RecordingNote {
  /** `warning`: has to be looked at before it runs. */
  readonly severity: 'warning' | 'note';
  readonly code: string;
  readonly message: string;
  /** 1-based line of the recording; null when it is about all of it. */
  readonly line: number | null;
}

/** How the browser was set up while recording. */
export interface RecordedBrowser {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly locale?: string;
  readonly timezone?: string;
  readonly userAgent?: string;
  readonly ignoreTlsErrors?: true;
  /** Where relative addresses start. */
  readonly baseUrl?: string;
}

/** A recording, whatever wrote it. */
export interface Recording {
  readonly format: RecordingFormat;
  readonly title: string | null;
  readonly browser: RecordedBrowser;
  readonly steps: readonly RecordedStep[];
  readonly notes: readonly RecordingNote[];
}
