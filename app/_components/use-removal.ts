import { api } from './api-client';
import { useConfirm } from './ui/confirm';
import { useChange } from './use-change';

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

/** Asks, then deletes one thing and renders the page anew. Answers whether it is gone. */
export function useRemoval() {
  const confirm = useConfirm();
  const { run, isRunning } = useChange();
  const remove = async ({ title, body, action, path, query = {}, ...words }: Removal): Promise<boolean> => {
    const isSure = await confirm({ title, body, action, isDangerous: true });
    return isSure && run(() => api.delete(path, { query }), words);
  };
  return { remove, isRemoving: isRunning };
}
