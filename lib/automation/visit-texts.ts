import type { FaultPath } from './fault';

/** Calls back for every text inside data, with its path; keys are not texts. */
export function visitTexts(
  value: unknown,
  visit: (text: string, path: FaultPath) => void,
  path: FaultPath = [],
): void {
  if (typeof value === 'string') visit(value, path);
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) visitTexts(item, visit, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) visitTexts(item, visit, [...path, key]);
  }
}

/** A copy of data with every text changed; keys stay. */
export function mapTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)])) as T;
}
