import type { TestDatabase } from '../database';
import { databaseAt, execute, startTestCluster, templateDatabase } from '../test-cluster';

/** A database in a cluster of its own, which a test may kill without harm to others. */
export interface OwnDatabase extends TestDatabase {
  /** SIGKILL for the server; settles when its guardian has started it again. */
  killServer(): Promise<void>;
}

export async function createOwnDatabase(): Promise<OwnDatabase> {
  const cluster = await startTestCluster();
  await execute(cluster.url, `create database faults template ${templateDatabase}`);
  return {
    url: databaseAt(cluster.url, 'faults'),
    killServer: cluster.killServer,
    drop: cluster.destroy,
  };
}
