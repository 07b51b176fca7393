/**
 * What users of the reference rely on, in our words, and the test that holds it. A line without a test needs a reason.
 * The title of a test in tests/compat is the line itself; other tests are named with file and title.
 */
export interface Behaviour {
  /** Of the reference behaviour. */
  readonly section: string;
  readonly says: string;
  readonly proof: { readonly file: string; readonly title: string } | { readonly reason: string };
}

/** In a file of tests/compat. */
export function inFile(section: string, name: string, titles: readonly string[]): Behaviour[] {
  const file = `tests/compat/${name}.test.ts`;
  return titles.map((says) => ({ section, says, proof: { file, title: says } }));
}

export function elsewhere(section: string, says: string, file: string, title: string): Behaviour {
  return { section, says, proof: { file: `tests/${file}.test.ts`, title } };
}

export function dropped(section: string, says: string, reason: string): Behaviour {
  return { section, says, proof: { reason } };
}
