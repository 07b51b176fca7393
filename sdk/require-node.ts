import { adviseOnNode } from '../supervisor/node-version';

// Imported first: before libraries that fail on an old Node with a message nobody understands.
const problem = adviseOnNode(process.versions.node);
if (problem) throw new Error(problem);
