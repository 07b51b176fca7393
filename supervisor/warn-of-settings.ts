import type { Environment } from '../lib/config/env';
import { settingsWithoutEffect } from '../lib/config/settings-without-effect';
import { print } from './progress';

/** Tells whoever starts this what they have set in vain. */
export function warnOfSettings(env: Environment): void {
  for (const { text, advice } of settingsWithoutEffect(env)) print(`WARNING: ${text} ${advice}`);
}
