import { defineConfig } from 'prisma/config';

// Only for Prisma's own commands (studio, format, diff): Furrow applies migrations with prisma/migrate.ts.
// `generate` must work without a database, so an absent DATABASE_URL is no error here.
const url = process.env.DATABASE_URL;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(url ? { datasource: { url } } : {}),
});
