import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentKeys, readEnvironment } from '@/lib/config/env';
import { mailSettingsOf } from '@/lib/config/mail-settings';
import { ConfigurationError } from '@/lib/domain/errors';

function failureOf(source: Record<string, string>): ConfigurationError {
  try {
    readEnvironment(source);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('readEnvironment accepted it');
}

describe('readEnvironment', () => {
  it('fills every default from an empty environment', () => {
    expect(readEnvironment({})).toMatchObject({
      PORT: 3000,
      FURROW_HOST: '0.0.0.0',
      FURROW_PRACTICE_PORT: 4010,
      FURROW_DATA_DIR: resolve('.furrow'),
      FURROW_STORAGE: 'disk',
      FURROW_EGRESS: 'on',
      FURROW_ALLOW_HOSTS: [],
    });
    expect(readEnvironment({}).DATABASE_URL).toBeUndefined();
  });

  it('types numbers and lists, and trims', () => {
    const env = readEnvironment({ PORT: ' 8080 ', FURROW_ALLOW_HOSTS: 'a.example, 10.0.0.0/8,' });
    expect(env.PORT).toBe(8080);
    expect(env.FURROW_ALLOW_HOSTS).toEqual(['a.example', '10.0.0.0/8']);
  });

  it('takes an empty value as absent, but keeps a blank delimiter', () => {
    expect(readEnvironment({ PORT: '', FURROW_SECRET_KEY: '' })).toMatchObject({ PORT: 3000 });
    expect(readEnvironment({ BATCH_DELIMITER_FALLBACK: '\t' }).BATCH_DELIMITER_FALLBACK).toBe('\t');
  });

  it.each([
    ['PORT', '0', 'PORT must be a whole number from 1 to 65535, not "0"'],
    ['PORT', '80a', 'PORT must be a whole number'],
    [
      'DATABASE_URL',
      'mysql://x',
      'DATABASE_URL must be an address that begins with postgres:// or postgresql://',
    ],
    ...['0', '-1', '1.5', 'never'].map((value): [string, string, string] => [
      'FURROW_RETENTION_DAYS',
      value,
      `FURROW_RETENTION_DAYS must be a whole number from 1 to 36500, not "${value}"`,
    ]),
    ['FURROW_STORAGE', 'tape', 'FURROW_STORAGE must be disk or s3'],
    ['FURROW_EGRESS', 'maybe', 'FURROW_EGRESS must be on or off'],
    ['FURROW_SECRET_KEY', 'short', 'FURROW_SECRET_KEY must have at least 32 characters'],
    ['FURROW_BROWSER_WS', 'ws://a,ftp://b', 'FURROW_BROWSER_WS must be an address that begins with ws://'],
    ['FURROW_EGRESS_LISTEN', '8080', 'FURROW_EGRESS_LISTEN must be host:port'],
    ['FURROW_STORAGE', 's3', 'S3_BUCKET is required with FURROW_STORAGE=s3'],
    ['S3_BUCKET', 'https://s3.example/bucket', 'S3_BUCKET must be the name of a bucket'],
    ['S3_PREFIX', '/a//b', 'S3_PREFIX must be names with / between them'],
    ['FURROW_OIDC_ISSUER', 'https://a.example', 'FURROW_OIDC_CLIENT_ID is required with FURROW_OIDC_ISSUER'],
    ['FURROW_OIDC_CLIENT_SECRET', 'x', 'FURROW_OIDC_ISSUER is required with FURROW_OIDC_CLIENT_SECRET'],
    ['FURROW_OIDC_DOMAINS', 'a.example', 'FURROW_OIDC_ISSUER is required with FURROW_OIDC_DOMAINS'],
    ['FURROW_OIDC_DOMAINS', '@a.example', 'FURROW_OIDC_DOMAINS must be domains such as example.com'],
    [
      'SMTP_URL',
      'smtp://mail.example',
      'SMTP_FROM is required with SMTP_URL, unless its user is a mail address',
    ],
    ['SMTP_URL', 'http://mail.example', 'SMTP_URL must be an address that begins with smtp:// or smtps://'],
    [
      'SMTP_URL',
      'smtp:',
      'SMTP_URL must be an address that begins with smtp:// or smtps:// and names a host',
    ],
    ['SMTP_URL', 'smtp://a%40b.example:hunter2@c/?proxy=x', 'SMTP_URL has an option that is not known'],
    ['SMTP_FROM', 'a@b.example', 'SMTP_URL is required with SMTP_FROM'],
    ['SMTP_FROM', 'nobody', 'SMTP_FROM must be an address, or: Name <address>'],
    ['SMTP_FROM', 'A\nBcc: x <a@b.example>', 'SMTP_FROM must be an address, or: Name <address>'],
    ['FURROW_OIDC_ISSUER', 'http://a.example', 'FURROW_OIDC_ISSUER must be an https address'],
    ['FURROW_OIDC_ISSUER', 'https://a.example/?x=1', 'FURROW_OIDC_ISSUER must be an https address'],
  ])('refuses %s=%s and names the key', (key, value, message) => {
    const error = failureOf({ [key]: value });
    expect(error.code).toBe('configuration_invalid');
    expect(error.message).toMatch(/^Configuration validation failed: /);
    expect(error.message).toContain(message);
  });

  const bucket = { FURROW_STORAGE: 's3', S3_BUCKET: 'furrow' };
  it.each([
    [{}, ['S3_REGION']],
    [{ S3_REGION: 'eu-central-1', S3_ACCESS_KEY_ID: 'a' }, ['S3_SECRET_ACCESS_KEY']],
    [{ S3_REGION: 'eu-central-1', S3_SECRET_ACCESS_KEY: 'b' }, ['S3_ACCESS_KEY_ID']],
    [{ S3_ENDPOINT: 'http://minio:9000' }, ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY']],
  ])('asks for what S3 needs beside %j', (source, missing) => {
    const { errors } = failureOf({ ...bucket, ...source }).details as { errors: { key: string }[] };
    expect(errors.map(({ key }) => key)).toEqual(missing);
  });

  it('leaves the keys of S3 to the role of the machine, and trims the prefix', () => {
    const env = readEnvironment({ ...bucket, S3_REGION: 'eu-central-1', S3_PREFIX: '/team/furrow/' });
    expect(env).toMatchObject({ S3_PREFIX: 'team/furrow', S3_FORCE_PATH_STYLE: false });
    expect(env.S3_ACCESS_KEY_ID).toBeUndefined();
  });

  it('names every wrong key at once', () => {
    expect(failureOf({ PORT: 'x', FURROW_STORAGE: 'y' }).details.errors).toHaveLength(2);
  });

  it.each([
    [{ SMTP_URL: 'smtp://a%40b.example:x@mail' }, { name: 'Furrow', address: 'a@b.example' }],
    [
      { SMTP_URL: 'smtp://mail', SMTP_FROM: 'c@d.example' },
      { name: 'Furrow', address: 'c@d.example' },
    ],
    [
      { SMTP_URL: 'smtps://mail', SMTP_FROM: '"Ä, B" <c@d.example>' },
      { name: 'Ä, B', address: 'c@d.example' },
    ],
  ])('takes %o for mail', (source, from) => {
    expect(mailSettingsOf(readEnvironment(source))?.from).toEqual(from);
    expect(mailSettingsOf(readEnvironment({}))).toBeNull();
  });

  it.each(['http://127.0.0.1:4000', 'http://localhost/realm', 'https://login.example.com/realms/one/'])(
    'takes %s as issuer of sign-ins',
    (issuer) => {
      const others = { FURROW_OIDC_CLIENT_ID: 'furrow', FURROW_OIDC_CLIENT_SECRET: 'x' };
      const env = readEnvironment({
        ...others,
        FURROW_OIDC_ISSUER: issuer,
        FURROW_OIDC_DOMAINS: 'A.example',
      });
      expect(env).toMatchObject({ FURROW_OIDC_ISSUER: issuer, FURROW_OIDC_DOMAINS: ['a.example'] });
    },
  );

  it('never repeats a password of a wrong address', () => {
    expect(failureOf({ DATABASE_URL: 'mysql://root:hunter2@db' }).message).not.toContain('hunter2');
    expect(failureOf({ SMTP_URL: 'smtp://u:hunter2@mail?x=hunter2' }).message).not.toContain('hunter2');
  });
});

describe('.env.example', () => {
  it('lists exactly the keys that are read', () => {
    const text = readFileSync(resolve('.env.example'), 'utf8');
    const listed = [...text.matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map((match) => match[1] ?? '');
    expect([...listed].sort()).toEqual([...environmentKeys].sort());
  });
});
