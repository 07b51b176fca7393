/** One thing Furrow needs: what was found, and, when it is not good, what to do. */
export type Check = {
  readonly name: 'node' | 'database' | 'browser' | 'storage' | 'disk';
  readonly ok: boolean;
  readonly found: string;
  readonly advice?: string;
};
