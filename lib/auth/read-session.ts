import type { Actor, Role } from '../domain/role';
import type { Auth } from './auth';

/** The signed-in user behind these request headers (their cookie), or null. A disabled account is nobody. */
export async function readSession(
  auth: Auth,
  headers: Headers,
): Promise<Extract<Actor, { type: 'user' }> | null> {
  if (!headers.has('cookie')) return null;
  const found = await auth.api.getSession({ headers });
  if (!found || found.user.disabledAt) return null;
  const { id, name, role } = found.user;
  return { type: 'user', userId: id, name, role: role as Role };
}
