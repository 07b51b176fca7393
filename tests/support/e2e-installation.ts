import { findFreePort } from '../../supervisor/cluster/postgres';
import { createDataDir, endInstallation, startInstallation } from './installation';
import { logsOf, placesWithCells } from './logged-cells';
import { CLIENT, startSignInServer } from './sign-in-server';

/**
 * Playwright's globalSetup: one installation for all end-to-end tests, which find it in the environment:
 * FURROW_E2E_URL, FURROW_E2E_SETUP_URL (the first-run link),
 * FURROW_E2E_PRACTICE_URL and FURROW_E2E_DATA_DIR. One signs in there also at an OpenID Connect provider, where whoever
 * types an address is its owner. Its mail goes to FURROW_E2E_MAIL_PORT, where a test may start a mail server. What it
 * holds is deleted 90 days later, as its pages say.
 */
// biome-ignore lint/style/noDefaultExport: Playwright calls the default export.
export default async function startForAllTests(): Promise<() => Promise<void>> {
  const dataDir = createDataDir();
  const signInServer = await startSignInServer();
  const mailPort = String(await findFreePort());
  try {
    const installation = await startInstallation(dataDir.path, {
      FURROW_OIDC_ISSUER: signInServer.issuer,
      FURROW_OIDC_CLIENT_ID: CLIENT.id,
      FURROW_OIDC_CLIENT_SECRET: CLIENT.secret,
      FURROW_OIDC_NAME: 'Example & Sons',
      SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
      SMTP_FROM: 'Furrow <furrow@example.com>',
      FURROW_RETENTION_DAYS: '90',
    });
    process.env.FURROW_E2E_URL = installation.url;
    process.env.FURROW_E2E_SETUP_URL = installation.setupUrl ?? '';
    process.env.FURROW_E2E_PRACTICE_URL = installation.practiceUrl;
    process.env.FURROW_E2E_DATA_DIR = dataDir.path;
    process.env.FURROW_E2E_MAIL_PORT = mailPort;
    return async () => {
      await endInstallation(installation.supervisor);
      await signInServer.close();
      dataDir.remove();
      const told = placesWithCells(logsOf(installation.lines));
      if (told.length > 0)
        throw new Error(`The logs of web and worker repeat what nobody may read there: ${told.join('; ')}`);
    };
  } catch (error) {
    await signInServer.close();
    dataDir.remove();
    throw error;
  }
}
