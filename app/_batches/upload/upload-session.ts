import { errorText } from '@/app/_components/api-client';
import type { UploadJson } from '@/lib/domain/wire/upload';
import type { Connection } from './connection';
import { createRateMeter, type RateMeter } from './rate-meter';
import { sendRest, type WaitingReason } from './send-file';
import type { AnnouncedFile, UploadServer } from './upload-server';

export type UploadPhase = 'sending' | 'waiting' | 'paused' | 'failed' | 'done';

/** What a person sees of a file on its way. */
export interface UploadStatus {
  readonly phase: UploadPhase;
  readonly filename: string;
  readonly size: number;
  readonly sentBytes: number;
  /** Of these, what the server has for good: from the first of them the beginning can be shown. */
  readonly storedBytes: number;
  readonly uploadId: string | null;
  readonly bytesPerSecond: number | null;
  readonly waitingFor: WaitingReason | null;
  readonly failure: string | null;
}

export interface UploadSessionParts {
  readonly server: UploadServer;
  readonly connection: Connection;
  readonly now: () => number;
  readonly onChange: (status: UploadStatus) => void;
  readonly onDone: (uploadId: string) => void;
}

/** One file on its way to the server, until it is there or given up. */
export class UploadSession {
  private status: UploadStatus;
  private stop = new AbortController();
  private isCancelled = false;
  private meter: RateMeter = createRateMeter();
  private readonly announced: AnnouncedFile;
  private readonly parts: UploadSessionParts;

  /** @param halfArrived where to go on, instead of announcing the file anew */
  constructor(announced: AnnouncedFile, parts: UploadSessionParts, halfArrived?: UploadJson) {
    this.announced = announced;
    this.parts = parts;
    const stored = halfArrived?.received_bytes ?? 0;
    this.status = {
      phase: 'sending',
      filename: announced.file.name,
      size: announced.file.size,
      ...{ sentBytes: stored, storedBytes: stored },
      uploadId: halfArrived?.id ?? null,
      bytesPerSecond: null,
      waitingFor: null,
      failure: null,
    };
  }

  /** Begins, or goes on after a pause or a failure. */
  async send(): Promise<void> {
    this.stop = new AbortController();
    this.meter = createRateMeter();
    this.change({ phase: 'sending', failure: null, waitingFor: null, bytesPerSecond: null });
    const { signal } = this.stop;
    try {
      const uploadId = await this.announce();
      signal.throwIfAborted();
      await sendRest(this.parts.server, { file: this.announced.file, uploadId }, this.sendOptions(signal));
      this.change({ phase: 'done' });
      this.parts.onDone(uploadId);
    } catch (error) {
      if (signal.aborted) return;
      this.change({ phase: 'failed', failure: errorText(error), waitingFor: null });
    }
  }

  pause(): void {
    this.stop.abort();
    const { storedBytes } = this.status;
    this.change({ phase: 'paused', waitingFor: null, sentBytes: storedBytes, bytesPerSecond: null });
  }

  /** Gives the file up, here and on the server. */
  async cancel(): Promise<void> {
    this.isCancelled = true;
    this.stop.abort();
    const { uploadId } = this.status;
    if (uploadId !== null) await this.parts.server.remove(uploadId);
  }

  /** Kept over a pause, so that a file paused at once is not announced twice: the announcement itself is not stopped. */
  private async announce(): Promise<string> {
    if (this.status.uploadId !== null) return this.status.uploadId;
    const { id } = await this.parts.server.announce(this.announced, new AbortController().signal);
    if (this.isCancelled) await this.parts.server.remove(id);
    this.change({ uploadId: id });
    return id;
  }

  private sendOptions(signal: AbortSignal) {
    return {
      signal,
      connection: this.parts.connection,
      rate: () => this.meter.bytesPerSecond(),
      onProgress: (sentBytes: number, storedBytes: number) => {
        if (signal.aborted) return;
        this.meter.note(this.parts.now(), sentBytes);
        this.change({ sentBytes, storedBytes, bytesPerSecond: this.meter.bytesPerSecond() });
      },
      onWaiting: (waitingFor: WaitingReason | null) => {
        if (!signal.aborted) this.change({ waitingFor, phase: waitingFor === null ? 'sending' : 'waiting' });
      },
    };
  }

  private change(change: Partial<UploadStatus>): void {
    this.status = { ...this.status, ...change };
    this.parts.onChange(this.status);
  }
}
