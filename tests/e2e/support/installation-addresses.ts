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
