'use client';

import { useState } from 'react';
import { ApiError } from '../_components/api-client';
import { Button } from '../_components/ui/button';
import { cn } from '../_components/ui/cn';
import { Notice } from '../_components/ui/notice';
import { connectProvider, signInWithProvider } from './provider-client';
import { providerSentence } from './provider-errors';

/** The provider people may sign in with. */
export interface ProviderChoice {
  readonly name: string;
  /** Origin of the public address: the provider leads back there, so one has to start there. */
  readonly origin: string;
}

interface ProviderButtonProps {
  readonly provider: ProviderChoice;
  /** Path to open afterwards. */
  readonly next: string;
  /** Joins the provider with the account that is signed in. */
  readonly isConnecting?: boolean;
}

/** Leads to the provider. On another address of this installation first to the public one. */
export function ProviderButton({ provider, next, isConnecting = false }: ProviderButtonProps) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const leave = async () => {
    setBusy(true);
    setProblem(null);
    try {
      window.location.assign(await addressOf(provider, next, isConnecting));
    } catch (error) {
      setProblem(wordsFor(error, provider.name));
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-col gap-4">
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <Button
        size={isConnecting ? 'md' : 'lg'}
        isBusy={isBusy}
        onClick={leave}
        className={cn(
          'h-auto whitespace-normal py-1.5 wrap-anywhere',
          isConnecting ? 'min-h-8 self-start' : 'min-h-10',
        )}
      >
        {isConnecting ? 'Connect' : 'Sign in with'} {provider.name}
      </Button>
    </div>
  );
}

async function addressOf(provider: ProviderChoice, next: string, isConnecting: boolean): Promise<string> {
  const here = isConnecting ? next : `/sign-in?${new URLSearchParams({ next })}`;
  if (window.location.origin !== provider.origin) return `${provider.origin}${here}`;
  const go = isConnecting ? connectProvider : signInWithProvider;
  return go({ callbackURL: `${provider.origin}${next}`, errorCallbackURL: `${provider.origin}${here}` });
}

function wordsFor(error: unknown, name: string): string {
  if (!(error instanceof ApiError)) throw error;
  const isOurs = error.status === 0 || error.status === 429;
  return isOurs ? error.detail : providerSentence(error.code, name);
}
