import { connectDatabase } from '../../lib/db/connect';
import { keepRowsYoung } from '../../worker/background/keep-rows-young';
import type { IntakeFiles } from './intake-files';
import { type IntakeSideName, runIntakeSide } from './intake-side';

// One side of the comparison in a process of its own, so that its memory is its own. Every message asks for a round.
const [side, filesJson] = process.argv.slice(2) as [IntakeSideName, string];
const files = JSON.parse(filesJson) as IntakeFiles;
if (side === 'intake') keepRowsYoung();
const db = connectDatabase(files.databaseUrl, { maxConnections: 3, applicationName: `furrow-bench-${side}` });

process.on('message', () => {
  runIntakeSide(side, db, files).then(
    (measured) => process.send?.({ measured }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => void db.close());
