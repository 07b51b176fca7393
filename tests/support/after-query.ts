import type { Context } from '@/lib/services/context';

/**
 * The same context, in which `then` runs once, right after the first answer to the query of this name: what another
 * person does just when a page of rows has been read.
 */
export function afterQuery(context: Context, name: string, then: () => Promise<unknown>): Context {
  let isDone = false;
  const pool = new Proxy(context.db.pool, {
    get(target, property) {
      const value = Reflect.get(target, property, target);
      if (property !== 'query') return typeof value === 'function' ? value.bind(target) : value;
      return async (...args: unknown[]) => {
        const answer = await (value as (...args: unknown[]) => Promise<unknown>).apply(target, args);
        if (!isDone && (args[0] as { name?: string }).name === name) {
          isDone = true;
          await then();
        }
        return answer;
      };
    },
  });
  return { ...context, db: { ...context.db, pool } };
}
