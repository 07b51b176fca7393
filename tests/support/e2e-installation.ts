import { createDataDir, endInstallation, startInstallation } from './installation';
import { logsOf, placesWithCells } from './logged-cells';

/**
 * Playwright's globalSetup: one installation for all end-to-end tests, which find it in the environment:
 * FURROW_E2E_URL, FURROW_E2E_SETUP_URL (the first-run link),
 * FURROW_E2E_PRACTICE_URL and FURROW_E2E_DATA_DIR.
 */
// biome-ignore lint/style/noDefaultExport: Playwright calls the default export.
export default async function startForAllTests(): Promise<() => Promise<void>> {
  const dataDir = createDataDir();
  try {
    const installation = await startInstallation(dataDir.path);
    process.env.FURROW_E2E_URL = installation.url;
    process.env.FURROW_E2E_SETUP_URL = installation.setupUrl ?? '';
    process.env.FURROW_E2E_PRACTICE_URL = installation.practiceUrl;
    process.env.FURROW_E2E_DATA_DIR = dataDir.path;
    return async () => {
      await endInstallation(installation.supervisor);
      dataDir.remove();
      const told = placesWithCells(logsOf(installation.lines));
      if (told.length > 0)
        throw new Error(`The logs of web and worker repeat what nobody may read there: ${told.join('; ')}`);
    };
  } catch (error) {
    dataDir.remove();
    throw error;
  }
}
