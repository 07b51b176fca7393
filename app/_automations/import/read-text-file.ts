const SAMPLE_BYTES = 256 * 1024;
const NEWLINE = 0x0a;

/** A recording's text; those are always UTF-8. */
export function readRecordingFile(file: File): Promise<string> {
  return file.text();
}

/** The beginning of a CSV up to the end of a line: its first row is what is asked for. */
export async function readSampleFile(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.slice(0, SAMPLE_BYTES).arrayBuffer());
  const end = file.size > SAMPLE_BYTES ? bytes.lastIndexOf(NEWLINE) + 1 : 0;
  const whole = end > 0 ? bytes.subarray(0, end) : bytes;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(whole);
  } catch {
    return new TextDecoder('windows-1252').decode(whole);
  }
}
