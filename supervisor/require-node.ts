import { adviseOnNode } from './node-version';

// Imported first by the programs: before libraries that fail on an old Node with a message nobody understands.
const problem = adviseOnNode(process.versions.node);
if (problem) {
  console.error(problem);
  process.exit(2);
}
