import type { Page } from 'playwright';

/** What a page noted since it was opened; milliseconds of its own clock. */
export interface PageNotes {
  /** Of every chunk that was acknowledged. */
  readonly acknowledgedAtMs: readonly number[];
  /** When the beginning of a file on its way was first on screen; null when it was not. */
  readonly earlyPreviewAtMs: number | null;
  /** When rows of the arrived file were first on screen. */
  readonly rowsAtMs: number | null;
  /** Tasks over 50 ms that kept the page from answering. */
  readonly longTasksMs: readonly number[];
}

/** Makes a page note, from its next opening on, what this benchmark asks about. */
export async function watchPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const notes = {
      acknowledgedAtMs: [] as number[],
      earlyPreviewAtMs: null as number | null,
      rowsAtMs: null as number | null,
      longTasksMs: [] as number[],
    };
    (globalThis as { uploadNotes?: unknown }).uploadNotes = notes;
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) notes.longTasksMs.push(task.duration);
    }).observe({ type: 'longtask', buffered: true });
    const send = XMLHttpRequest.prototype.send;
    XMLHttpRequest.prototype.send = function (body) {
      this.addEventListener('load', () => {
        if (this.status === 204) notes.acknowledgedAtMs.push(performance.now());
      });
      send.call(this, body);
    };
    // No function in here may have a name: the loader of this script would wrap it in a call that a page does not know.
    setInterval(() => {
      const early = document.querySelector('section[aria-label="Beginning of the file"] td');
      const row = document.querySelector('[role="grid"][aria-label$="of the file"] [role="gridcell"]');
      // What is in the document now is painted at the end of the next frame, which is where the one after it begins.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (early) notes.earlyPreviewAtMs ??= performance.now();
          if (row) notes.rowsAtMs ??= performance.now();
        }),
      );
    }, 10);
  });
}

export function readNotes(page: Page): Promise<PageNotes> {
  return page.evaluate(() => (globalThis as unknown as { uploadNotes: PageNotes }).uploadNotes);
}

/** Waits until rows were painted, which is noted a frame after they are in the document. */
export async function untilRowsNoted(page: Page): Promise<void> {
  await page.waitForFunction(
    () => (globalThis as unknown as { uploadNotes: PageNotes }).uploadNotes.rowsAtMs !== null,
  );
}
