import { startPracticeSite } from '@/examples/practice-site/start-practice-site';
import { startTestBrowser } from './browser';
import { type RanRow, type RowOptions, runRow } from './run-row';

export interface PracticeRows {
  readonly url: string;
  /** Runs the steps (YAML list items, two spaces deep) for one row. @param head further lines of the document */
  run(steps: string, options?: RowOptions & { readonly head?: string }): Promise<RanRow>;
  close(): Promise<void>;
}

/** The practice site, and a browser to run rows there. */
export async function openPracticeRows(): Promise<PracticeRows> {
  const site = await startPracticeSite({ port: 0 });
  const browser = await startTestBrowser();
  return {
    url: site.url,
    run: (steps, { head = 'effect: read', ...options } = {}) =>
      runRow(browser, `version: 1\nname: test\nbase_url: ${site.url}\n${head}\nsteps:${steps}`, options),
    close: async () => {
      await browser.close();
      await site.close();
    },
  };
}
