/** Collects a statement's values while its text is put together. */
export class SqlValues {
  readonly list: unknown[] = [];

  /** Adds a value. @returns its place with its type, such as `$3::int` */
  add(value: unknown, type: string): string {
    this.list.push(value);
    return `$${this.list.length}::${type}`;
  }
}
