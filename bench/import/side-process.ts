import { connectDatabase } from '../../lib/db/connect';
import type { ImportFiles } from './import-files';
import { type ImportSideName, runImportSide } from './import-side';

// One side of the comparison in a process of its own, so that its memory is its own. Every message asks for a round.
const [side, filesJson] = process.argv.slice(2) as [ImportSideName, string];
const files = JSON.parse(filesJson) as ImportFiles;
const db = connectDatabase(files.databaseUrl, { maxConnections: 3, applicationName: `furrow-bench-${side}` });

process.on('message', () => {
  runImportSide(side, db, files).then(
    (measured) => process.send?.({ measured }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => void db.close());
