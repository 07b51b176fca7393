import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { sealedName } from '@/lib/domain/session';
import { newWebhookSchema } from '@/lib/domain/webhook';
import { createKeyRing, type SealedValue } from '@/lib/secrets/key-ring';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import { createBatch } from '@/lib/services/batches/create-batch';
import { deleteSecret } from '@/lib/services/secrets/delete-secret';
import { listSecrets } from '@/lib/services/secrets/list-secrets';
import { findKeyRing, openKeyRing } from '@/lib/services/secrets/open-key-ring';
import { rotateSecrets } from '@/lib/services/secrets/rotate-secrets';
import { setSecret, type VaultContext } from '@/lib/services/secrets/set-secret';
import { receiveUpload } from '@/lib/services/uploads/receive-upload';
import { viewWebhook } from '@/lib/services/webhooks/find-webhook';
import { createWebhook } from '@/lib/services/webhooks/manage-webhooks';
import { rotateWebhookSecret, sealName } from '@/lib/services/webhooks/webhook-secret';
import { bodyOf, openServiceContext, type ServiceContext } from '@/tests/support/service-context';

const KEY = 'first key of this installation, long';
const NEXT = 'the key that comes after the first one';
const VALUE = 'correct-horse-4711';

let services: ServiceContext;
let folder: string;
beforeAll(async () => {
  services = await openServiceContext();
  folder = mkdtempSync(join(tmpdir(), 'furrow-keys-'));
});
afterAll(async () => {
  await services.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await services.context.db.prisma.secret.deleteMany();
});

function vault(...keys: [string, ...string[]]): VaultContext {
  return { ...services.context, keys: createKeyRing(keys) };
}

const readRow = (name: string) => services.context.db.prisma.secret.findUniqueOrThrow({ where: { name } });

async function openRow(name: string, ...keys: [string, ...string[]]): Promise<string> {
  return createKeyRing(keys).open(name, await readRow(name));
}

it('keeps a value encrypted, replaces it, and writes both into the audit without it', async () => {
  const set = (value: string) => setSecret(vault(KEY), { name: 'shop', value, description: 'Orders' });
  expect(await set(VALUE)).toEqual({ isNew: true });
  expect(await openRow('shop', KEY)).toBe(VALUE);
  expect(await setSecret(vault(KEY), { name: 'shop', value: ` ${VALUE}\n` })).toEqual({ isNew: false });
  expect(await openRow('shop', KEY)).toBe(` ${VALUE}\n`);
  expect(await listSecrets(vault(KEY))).toMatchObject([
    { name: 'shop', description: 'Orders', automations: [] },
  ]);
  const audit = await services.context.db.prisma.auditEvent.findMany({ where: { entityId: 'shop' } });
  expect(audit.map(({ action }) => action)).toEqual(['secret.create', 'secret.replace']);
  expect(JSON.stringify(audit, (_key, one) => (typeof one === 'bigint' ? String(one) : one))).not.toContain(
    VALUE,
  );
});

it.each([
  ['Shop', VALUE, 'name'],
  ['', VALUE, 'name'],
  ['shop', 'abc', 'value'],
  ['shop', '  abc   ', 'value'],
  ['shop', 'a\0bcd', 'value'],
  ['shop', 'x'.repeat(10_001), 'value'],
])('refuses %j with a value that cannot be kept out of everything', async (name, value, path) => {
  const refused = setSecret(vault(KEY), { name, value });
  await expect(refused).rejects.toMatchObject({ code: 'secret_invalid', details: { errors: [{ path }] } });
  await expect(refused).rejects.not.toThrow(/abc|\0/);
});

it('does not open a row that was copied onto another', async () => {
  await setSecret(vault(KEY), { name: 'weak', value: 'known to me' });
  await setSecret(vault(KEY), { name: 'strong', value: VALUE });
  const { ciphertext, nonce, tag } = await readRow('weak');
  await services.context.db.prisma.secret.update({
    where: { name: 'strong' },
    data: { ciphertext, nonce, tag },
  });
  await expect(openRow('strong', KEY)).rejects.toMatchObject({ code: 'secret_unreadable' });
});

it('never makes a new key while something is encrypted with another, and says what to do', async () => {
  const dataDir = join(folder, 'lost');
  await setSecret(vault(KEY), { name: 'shop', value: VALUE });
  const opened = openKeyRing(services.context.db, { FURROW_DATA_DIR: dataDir });
  await expect(opened).rejects.toThrow(/shop.*Put the key back.*furrow secret delete/s);
  expect(existsSync(join(dataDir, 'secret-key'))).toBe(false);
  expect(findKeyRing({ FURROW_DATA_DIR: dataDir })).toBeNull();

  await deleteSecret(services.context, { name: 'shop', isForced: false });
  const { ring } = await openKeyRing(services.context.db, { FURROW_DATA_DIR: dataDir });
  expect(findKeyRing({ FURROW_DATA_DIR: dataDir })?.keyId).toBe(ring.keyId);
});

