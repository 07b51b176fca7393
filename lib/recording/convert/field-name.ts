import { fieldName } from '../../automation/fields';
import { plainName } from '../../automation/plain-name';
import { RESERVED_NAMES } from '../../automation/template';
import { secretNameSchema } from '../../domain/secret';

const MAX_LENGTH = 60;

/** A name for an input, made of what a field or column is called: `Order no.` -> `order_no`; null when nothing of it can stay. */
export function inputName(called: string): string | null {
  const name = slug(called, '_').replace(/^[^a-z]+/, '');
  if (!fieldName.safeParse(name).success) return null;
  return RESERVED_NAMES.includes(name) ? `${name}_value` : name;
}

/** A name for a secret. */
export function secretName(called: string): string {
  const name = slug(called, '_');
  return secretNameSchema.safeParse(name).success ? name : 'password';
}

/** A name for an automation: `Place an order` -> `place-an-order`. */
export function automationName(title: string): string {
  return slug(title, '-') || 'recorded-automation';
}

/** `wanted`, or `wanted_2` and so on when it is taken. */
export function freeName(wanted: string, isTaken: (name: string) => boolean): string {
  let name = wanted;
  for (let number = 2; isTaken(name); number += 1) name = `${wanted}_${number}`;
  return name;
}

/** Whether two names mean the same to somebody who reads them. */
export function isSameName(a: string, b: string): boolean {
  return plainName(a) === plainName(b);
}

function slug(text: string, sign: '_' | '-'): string {
  return text
    .replace(/e[- ]mail/gi, 'email')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, sign)
    .slice(0, MAX_LENGTH)
    .replace(/^[_-]+|[_-]+$/g, '');
}
