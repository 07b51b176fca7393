import type { BrowserContextOptions, Page } from 'playwright';
import type { ArtifactContent } from '../../lib/services/artifacts/encode-content';

/** What a row handler is given: one row, in a fresh browser context. */
export interface RowHandlerInput {
  /** Playwright's page. What is opened through it is closed when the attempt ends. */
  readonly page: Page;
  /** Values by header, always text. */
  readonly row: Readonly<Record<string, string>>;
  readonly attempt: {
    readonly batchId: string;
    readonly jobId: string;
    /** 0-based. */
    readonly rowIndex: number;
    /** 1-based, over all executions of the row. */
    readonly number: number;
    /** An earlier attempt of this execution has failed. */
    readonly isRetry: boolean;
  };
  /** Attaches a file to the attempt: objects become JSON, bytes and texts stay as they are. */
  artifact(
    type: string,
    content: ArtifactContent,
    options?: { readonly extension?: string; readonly meta?: Readonly<Record<string, unknown>> },
  ): Promise<void>;
  /**
   * The point of no return. Furrow notes it in the database, then `send` does the one thing that must not happen twice,
   * such as the click that submits. If the attempt fails later, the row becomes `unconfirmed` and never runs by itself.
   */
  commit<T>(send: () => Promise<T>): Promise<T>;
  /** Fires when the attempt must end: a stop, its time limit, a lost lease. */
  readonly signal: AbortSignal;
}

/** Runs one row; what it returns are the row's outputs, which must be an object that JSON can express. */
export type RowHandler = (input: RowHandlerInput) => Promise<RowOutput | undefined> | Promise<void>;

export type RowOutput = Readonly<Record<string, unknown>>;

/**
 * What a handler does to its site, which says when a failed row may run again. `read`: always. `submit`: until it called
 * `commit`. Unsaid: until its page sent the first POST, PUT, PATCH or DELETE, which Furrow notes before it leaves.
 */
export type HandlerEffect = 'read' | 'submit';

/** How the browser context of each row is opened, over Furrow's own way. */
export type HandlerBrowser = Pick<
  BrowserContextOptions,
  'locale' | 'timezoneId' | 'viewport' | 'userAgent' | 'extraHTTPHeaders' | 'ignoreHTTPSErrors'
>;