it('writes nothing beside values of another key, but lets them be set again', async () => {
  await setSecret(vault(KEY), { name: 'shop', value: VALUE });
  const wrong = setSecret(vault(NEXT), { name: 'bank', value: VALUE });
  await expect(wrong).rejects.toMatchObject({
    code: 'secret_key_wrong',
    message: expect.stringContaining('shop'),
  });
  expect(await listSecrets(vault(NEXT))).toMatchObject([{ name: 'shop', isReadable: false }]);
  await setSecret(vault(NEXT), { name: 'shop', value: VALUE });
  await setSecret(vault(NEXT), { name: 'bank', value: VALUE });
  expect(await listSecrets(vault(NEXT))).toMatchObject([{ isReadable: true }, { isReadable: true }]);
});

it('moves everything to a new key, and the old one is not needed any more', async () => {
  await setSecret(vault(KEY), { name: 'bank', value: 'bank value' });
  await setSecret(vault(KEY), { name: 'shop', value: VALUE });
  await setSecret(vault(NEXT, KEY), { name: 'bank', value: 'newer value' });
  expect(await rotateSecrets(vault(NEXT, KEY))).toEqual({ moved: ['shop'], unreadable: [] });
  expect(await openRow('shop', NEXT)).toBe(VALUE);
  expect(await openRow('bank', NEXT)).toBe('newer value');
  expect(await rotateSecrets(vault(NEXT, KEY))).toEqual({ moved: [], unreadable: [] });
  expect(await rotateSecrets(vault('a third key, which nobody has used'))).toEqual({
    moved: [],
    unreadable: ['bank', 'shop'],
  });
});

it('moves what webhooks sign with, and stored logins, to a new key too', async () => {
  const { prisma } = services.context.db;
  const open = (name: string, sealed: SealedValue) => createKeyRing([NEXT]).open(name, sealed);
  const webhook = await createWebhook(vault(KEY), newWebhookSchema.parse(WEBHOOK));
  const newer = await rotateWebhookSecret(vault(KEY), { id: webhook.id, oldValidSeconds: 3600 });
  const lost = await createWebhook(vault('a key that is lost, for good'), newWebhookSchema.parse(WEBHOOK));
  const { ciphertext, nonce, tag, keyId } = createKeyRing([KEY]).seal(sealedName('shop-main'), '{}');
  await prisma.siteSession.create({
    data: {
      ...{ name: 'shop-main', automationName: 'sign-in', keyId },
      ciphertext: new Uint8Array(ciphertext),
      nonce: new Uint8Array(nonce),
      tag: new Uint8Array(tag),
    },
  });
  expect(await rotateSecrets(vault(NEXT, KEY))).toEqual({
    moved: ['webhook Chat', 'webhook Chat', 'session shop-main'],
    unreadable: ['webhook Chat'],
  });
  const rows = await prisma.webhookSecret.findMany({
    where: { webhookId: webhook.id },
    orderBy: { id: 'asc' },
  });
  expect(rows.map((row) => open(sealName(webhook.id), row))).toEqual([webhook.secret, newer]);
  const session = await prisma.siteSession.findUniqueOrThrow({ where: { name: 'shop-main' } });
  expect(open(sealedName('shop-main'), session as SealedValue)).toBe('{}');
  // Whose secret is lost gets a new one; nothing else helps.
  expect(await viewWebhook(vault(NEXT), lost.id)).toMatchObject({ isReadable: false });
  await rotateWebhookSecret(vault(NEXT), { id: lost.id, oldValidSeconds: 0 });
  expect(await viewWebhook(vault(NEXT), lost.id)).toMatchObject({ isReadable: true, oldSecretUntil: null });
});

const WEBHOOK = { name: 'Chat', url: 'https://hooks.example/' };
const SOURCE = `version: 1
name: sign-in
effect: read
base_url: http://127.0.0.1:1
steps:
  - goto: /
  - fill: { label: Password, value: '{{ secret.shop }}' }
  - fill: { label: Note, value: '{{ secret.note | default("none") }}' }
`;

it('refuses an automation that names an unknown secret, before anything runs', async () => {
  const { context } = services;
  const unknown = { code: 'secret_unknown', details: { errors: [{ line: 7, path: 'steps.1.fill.value' }] } };
  await expect(saveAutomation(context, { source: SOURCE })).rejects.toMatchObject(unknown);
  await expect(saveAutomation(context, { source: SOURCE })).rejects.toThrow(
    /no secret shop.*furrow secret set shop/,
  );
  expect(await context.db.prisma.automation.count()).toBe(0);

  await setSecret(vault(KEY), { name: 'shop', value: VALUE });
  await saveAutomation(context, { source: SOURCE });
  expect(await listSecrets(vault(KEY))).toMatchObject([{ name: 'shop', automations: ['sign-in'] }]);
  const inUse = deleteSecret(context, { name: 'shop', isForced: false });
  await expect(inUse).rejects.toMatchObject({ code: 'secret_in_use', details: { automations: ['sign-in'] } });

  await deleteSecret(context, { name: 'shop', isForced: true });
  const upload = await receiveUpload(context, { filename: 'rows.csv', body: bodyOf('name\na\n') });
  const batch = createBatch(context, { uploadId: upload.id, automation: 'sign-in' });
  await expect(batch).rejects.toMatchObject(unknown);
  expect(await context.db.prisma.batch.count()).toBe(0);
});
