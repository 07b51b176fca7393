import type { BrowserContext, BrowserContextOptions } from 'playwright';
import { sealedName } from '../../lib/domain/session';
import type { KeyRing, SealedValue } from '../../lib/secrets/key-ring';

/** What a browser knows of being signed in: cookies, local storage, IndexedDB. */
export type SiteState = Exclude<BrowserContextOptions['storageState'], string | undefined>;

/** Shorter values of cookies say yes or en; a token is longer. */
const MIN_TOKEN_LENGTH = 8;

export async function readState(context: BrowserContext): Promise<SiteState> {
  return context.storageState({ indexedDB: true });
}

export function sealState(keys: KeyRing, name: string, state: SiteState): SealedValue {
  return keys.seal(sealedName(name), JSON.stringify(state));
}

/** @throws UnreadableSecret */
export function openState(keys: KeyRing, name: string, sealed: SealedValue): SiteState {
  return JSON.parse(keys.open(sealedName(name), sealed)) as SiteState;
}

/** What of a state must not be seen in anything that is kept: whoever has it is signed in. */
export function stateSecrets({ cookies, origins }: SiteState): string[] {
  const stored = origins.flatMap(({ localStorage }) => localStorage.map(({ value }) => value));
  return [...cookies.map(({ value }) => value), ...stored].filter(
    (value) => value.trim().length >= MIN_TOKEN_LENGTH,
  );
}
