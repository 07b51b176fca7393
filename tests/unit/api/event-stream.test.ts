import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventStream, eventText, type WriteEvents } from '@/app/_http/sse';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A stream whose source is in the test's hands. */
function openStream() {
  const client = new AbortController();
  const source = { isClosed: false, write: (() => undefined) as WriteEvents };
  const response = eventStream(client.signal, async (write) => {
    source.write = write;
    return () => {
      source.isClosed = true;
    };
  });
  if (!response.body) throw new Error('no body');
  const bytes = response.body.getReader();
  const reader = {
    read: async () => {
      const { done, value } = await bytes.read();
      return { done, value: value && new TextDecoder().decode(value) };
    },
    cancel: () => bytes.cancel(),
  };
  return { client, source, reader };
}

describe('eventStream', () => {
  it('writes events as browsers read them', async () => {
    const { source, reader } = openStream();
    expect((await reader.read()).value).toBe('retry: 2000\n\n');
    source.write(eventText('progress', { text: 'two\nlines' }));
    expect((await reader.read()).value).toBe('event: progress\ndata: {"text":"two\\nlines"}\n\n');
  });

  it('keeps the connection alive with a comment every 15 seconds', async () => {
    const { reader } = openStream();
    await reader.read();
    await vi.advanceTimersByTimeAsync(15_000);
    expect((await reader.read()).value).toBe(':\n\n');
  });

  it('ends source and timer when the client goes away', async () => {
    const { client, source, reader } = openStream();
    await reader.read();
    client.abort();
    expect((await reader.read()).done).toBe(true);
    expect(source.isClosed).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
    expect(() => source.write(eventText('late', {}))).not.toThrow();
  });

  it('ends them too when the body is cancelled', async () => {
    const { source, reader } = openStream();
    await reader.read();
    await reader.cancel();
    expect(source.isClosed).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('lets go of a client that reads nothing', async () => {
    const { source } = openStream();
    await vi.advanceTimersByTimeAsync(0);
    for (let i = 0; i < 150; i += 1) source.write(eventText('progress', {}));
    expect(source.isClosed).toBe(false);
    for (let i = 0; i < 150; i += 1) source.write(eventText('progress', {}));
    expect(source.isClosed).toBe(true);
  });

  it('starts nothing for a client that is gone already', async () => {
    const response = eventStream(AbortSignal.abort(), async () => {
      throw new Error('must not be opened');
    });
    expect(await response.text()).toBe('');
    expect(vi.getTimerCount()).toBe(0);
  });
});
