/**
 * Starts counting what this thread computes, in milliseconds: what else runs on the machine does not count. For work that
 * would take minutes if it were quadratic.
 */
export function startCpuClock(): () => number {
  const before = process.threadCpuUsage();
  return () => {
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  };
}
