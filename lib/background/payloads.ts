/** What the background work is given: ids only, the rows are the truth. */
export interface BackgroundPayloads {
  readonly 'read-upload': { readonly uploadId: string };
  readonly 'hash-upload': { readonly uploadId: string };
  readonly 'remove-abandoned-uploads': Readonly<Record<string, never>>;
  readonly 'check-upload': { readonly checkId: string };
  readonly 'import-batch': { readonly batchId: string };
  readonly 'change-rows': { readonly operationId: string };
  /** Needs a browser: only a worker does it. */
  readonly 'sign-in-session': { readonly name: string };
  /** Goes through a guard: only a worker does it. */
  readonly 'send-webhook': { readonly deliveryId: string };
  readonly 'send-notification-mail': { readonly eventId: string; readonly userId: string };
  readonly 'send-password-reset': { readonly userId: string };
  readonly 'remove-old-events': Readonly<Record<string, never>>;
  readonly retention: Readonly<Record<string, never>>;
  /** After a person deleted something large. */
  readonly 'remove-deleted': Readonly<Record<string, never>>;
  readonly 'remove-tries': Readonly<Record<string, never>>;
  readonly 'forget-guesses': Readonly<Record<string, never>>;
}
export type BackgroundName = keyof BackgroundPayloads;
