import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { contextFor, webProcess } from '@/app/_server/web-process';
import type { Context } from '@/lib/services/context';
import { hasUsers } from '@/lib/services/users/has-users';
import { PATH_HEADER } from './path-header';
import { type KnownActor, readActor } from './read-actor';

/** The signed-in person of a page, or null; looked up once a request, however many parts of the page ask. */
export const findPageActor = cache(
  async (): Promise<KnownActor | null> => readActor(await webProcess(), await headers()),
);

/** The signed-in person of a page; everybody else is sent to sign in, and back afterwards. */
export async function requireActor(): Promise<KnownActor> {
  const actor = await findPageActor();
  if (actor) return actor;
  if (await isNewInstallation()) return redirect('/setup');
  const path = (await headers()).get(PATH_HEADER) ?? '/';
  return redirect(path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`);
}

/** Whether nobody has an account yet. */
export async function isNewInstallation(): Promise<boolean> {
  return !(await hasUsers((await webProcess()).parts.db));
}

/** The context in which a page calls the verbs of lib/services. */
export async function requireContext(): Promise<Context> {
  const actor = await requireActor();
  return contextFor(await webProcess(), actor, (await headers()).get('host'));
}
