import { displayEnvironment } from '../../lib/config/display-environment';
import { BatchEngineError } from '../../lib/domain/errors';
import { type FoundBrowser, findBrowser } from './find-browser';

/**
 * A browser that can show a window.
 * @throws BatchEngineError `display_missing` on a machine without a screen, `browser_missing` when all there is is a
 * headless shell; ConfigurationError as findBrowser
 */
export async function findHeadedBrowser(configuredPath?: string): Promise<FoundBrowser> {
  if (process.platform === 'linux' && !hasDisplay()) {
    throw new BatchEngineError(
      'display_missing',
      'There is no display to show a browser on: neither DISPLAY nor WAYLAND_DISPLAY is set. Try it without --headed; the pictures of the steps show the same.',
    );
  }
  const found = await findBrowser(configuredPath, { canShow: true });
  if (found?.kind === 'chromium') return found;
  throw new BatchEngineError(
    'browser_missing',
    'Only a headless shell was found, which has no window. Install Chrome or Chromium, or set FURROW_CHROMIUM to its path.',
  );
}

function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = displayEnvironment();
  return Boolean(DISPLAY || WAYLAND_DISPLAY);
}
