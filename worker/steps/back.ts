import type { Frame } from 'playwright';
import { StepFailure } from '../attempt/step-failure';
import { navigate } from './navigate';
import type { StepVerb } from './step-context';

const EMPTY_PAGE = 'about:blank';

export const back: StepVerb<'back'> = {
  async run(_args, context, timeoutMs) {
    const { page } = context;
    const url = page.url();
    let isGone = false;
    const onNavigated = (frame: Frame) => {
      isGone ||= frame === page.mainFrame();
    };
    page.on('framenavigated', onNavigated);
    try {
      await navigate(context, url, () => page.goBack({ timeout: timeoutMs }));
    } finally {
      page.off('framenavigated', onNavigated);
    }
    // A window begins as an empty page: nobody means to go back there.
    if (!isGone || page.url() === EMPTY_PAGE) throw noPageBefore(url);
  },
};

function noPageBefore(url: string): StepFailure {
  const message = 'There is no page to go back to: this one is the first of its window.';
  return new StepFailure({ kind: 'page_mismatch', code: 'no_page_before', message, url });
}
