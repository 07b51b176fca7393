import { FileProcessingError } from '../domain/errors';
import { readChrome } from './chrome/read-chrome';
import { detectFormat } from './detect-format';
import { readJsonl } from './playwright/read-jsonl';
import { readScript } from './playwright/read-script';
import type { Recording } from './recording';
import { parseJavaScript } from './script/parse-javascript';
import { parsePython } from './script/parse-python';
import { readSide } from './selenium/read-side';

export const MAX_RECORDING_BYTES = 1024 * 1024;
const MAX_STEPS = 2000;

/**
 * Reads a recording of any known format, told by its content. Programs are parsed, never run.
 * @throws FileProcessingError `recording_too_large`, `recording_empty`, `recording_unknown`, `recording_invalid`,
 * `recording_too_deep`, `recording_too_many_steps`
 */
export function readRecording(source: string): Recording {
  if (source.length > MAX_RECORDING_BYTES || new TextEncoder().encode(source).length > MAX_RECORDING_BYTES) {
    throw new FileProcessingError('recording_too_large', 'The recording is larger than 1 MB.');
  }
  const recording = readKnown(source.replace(/^\uFEFF/, ''));
  if (recording.steps.length > MAX_STEPS) {
    const message = `The recording has ${recording.steps.length} steps; ${MAX_STEPS} are the most.`;
    throw new FileProcessingError('recording_too_many_steps', message);
  }
  const isEmpty = recording.steps.every(
    ({ action }) => action.type === 'left_out' || action.type === 'unsupported',
  );
  if (isEmpty) {
    const message = 'The recording has no step that could be taken over.';
    const lines = recording.steps.slice(0, 20).map(({ line, text }) => ({ line, text }));
    throw new FileProcessingError('recording_empty', message, { steps: lines.length });
  }
  return recording;
}

function readKnown(source: string): Recording {
  const detected = detectFormat(source);
  switch (detected.format) {
    case 'chrome-recorder':
      return readChrome(detected.data, source);
    case 'selenium-ide':
      return readSide(detected.data, source);
    case 'playwright-jsonl':
      return readJsonl(detected.lines);
    case 'playwright-javascript':
      return readScript(detected.format, parseJavaScript(source));
    case 'playwright-python':
      return readScript(detected.format, parsePython(source));
  }
}
