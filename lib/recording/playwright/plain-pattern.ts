import { NotTaken } from '../not-taken';

/** The text that a pattern without any freedom stands for: `/^Save$/`. @throws NotTaken for any other */
export function plainPattern(source: string): { text: string; isExact: boolean } {
  const isExact = source.startsWith('^') && source.endsWith('$') && !source.endsWith('\\$');
  const body = source.replace(/^\^/, '').replace(/(?<!\\)\$$/, '');
  const text = body.replace(/\\([^\p{L}\p{N}])/gu, '$1');
  const isFree = /[.*+?()[\]{}|^$]|\\[\p{L}\p{N}]/u.test(body.replace(/\\[^\p{L}\p{N}]/gu, ''));
  if (isFree || text === '') throw new NotTaken(`a pattern: /${source}/`);
  return { text, isExact };
}
