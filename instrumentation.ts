/** Next calls this once when the server starts, before the first request. */
export async function register(): Promise<void> {
  // Next compiles this file for its edge runtime too, where node modules must not be reached.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { noteClientAddresses } = await import('./app/_server/note-client-addresses');
  noteClientAddresses();
}
