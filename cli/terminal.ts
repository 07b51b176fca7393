import { reportError } from './error-report';
import { EXIT, type Output } from './output';

/** Where a command writes: one document on stdout, everything else on stderr. */
export interface Terminal {
  readonly isJson: boolean;
  /** Whether stderr is a terminal, on which a line can be drawn again. */
  readonly canRedraw: boolean;
  /** Prints a line for people on stderr. */
  log(line: string): void;
  /** Replaces the last line on stderr; only where `canRedraw`. An empty text clears it. */
  redraw(text: string): void;
  /** Runs a command, prints its answer or its error, and settles the exit code. Never throws. */
  answer(work: () => Promise<Output | null>): Promise<void>;
}

export function createTerminal(options: { isJson: boolean }): Terminal {
  const { stderr } = process;
  const canRedraw = stderr.isTTY === true;
  const redraw = (text: string) => void stderr.write(`\r\u001b[2K${text}`);
  const log = (line: string) => void stderr.write(`${canRedraw ? '\r\u001b[2K' : ''}${line}\n`);
  const terminal: Terminal = {
    isJson: options.isJson,
    canRedraw,
    log,
    redraw,
    answer: async (work) => {
      try {
        const output = await work();
        // Null: the command has written its document itself (a streamed export).
        if (output) print(options.isJson, output.json, output.text);
        process.exitCode = output?.exitCode ?? EXIT.ok;
      } catch (error) {
        printError(terminal, error);
      }
    },
  };
  return terminal;
}

/** Prints an error as the command's only document and sets the exit code. */
export function printError(terminal: Terminal, error: unknown): void {
  const { exitCode, body } = reportError(error);
  if (exitCode === EXIT.failed && error instanceof Error) terminal.log(error.stack ?? error.message);
  else if (!terminal.isJson) terminal.log(`furrow: ${body.error.message}`);
  if (terminal.isJson) print(true, body, '');
  process.exitCode = exitCode;
}

function print(isJson: boolean, json: unknown, text: string): void {
  process.stdout.write(isJson ? `${JSON.stringify(json, null, 2)}\n` : `${text.trimEnd()}\n`);
}
