import type { Failure } from './failure';

/**
 * One text for all failures that look alike: kind, code, step, and the message without what differs from row to row
 * (urls, quoted values, ids, numbers and the row's own cells). 400 failures then show as a few groups.
 */
export function failureFingerprint(failure: Failure, cellValues: Iterable<string> = []): string {
  return `${failure.kind}:${failure.code}:${failure.step ?? '-'}:${hash(generalise(failure.message, cellValues))}`;
}

function generalise(message: string, cellValues: Iterable<string>): string {
  let text = message;
  for (const value of cellValues) {
    if (value.length > 1) text = text.replaceAll(value, '?');
  }
  return text
    .replace(/https?:\/\/\S+/g, '?')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '?')
    .replace(/\b[0-9a-f]{12,}\b/gi, '?')
    .replace(/\d+([.,]\d+)*/g, '?');
}

/** FNV-1a, 32 bits: short, stable between versions, no dependency; a collision only merges two groups. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return (value >>> 0).toString(16).padStart(8, '0');
}
