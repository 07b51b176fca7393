import type { WebProcess } from '@/app/_server/web-process';
import type { ProviderChoice } from './provider-button';

/** The sign-in provider to offer, or null when none is configured. */
export function providerChoice(web: WebProcess): ProviderChoice | null {
  return web.providerDoor && { name: web.providerDoor.name, origin: new URL(web.publicUrl).origin };
}
