import { openLease } from '../../../supervisor/cluster/lease';

/** A process of its own that holds a lease until it is told to release it, or is killed. */
const [dataDir] = process.argv.slice(2);
if (!dataDir) throw new Error('usage: hold-lease <data folder>');
const lease = await openLease({ dataDir });
process.send?.(lease.url);
process.once('message', () => void lease.release().then(() => process.exit(0)));
