import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { readEnvironment } from '@/lib/config/env';
import { connectDatabase } from '@/lib/db/connect';
import { checkNode, diagnose } from '@/supervisor/doctor';
import { createBareDatabase, createTestDatabase } from '../../support/database';
import { startMailServer } from '../../support/mail-server';
import { startS3Server } from '../../support/s3/s3-server';
import { seedBatch } from '../../support/seed-batch';
import { CLIENT, startSignInServer } from '../../support/sign-in-server';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'furrow-doctor-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

async function check(name: string, source: Record<string, string>) {
  const diagnosis = await diagnose(readEnvironment({ FURROW_DATA_DIR: dataDir, ...source }));
  return { diagnosis, check: diagnosis.checks.find((candidate) => candidate.name === name) };
}

describe('diagnose', () => {
  it('names everything Furrow needs, starts nothing and leaves nothing but the identity of the folder', async () => {
    const { diagnosis, check: database } = await check('database', {});
    expect(diagnosis.checks.map(({ name }) => name)).toEqual([
      'node',
      'database',
      'browser',
      'storage',
      'disk',
    ]);
    expect(database).toMatchObject({ ok: true, found: 'embedded PostgreSQL 18, made at the first start' });
    expect(readdirSync(dataDir)).toEqual(['instance']);
  });

  it('accepts a migrated server and sends an empty one to furrow migrate', async () => {
    const migrated = await createTestDatabase();
    expect((await check('database', { DATABASE_URL: migrated.url })).check).toMatchObject({ ok: true });
    await migrated.drop();
    const empty = await createBareDatabase();
    expect((await check('database', { DATABASE_URL: empty.url })).check).toMatchObject({
      ok: false,
      advice: 'Prepare it: npx furrow migrate',
    });
    await empty.drop();
  });

  it('says that a server does not answer, without its password', async () => {
    const url = new URL(inject('clusterUrl'));
    url.password = 'hunter2-wrong';
    const { diagnosis, check: database } = await check('database', { DATABASE_URL: url.href });
    expect(database).toMatchObject({ ok: false, found: expect.stringContaining('does not answer') });
    expect(diagnosis.ok).toBe(false);
    expect(JSON.stringify(diagnosis)).not.toContain('hunter2');
  });

  it('says what is wrong with a browser that does not start', async () => {
    const fake = join(dataDir, 'no-browser');
    writeFileSync(fake, '#!/bin/sh\nexit 1\n');
    chmodSync(fake, 0o755);
    const { check: browser } = await check('browser', { FURROW_CHROMIUM: fake });
    expect(browser).toMatchObject({ ok: false, advice: 'Correct FURROW_CHROMIUM, or unset it.' });
  });

  it('warns of what is set and does nothing', async () => {
    const { diagnosis } = await check('settings', { S3_BUCKET: 'furrow' });
    const warnings = diagnosis.checks.filter(({ name }) => name === 'settings');
    expect(warnings).toEqual([
      {
        name: 'settings',
        ok: true,
        found: expect.stringContaining('FURROW_DATA_DIR'),
        advice: expect.any(String),
      },
    ]);
  });

  it('says whether the sign-in provider answers, without its secret', async () => {
    const server = await startSignInServer();
    const env = { FURROW_OIDC_CLIENT_ID: CLIENT.id, FURROW_OIDC_CLIENT_SECRET: CLIENT.secret };
    const ask = (issuer: string) => check('sign_in', { ...env, FURROW_OIDC_ISSUER: issuer });
    const good = await ask(server.issuer);
    expect(good.check).toMatchObject({ ok: true, found: expect.stringContaining(server.issuer) });
    const otherName = await ask(server.issuer.replace('127.0.0.1', 'localhost'));
    expect(otherName.check).toMatchObject({
      ok: false,
      found: expect.stringContaining(`calls itself ${server.issuer}`),
      advice: expect.stringContaining('exactly that'),
    });
    await server.close();
    const away = await ask(server.issuer);
    expect(away.check).toMatchObject({ ok: false, found: expect.stringContaining('ECONNREFUSED') });
    expect(JSON.stringify([good, otherName, away])).not.toContain(CLIENT.secret);
  });

  it('says whether the mail server answers, sends nothing, and keeps the password to itself', async () => {
    const server = await startMailServer();
    const ask = (url: string) => check('mail', { SMTP_URL: url, SMTP_FROM: 'furrow@example.com' });
    const good = await ask(server.url);
    expect(good.check).toMatchObject({ ok: true, found: expect.stringContaining(String(server.port)) });
    const refused = await ask(server.url.replace('//', '//somebody:hunter2@'));
    expect(refused.check).toMatchObject({ ok: false, found: expect.stringContaining('Invalid login') });
    expect(server.mails).toEqual([]);
    await server.close();
    const away = await ask(server.url);
    expect(away.check).toMatchObject({ ok: false, found: expect.stringContaining('ECONNREFUSED') });
    expect(JSON.stringify([good, refused, away])).not.toContain('hunter2');
  });

  it('warns of mail and a sign-in provider without the address that people use', async () => {
    const server = await startSignInServer();
    const mailServer = await startMailServer();
    const source = {
      FURROW_OIDC_ISSUER: server.issuer,
      FURROW_OIDC_CLIENT_ID: CLIENT.id,
      FURROW_OIDC_CLIENT_SECRET: CLIENT.secret,
      SMTP_URL: mailServer.url,
      SMTP_FROM: 'furrow@example.com',
    };
    for (const name of ['sign_in', 'mail']) {
      const { check: unset } = await check(name, source);
      expect(unset).toMatchObject({ ok: true, advice: expect.stringContaining('Set FURROW_PUBLIC_URL') });
      const { check: set } = await check(name, {
        ...source,
        FURROW_PUBLIC_URL: 'https://furrow.example.com',
      });
      expect(set).toMatchObject({ ok: true });
      expect(set?.advice).toBeUndefined();
    }
    await Promise.all([server.close(), mailServer.close()]);
  });

  it('says what is deleted for its age, and warns of what goes with the next start', async () => {
    const database = await createTestDatabase();
    const db = connectDatabase(database.url, { maxConnections: 1, applicationName: 'doctor-test' });
    const days = { FURROW_RETENTION_DAYS: '90', DATABASE_URL: database.url };
    expect((await check('retention', days)).check).toEqual({
      ...{ name: 'retention', ok: true },
      found: 'finished batches are deleted 90 days after their end, then files that nothing uses',
    });
    const id = await seedBatch(db, { rows: 1, isStarted: false });
    await db.pool.query(`update batch_bucket set pending = 0, completed = 1 where batch_id = $1`, [id]);
    await db.pool.query(
      `update batch set state = 'finished', outcome = 'completed', finished_at = now() - interval '91 days'`,
    );
    expect((await check('retention', days)).check).toMatchObject({
      ok: true,
      advice: expect.stringContaining('1 batch is older and goes within the hour'),
    });
    await db.close();
    await database.drop();
    expect((await check('retention', { FURROW_RETENTION_DAYS: '90' })).check).toMatchObject({ ok: true });
  });

  it('says that the data folder cannot be used', async () => {
    const file = join(dataDir, 'file');
    writeFileSync(file, '');
    const { check: storage } = await check('storage', { FURROW_DATA_DIR: join(file, 'below') });
    expect(storage).toMatchObject({ ok: false, advice: expect.stringContaining('FURROW_DATA_DIR') });
  });
});

