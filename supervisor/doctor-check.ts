/** One thing Furrow needs: what was found, and, when it is not good, what to do. With advice but ok it is a warning. */
export type Check = {
  readonly name:
    | 'node'
    | 'database'
    | 'browser'
    | 'storage'
    | 'disk'
    | 'sign_in'
    | 'mail'
    | 'retention'
    | 'settings';
  readonly ok: boolean;
  readonly found: string;
  readonly advice?: string;
};
