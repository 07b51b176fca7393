/** A program in plain JavaScript: four orders through the library, printed as JSON. */
export const PLAIN_PROGRAM = `
import { getBatchSummary, startBatch } from 'furrow';

const told = [];
const { batchId, execution } = await startBatch('orders.csv', {
  automation: 'order-status.yaml',
  config: { logLevel: 'ERROR' },
  onProgress: (ended, total) => told.push([ended, total]),
});
const { jobs } = await getBatchSummary(batchId);
console.log(JSON.stringify({ execution, told, statuses: jobs.map((job) => job.status) }));
`;

/** The same library in TypeScript, with a wrong use that must not compile. */
export const TYPED_PROGRAM = `
import { BatchEngine, type BatchSummary, type ExecutionResult, RowFailure, type RowHandler } from 'furrow';

const handler: RowHandler = async ({ page, row, attempt, artifact, commit, signal }) => {
  await page.goto(\`/orders?no=\${row['Order no'] ?? ''}\`);
  if (signal.aborted) throw new RowFailure('target_rejected', 'not_found', 'No such order.');
  await artifact('note', { attempt: attempt.number });
  await commit(() => page.getByRole('button').click());
  return { title: await page.title() };
};

await using engine = new BatchEngine({ config: { chunkSize: 10 } });
const { batchId } = await engine.createBatchJobs('orders.csv', { maxRetries: 2, retryDelay: 0.5 });
const result: ExecutionResult = await engine.executeBatchJobs(batchId, { handler, effect: 'submit' });
const summary: BatchSummary | null = await engine.getBatchSummary(batchId);
const rate: number = summary?.successRate ?? 0;
// @ts-expect-error: a number is wanted
await engine.executeBatchJobs(batchId, { maxRetries: 'three' });
// @ts-expect-error: there is no such kind
new RowFailure('bored', 'x', 'y');
console.log(result.jobResults[0]?.status, rate);
`;

/** What the library shows holds no `any`, however deep; a program that uses it would lose its own types there. */
export const NO_ANY_PROGRAM = `
import type * as furrow from 'furrow';

type IsAny<T> = 0 extends 1 & T ? true : false;
type Whole = string | number | boolean | symbol | bigint | null | undefined | Date | Uint8Array | AbortSignal | furrow.RowHandlerInput['page'];
type Has<T, Depth extends 0[] = []> =
  IsAny<T> extends true ? true
  : T extends Whole ? false
  : Depth['length'] extends 9 ? false
  : T extends (...args: infer Args) => infer Result ? Has<Args[number], [...Depth, 0]> | Has<Result, [...Depth, 0]>
  : T extends Promise<infer Value> ? Has<Value, [...Depth, 0]>
  : T extends readonly (infer Item)[] ? Has<Item, [...Depth, 0]>
  : T extends object ? { [Key in keyof T]-?: Has<T[Key], [...Depth, 0]> }[keyof T]
  : false;

type Functions = Omit<typeof furrow, 'BatchEngine' | 'RowFailure' | \`\${string}Error\`>;
export const functions: false = {} as Has<Functions>;
export const engine: false = {} as Has<furrow.BatchEngine>;
export const made: false = {} as Has<ConstructorParameters<typeof furrow.BatchEngine>[number]>;
export const failure: false = {} as Has<ConstructorParameters<typeof furrow.RowFailure>[number]>;
export const error: false = {} as Has<furrow.BatchEngineError>;
// @ts-expect-error: such a thing would be found
export const found: false = {} as Has<() => Promise<readonly { readonly deep?: (value: any) => void }[]>>;
`;
