import type { Environment } from '../lib/config/env';
import { publicUrl } from '../lib/config/public-url';

/** Where nobody said at which address people reach Furrow. @param what begins or ends there */
export function adviseOnPublicUrl(env: Environment, what: string): { readonly advice?: string } {
  if (env.FURROW_PUBLIC_URL !== undefined) return {};
  return { advice: `Set FURROW_PUBLIC_URL: ${what} ${publicUrl(env)}, which only this machine reaches.` };
}
