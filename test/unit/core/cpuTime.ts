/**
 * Processor time of the action in milliseconds, the least of some runs:
 * other programs on the machine do not lengthen it, and collections of garbage rarely come in every run.
 */
export function cpuTime(action: () => void, runs = 3): number {
  const times = Array.from({ length: runs }, () => {
    const start = process.cpuUsage();
    action();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}
