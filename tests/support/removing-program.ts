/* Removes what was deleted, as a worker does, and stands still when it comes to the stored files below a key. */
import { connectDatabase } from '../../lib/db/connect';
import { removeDeleted } from '../../lib/services/retention/remove-deleted';
import { createDiskStore } from '../../lib/storage/disk-store';

const [databaseUrl = '', folder = '', key = ''] = process.argv.slice(2);
const db = connectDatabase(databaseUrl, { maxConnections: 2, applicationName: 'removing-program' });
const store = createDiskStore(folder);
const storage: typeof store = {
  ...store,
  delete: async (which) => {
    if (which !== key) return store.delete(which);
    process.stdout.write('there\n');
    await new Promise((resolve) => setInterval(resolve, 3_600_000));
  },
};
await removeDeleted({ db, storage });
process.stdout.write('done\n');
await db.close();
