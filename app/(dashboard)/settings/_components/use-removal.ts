import { api } from '@/app/_components/api-client';
import { useConfirm } from '@/app/_components/ui/confirm';
import { useChange } from '@/app/_components/use-change';

interface Removal {
  readonly title: string;
  /** What it would mean. */
  readonly body: string;
  /** Word on the button that does it. */
  readonly action: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly done: string;
  readonly failed: string;
}

/** Asks, then deletes one thing of a list and renders the page anew. */
export function useRemoval() {
  const confirm = useConfirm();
  const { run, isRunning } = useChange();
  const remove = async ({ title, body, action, path, query = {}, ...words }: Removal): Promise<void> => {
    const isSure = await confirm({ title, body, action, isDangerous: true });
    if (isSure) await run(() => api.delete(path, { query }), words);
  };
  return { remove, isRemoving: isRunning };
}
