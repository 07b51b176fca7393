import { expect, it } from 'vitest';
import { findLines, readSources } from './sources';

const statements = 'select|insert|update|delete|with|copy|create|alter|drop|truncate|merge|lock';

it('keeps raw SQL in lib/db/sql, one file per operation', () => {
  const files = readSources(['app', 'cli', 'lib', 'sdk', 'worker']).filter(
    ({ path }) => !path.startsWith('lib/db/sql/'),
  );
  const rawPrisma = findLines(files, /\$(query|execute)Raw/);
  const rawText = findLines(files, new RegExp(`(query(<.*>)?\\(|sql)\\s*['"\`]\\s*(${statements})\\b`, 'i'));
  expect(
    [...rawPrisma, ...rawText],
    'SQL text stands here. Give the operation a file of its own in lib/db/sql and call that.',
  ).toEqual([]);
});
