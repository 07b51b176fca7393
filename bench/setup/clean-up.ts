/** What must be undone at the end, however it comes. Last made, first undone. */
export class CleanUp {
  private readonly steps: (() => Promise<void>)[] = [];

  add(step: () => Promise<void>): void {
    this.steps.push(step);
  }

  /** Undoes everything, once; a step that fails does not keep the others from running. */
  async run(): Promise<void> {
    const errors: unknown[] = [];
    for (let step = this.steps.pop(); step; step = this.steps.pop())
      await step().catch((error: unknown) => void errors.push(error));
    if (errors.length > 0) throw new AggregateError(errors, 'The benchmark could not remove all it made');
  }
}
