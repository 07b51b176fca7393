import type { CDPSession, Download, Page } from 'playwright';
import { StepFailure } from '../attempt/step-failure';
import type { StepVerb } from './step-context';

const MAX_BYTES = 100 * 1024 * 1024;
const MAX_NAME_LENGTH = 200;

/** Of files that a browser may show; all others are only ever saved. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  pdf: 'application/pdf',
  txt: 'text/plain; charset=utf-8',
  zip: 'application/zip',
};

export const download: StepVerb<'download'> = {
  async run(args, context, timeoutMs) {
    const { page } = context;
    const element = await context.find(args.locator, timeoutMs);
    const size = await watchSize(page);
    try {
      const coming = context.downloads.next(page, timeoutMs);
      // Whoever loses must not become an unhandled rejection.
      coming.catch(() => undefined);
      await element.click({ timeout: timeoutMs });
      const file = await coming;
      size.onExceeded(() => void file.cancel());
      await keep(file, args.as, context);
    } finally {
      size.stop();
    }
  },
};

async function keep(
  file: Download,
  as: string | undefined,
  context: Parameters<typeof download.run>[1],
): Promise<void> {
  const failure = await file.failure();
  if (failure !== null) throw broken(failure, file.url());
  const suggested = file.suggestedFilename();
  const extension = /\.([A-Za-z0-9]{1,10})$/.exec(suggested)?.[1]?.toLowerCase() ?? 'bin';
  const kept = await context.keepFile({
    type: 'download',
    name: nameOf(as ?? suggested),
    contentType: CONTENT_TYPES[extension] ?? 'application/octet-stream',
    extension,
    data: await file.createReadStream(),
  });
  await file.delete();
  if (!kept) {
    const message = 'The file came, but could not be stored.';
    throw new StepFailure({ kind: 'unexpected', code: 'download_not_stored', message });
  }
}

function broken(reason: string, url: string): StepFailure {
  if (reason === 'canceled') {
    const message = `The file is larger than ${MAX_BYTES / 1024 / 1024} MB.`;
    return new StepFailure({ kind: 'page_mismatch', code: 'download_too_large', message, url });
  }
  const message = `The file did not come whole (${reason.slice(0, 100)}).`;
  return new StepFailure({ kind: 'target_unavailable', code: 'download_failed', message, url });
}

function nameOf(name: string): string {
  return name.replace(/\p{Cc}/gu, ' ').slice(0, MAX_NAME_LENGTH);
}

/** The browser writes to the disk on its own: only it says how much has come. */
async function watchSize(page: Page) {
  const session: CDPSession = await page.context().newCDPSession(page);
  let onExceeded = () => {};
  session.on('Page.downloadProgress', ({ receivedBytes, totalBytes }) => {
    if (receivedBytes > MAX_BYTES || totalBytes > MAX_BYTES) onExceeded();
  });
  await session.send('Page.enable');
  return {
    onExceeded: (call: () => void) => {
      onExceeded = call;
    },
    stop: () => void session.detach().catch(() => undefined),
  };
}
