/** Which folder may import what. Each comment names the right place; ARCHITECTURE.md has the picture. */
const packages = (...names) => `(^|/)node_modules/(${names.join('|')})/`;

/** A folder that may import its listed neighbours and packages, and nothing else. */
const only = (name, folder, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: { pathNot: [`^${folder}/`, ...allowed] },
});
const never = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    never(
      'no-circles',
      {},
      { circular: true },
      'Two modules that need each other are one idea or need a third: move the shared part below both.',
    ),
    only(
      'domain-is-pure',
      'lib/domain',
      [packages('zod')],
      'lib/domain decides, with zod and nothing else. Input and output belong in lib/services, lib/db or worker.',
    ),
    only(
      'automation-is-pure',
      'lib/automation',
      ['^lib/domain/', packages('zod', 'yaml', 're2js')],
      'lib/automation turns text into data, with zod, yaml and re2js. What runs it is in worker/attempt and worker/steps.',
    ),
    only(
      'csv-is-pure',
      'lib/csv',
      [
        '^lib/domain/',
        '^lib/config/batch-config',
        '^(node:)?(buffer|string_decoder)$',
        packages('zod', 'papaparse', '@types/papaparse', 'iconv-lite', 'chardet'),
      ],
      'lib/csv reads streams it is given. Files belong in lib/storage, tables in lib/db.',
    ),
    only(
      'recording-is-pure',
      'lib/recording',
      ['^lib/domain/', '^lib/automation/', packages('zod', 'yaml', '@babel/parser', '@babel/types')],
      'lib/recording turns text into text and runs nothing of it. Files belong in lib/services, browsers in worker.',
    ),
    only(
      'cron-is-pure',
      'lib/cron',
      ['^lib/domain/', packages('croner', 'cronstrue')],
      'lib/cron tells when something is due. What happens then belongs in lib/services/schedules.',
    ),
    only(
      'xlsx-is-pure',
      'lib/xlsx',
      ['^lib/zip/'],
      'lib/xlsx writes rows it is given. Where they come from belongs in lib/services.',
    ),
    only(
      'zip-is-pure',
      'lib/zip',
      ['^(node:)?(stream|events)$', packages('yazl', '@types/yazl')],
      'lib/zip packs bytes it is given. Where they come from belongs in lib/services.',
    ),
    only(
      'mail-takes-letters',
      'lib/mail',
      ['^lib/domain/', packages('nodemailer')],
      'lib/mail words letters and takes them to the server. Who gets one belongs in lib/services.',
    ),
    only(
      'log-knows-nothing',
      'lib/log',
      ['^(node:)?(tty|util)$', packages('pino')],
      'lib/log writes lines. What is worth a line is said where it happens.',
    ),
    never(
      'lib-looks-down',
      { path: '^lib/' },
      { path: '^(app|worker|cli|sdk|supervisor|bench|tests|examples|prisma)/|^proxy\\.ts' },
      'lib serves app and worker and knows neither. Pass what it needs as an argument.',
    ),
    never(
      'app-stays-in-front',
      { path: '^(app/|proxy\\.ts)' },
      { path: '^(worker|cli|sdk|supervisor|bench|tests|prisma)/' },
      'app answers requests. Work in a browser is a job for worker; shared verbs live in lib/services.',
    ),
    never(
      'worker-knows-no-screen',
      { path: '^worker/' },
      { path: `^(app|cli|sdk|supervisor|bench|tests)/|${packages('next', 'react', 'react-dom')}` },
      'worker never imports the screens, Next or React. Shared verbs live in lib/services.',
    ),
    never(
      'only-worker-drives-browsers',
      { pathNot: '^(worker|tests|bench)/|^playwright\\.config\\.ts' },
      { path: packages('playwright', 'playwright-core', '@playwright/test') },
      'Only worker, tests and bench import Playwright. Put the browser part into worker.',
    ),
    never(
      'only-db-imports-prisma',
      { pathNot: '^(lib/db|tests)/|^prisma\\.config\\.ts' },
      { path: `^lib/db/generated/|${packages('@prisma/client', '@prisma/adapter-pg', 'prisma')}` },
      'Only lib/db imports the Prisma client: add an operation there and call it.',
    ),
    never(
      'only-db-talks-sql',
      { pathNot: '^(lib/db|prisma|supervisor|tests|bench)/' },
      { path: packages('pg', 'pg-copy-streams') },
      'Only lib/db opens connections: add a file to lib/db/sql and call it.',
    ),
    never(
      'only-s3-loads-its-sdk',
      {},
      {
        path: packages('@aws-sdk', '@smithy'),
        dynamic: false,
        dependencyTypesNot: ['type-only', 'type-import'],
      },
      'Who keeps files on the disk must not pay for the SDK: lib/storage/s3-connection.ts loads it with the first request.',
    ),
    never(
      'samples-stand-alone',
      { path: '^examples/' },
      { pathNot: '^(examples|lib/(domain|config|automation|csv))/|node_modules|^[a-z:/_]+$' },
      'The practice site is a stranger to Furrow: it may share pure code only.',
    ),
    never(
      'no-development-packages',
      { path: '^(app|lib|worker|cli|sdk|supervisor|prisma|examples)/', pathNot: '^sdk/build/' },
      { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
      'What runs in production is in "dependencies" of package.json, pinned exactly; only sdk/build runs before.',
    ),
    never(
      'no-unknown-modules',
      {},
      { couldNotResolve: true },
      'The import leads nowhere: correct the path, or add the package with npm install --save-exact.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: {
      path: '^(bench/run/peers|lib/db/generated/internal|lib/db/generated/models|\\.next)/|\\.css$',
    },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.json'],
    },
  },
};
