function required(key: string): string {
  const value = process.env[key];
  if (!value) throw new Error(`${key} is not set: run this through \`npx playwright test\`.`);
  return value;
}

/** Where the dashboard of the installation under test answers, without a slash at the end. */
export const furrowUrl = (): string => required('FURROW_E2E_URL');
/** The one-time link of the first start. */
export const setupUrl = (): string => required('FURROW_E2E_SETUP_URL');
export const practiceUrl = (): string => required('FURROW_E2E_PRACTICE_URL');
/** Where a test may start the mail server of the installation. */
export const mailPort = (): number => Number(required('FURROW_E2E_MAIL_PORT'));
/** The environment in which the command line works on the installation under test. */
export const furrowEnvironment = (): Record<string, string> => ({
  FURROW_DATA_DIR: required('FURROW_E2E_DATA_DIR'),
  FURROW_PRACTICE_PORT: new URL(practiceUrl()).port,
  PORT: new URL(furrowUrl()).port,
});
