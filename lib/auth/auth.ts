import { createHmac } from 'node:crypto';
import { APIError, type BetterAuthOptions, betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import type { Database } from '../db/connect';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../domain/account';
import { CLIENT_ADDRESS_HEADER } from './client-address';
import { trustedOrigins } from './trusted-origins';

const DAY_SECONDS = 86_400;

export interface AuthOptions {
  readonly db: Database;
  /** The installation's secret key; sessions are signed with a key derived from it. */
  readonly secret: string;
  /** Address of the dashboard. Cookies are marked Secure only when it is https, else a LAN address could not sign in. */
  readonly publicUrl: string;
}

/**
 * Sessions and passwords. Accounts come from invitations only (lib/services/invitations), so public sign-up is closed.
 * Serve `handler` below /api/auth; read a session with `readSession`.
 */
export function createAuth(options: AuthOptions) {
  return betterAuth(authConfiguration(options));
}

/** What passwords and a provider's sign-ins have in common: the same people, sessions and cookies. */
export function authConfiguration({ db, secret, publicUrl }: AuthOptions) {
  return {
    appName: 'Furrow',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret: createHmac('sha256', secret).update('sessions').digest('base64url'),
    database: prismaAdapter(db.prisma, { provider: 'postgresql' }),
    trustedOrigins: (request?: Request) => trustedOrigins(publicUrl, request?.headers.get('host') ?? null),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
    },
    disabledPaths: ['/sign-up/email', '/delete-user', '/change-email', '/request-password-reset'],
    session: { expiresIn: 30 * DAY_SECONDS, updateAge: DAY_SECONDS },
    user: {
      additionalFields: {
        role: { type: ['admin', 'member', 'viewer'], input: false, required: true, defaultValue: 'viewer' },
        disabledAt: { type: 'date', input: false, required: false },
      },
    },
    databaseHooks: {
      session: { create: { before: (session: { userId: string }) => refuseDisabled(db, session.userId) } },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 100,
      customRules: {
        '/sign-in/email': { window: 60, max: 15 },
        '/sign-in/social': { window: 60, max: 15 },
        '/change-password': { window: 60, max: 15 },
        '/get-session': false,
      },
    },
    advanced: {
      cookiePrefix: 'furrow',
      useSecureCookies: publicUrl.startsWith('https://'),
      // Pinned: both are switched off by default under NODE_ENV=test.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    logger: { level: 'error' },
    telemetry: { enabled: false },
  } satisfies BetterAuthOptions;
}

export type Auth = ReturnType<typeof createAuth>;

async function refuseDisabled(db: Database, userId: string): Promise<void> {
  const user = await db.prisma.user.findUnique({ where: { id: userId }, select: { disabledAt: true } });
  if (!user || user.disabledAt) {
    throw new APIError('FORBIDDEN', {
      code: 'USER_DISABLED',
      message: 'This account has been disabled. Ask an administrator.',
    });
  }
}
