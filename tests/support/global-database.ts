import type { TestProject } from 'vitest/node';
import { givenCluster, startTestCluster, type TestCluster } from './test-cluster';

declare module 'vitest' {
  export interface ProvidedContext {
    clusterUrl: string;
  }
}

// The projects of one run are set up in the same process and share one cluster; the last one to end removes it.
let cluster: Promise<TestCluster> | null = null;
let userCount = 0;

/** Vitest's globalSetup: a cluster for the run, whose address tests get through tests/support/database.ts. */
export async function setup(project: TestProject): Promise<void> {
  userCount++;
  // Set by tests/long/postgres-15.test.ts.
  const given = process.env.FURROW_TEST_CLUSTER_URL;
  cluster ??= given ? givenCluster(given) : startTestCluster();
  project.provide('clusterUrl', (await cluster).url);
}

export async function teardown(): Promise<void> {
  if (--userCount > 0) return;
  await (await cluster)?.destroy();
}
