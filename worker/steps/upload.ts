import { readDataAddress } from '../../lib/automation/file-address';
import type { StepArgs } from '../../lib/automation/step';
import { StepFailure } from '../attempt/step-failure';
import type { StepContext, StepVerb } from './step-context';

interface Payload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** What was fetched while a commit was prepared: fetching must not use up the time in which it may be sent. */
const fetched = new WeakMap<StepContext, { readonly file: string; readonly payloads: Payload[] }>();

export const upload: StepVerb<'upload'> = {
  async prepare(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    await element.waitFor({ state: 'attached', timeout: timeoutMs });
    fetched.set(context, { file: args.file, payloads: await payloadsOf(args, context, timeoutMs) });
  },
  async run(args, context, timeoutMs) {
    const ready = fetched.get(context);
    fetched.delete(context);
    const endsAtMs = performance.now() + timeoutMs;
    const payloads = ready?.file === args.file ? ready.payloads : await payloadsOf(args, context, timeoutMs);
    const leftMs = Math.max(1, endsAtMs - performance.now());
    const element = await context.find(args.locator, leftMs);
    await element.setInputFiles(payloads, { timeout: leftMs, noWaitAfter: context.isCommit });
  },
};

async function payloadsOf(
  { file, as }: StepArgs<'upload'>,
  context: StepContext,
  timeoutMs: number,
): Promise<Payload[]> {
  if (file.trim() === '') return [];
  const held = readDataAddress(file);
  const { contentType, data } = held ?? (await context.fetchFile(webAddress(file), timeoutMs));
  const name = as ?? (held ? 'file' : nameIn(file));
  return [{ name, mimeType: contentType, buffer: Buffer.from(data) }];
}

function webAddress(file: string): URL {
  const url = URL.parse(file.trim());
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  const message =
    'The file is named by no http, https or data: address. Files on the disk of the worker are never sent.';
  throw new StepFailure({ kind: 'input', code: 'file_address_invalid', message });
}

function nameIn(address: string): string {
  const last = URL.parse(address)?.pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last).replace(/[/\\\p{Cc}]/gu, '_') || 'file';
  } catch {
    return 'file';
  }
}
