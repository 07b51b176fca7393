/*
 * Preloaded into every child of the supervisor. The supervisor holds the other end of an IPC channel: when it dies,
 * even by kill -9, the channel closes and the child stops as if it had been told to.
 * Children of the child inherit the preload, but their channels are their own affair.
 */
if (process.channel && process.env.FURROW_SUPERVISOR_PID === String(process.ppid)) {
  process.once('disconnect', () => {
    // A child that ignores SIGTERM or waits for a connection that never ends must not stay for ever.
    setTimeout(() => process.exit(1), 20_000).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  process.channel.unref();
}