describe('diagnose, with the files in S3', () => {
  it('writes, reads and deletes an object, and says of each wrong setting what to correct', async () => {
    const s3 = await startS3Server();
    const look = async (changes: Record<string, string>) =>
      (await check('storage', { ...s3.environment, ...changes })).check;
    expect(await look({ S3_PREFIX: 'team' })).toEqual({
      ...{ name: 'storage', ok: true, found: 's3, bucket furrow below team/ is writable' },
    });
    expect(s3.operations).toEqual(['PutObject', 'GetObject', 'ListObjectsV2', 'DeleteObjects']);
    expect(s3.bucket.objects.size).toBe(0);
    for (const [changes, advice] of [
      [{ S3_SECRET_ACCESS_KEY: 'hunter2' }, 'Check S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY'],
      [{ S3_BUCKET: 'another' }, 'Make the bucket, or correct S3_BUCKET'],
      [{ S3_REGION: 'eu-central-1' }, 'Set S3_REGION to the region of the bucket'],
      [{ S3_ENDPOINT: 'http://127.0.0.1:1' }, 'Check S3_ENDPOINT'],
    ] as const) {
      const storage = await look(changes);
      expect(storage).toMatchObject({ ok: false, advice: expect.stringContaining(advice) });
      expect(JSON.stringify(storage)).not.toContain('hunter2');
    }
    await s3.stop();
  });
});

describe('checkNode', () => {
  it.each([
    ['24.21.0', true],
    ['22.12.0', true],
    ['22.11.0', false],
    ['20.20.2', false],
  ])('judges Node %s', (version, ok) => {
    expect(checkNode(version)).toMatchObject({ ok, found: `Node ${version}` });
  });
});
