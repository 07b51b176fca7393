import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { contextFor, webProcess } from '@/app/_server/web-process';
import type { Context } from '@/lib/services/context';
import { hasUsers } from '@/lib/services/users/has-users';
import { type KnownActor, readActor } from './read-actor';

/** The signed-in person of a page, or null. */
export async function findPageActor(): Promise<KnownActor | null> {
  return readActor(await webProcess(), await headers());
}

/** The signed-in person of a page; everybody else is sent to sign in or, on a new installation, to the set-up. */
export async function requireActor(): Promise<KnownActor> {
  const web = await webProcess();
  const actor = await readActor(web, await headers());
  if (actor) return actor;
  return redirect((await hasUsers(web.parts.db)) ? '/sign-in' : '/setup');
}

/** The context in which a page calls the verbs of lib/services. */
export async function requireContext(): Promise<Context> {
  const actor = await requireActor();
  return contextFor(await webProcess(), actor, (await headers()).get('host'));
}
