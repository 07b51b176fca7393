import { test as base } from '@playwright/test';
import { createApi, type FurrowApi } from './furrow-api';
import { furrowUrl } from './installation-addresses';
import { ADMINISTRATOR_STATE } from './people';

interface Fixtures {
  /** The API as the administrator's browser would call it. */
  readonly api: FurrowApi;
}

/** Tests against the installation of the run, signed in as its administrator. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern.
  baseURL: async ({}, use) => use(furrowUrl()),
  storageState: ADMINISTRATOR_STATE,
  api: async ({ playwright }, use) => {
    const request = await playwright.request.newContext({ storageState: ADMINISTRATOR_STATE });
    await use(createApi(request, furrowUrl()));
    await request.dispose();
  },
});

/** Cookies of somebody who has none. */
export const SIGNED_OUT = { cookies: [], origins: [] };
