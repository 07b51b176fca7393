import { isOnlyVerifying } from '@/lib/domain/batch-state';
import type { WaitingCode } from '@/lib/domain/waiting';
import type { BatchJson } from '@/lib/domain/wire/batch';

export interface BatchNoticeText {
  readonly tone: 'neutral' | 'warning' | 'danger';
  readonly title: string;
  /** What happened, and how to go on. */
  readonly text: string;
  /** When it goes on by itself. */
  readonly until?: string | null;
}

/** What somebody who opens the batch has to know before anything else; null when it simply runs or has ended well. */
export function batchNotice(batch: BatchJson): BatchNoticeText | null {
  switch (batch.status) {
    case 'failed':
      return {
        tone: 'danger',
        title: 'The file could not be imported',
        text: `${batch.reason_text ?? 'The file cannot be used.'} No row has run. Mend the file and create the batch again.`,
      };
    case 'stopping':
      return {
        tone: 'neutral',
        title: 'Stopping',
        text: 'Rows that are in a browser now are being ended within a few seconds.',
      };
    case 'paused':
    case 'waiting':
      return pauseNotice(batch);
    case 'running':
      if (isOnlyVerifying(batch.status, batch.counts)) return VERIFYING;
      return batch.waiting ? waitingNotice(batch.waiting) : null;
    default:
      return null;
  }
}

const VERIFYING: BatchNoticeText = {
  tone: 'neutral',
  title: 'All rows have run; the site is asked about the unconfirmed ones',
  text: 'Each is asked about until it is clear or nobody can tell, see below. Stop ends the asking.',
};

const PAUSES: Readonly<Record<NonNullable<BatchJson['reason']>, { title: string; next: string }>> = {
  person: { title: 'Paused', next: 'No new row starts until you resume.' },
  canary: {
    title: 'Waiting for you: the first rows have run',
    next: 'Look at their results, then resume to run the rest, or stop.',
  },
  breaker: {
    title: 'Paused by the brake: too many rows fail',
    next: 'Find out why below, then resume to go on with the pending rows, or stop.',
  },
  login: {
    title: 'Waiting for a login',
    next: 'Renew the stored session, then resume.',
  },
  disk: { title: 'Paused: the disk is nearly full', next: 'Free some space, then resume.' },
  schedule: {
    title: 'Waiting for its time',
    next: 'It goes on by itself at the planned time; resume to go on now.',
  },
};

function pauseNotice(batch: BatchJson): BatchNoticeText {
  const { title, next } = PAUSES[batch.reason ?? 'person'];
  const reason = batch.reason_text ? `${sentence(batch.reason_text)} ` : '';
  return {
    tone: batch.reason === 'person' || batch.reason === null ? 'neutral' : 'warning',
    title,
    text: `${reason}${next}`,
  };
}

const WAITING: Readonly<Record<WaitingCode, { title: string; next: string }>> = {
  paused: { title: 'Paused', next: '' },
  no_worker: { title: 'Waiting for a worker', next: 'Start one, or see under Workers why none is there.' },
  draining: { title: 'Waiting: all workers drain', next: 'Under Workers, let one take rows again.' },
  no_free_slot: { title: 'Waiting for a free slot', next: 'It gets one within seconds of a row that ends.' },
  rate: { title: 'Waiting: rate of the batch', next: '' },
  host: { title: 'Waiting: limit of the target host', next: '' },
  account: { title: 'Waiting: accounts are busy', next: '' },
  retry: { title: 'Waiting for the next retry', next: '' },
};

function waitingNotice({ code, text, until }: NonNullable<BatchJson['waiting']>): BatchNoticeText {
  const { title, next } = WAITING[code];
  return {
    tone: code === 'no_worker' || code === 'draining' ? 'warning' : 'neutral',
    title,
    text: until === null ? `${text} ${next}`.trim() : text,
    until,
  };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** What changes a person can make to a batch now. */
export function allowedActions(batch: BatchJson) {
  const { status, counts } = batch;
  const isLive = status === 'running' || status === 'paused' || status === 'waiting';
  const canRetry = isLive || status === 'finished';
  return {
    start: status === 'ready' || status === 'importing' || (status === 'finished' && counts.pending > 0),
    pause: status === 'running',
    giveBack: status === 'paused' && counts.running > 0,
    resume: status === 'paused' || status === 'waiting',
    stop: isLive || status === 'ready',
    retry: canRetry,
    retryFailed: canRetry && counts.failed > 0,
    retryStopped: canRetry && counts.stopped > 0,
    isImported: status !== 'importing' && status !== 'failed',
  };
}
