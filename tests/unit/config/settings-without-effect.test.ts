import { expect, it } from 'vitest';
import { readEnvironment } from '@/lib/config/env';
import { settingsWithoutEffect, withoutSettingsWithoutEffect } from '@/lib/config/settings-without-effect';

const S3 = {
  S3_BUCKET: 'furrow',
  S3_REGION: 'eu-central-1',
  S3_ACCESS_KEY_ID: 'a',
  S3_SECRET_ACCESS_KEY: 'b',
};

it('tells whoever names a bucket that files still go to the disk, once for all processes', () => {
  const env = readEnvironment(S3);
  expect(settingsWithoutEffect(env)).toEqual([
    expect.objectContaining({ text: expect.stringContaining('kept below FURROW_DATA_DIR') }),
  ]);
  expect(withoutSettingsWithoutEffect(env)).toMatchObject({ S3_BUCKET: '', S3_SECRET_ACCESS_KEY: '' });
});

it('leaves the settings of a bucket that is used to the processes that use it', () => {
  const env = readEnvironment({ ...S3, FURROW_STORAGE: 's3' });
  expect(settingsWithoutEffect(env)).toEqual([]);
  expect(withoutSettingsWithoutEffect(env)).toEqual({});
});

it('says nothing where nothing is set', () => {
  expect(settingsWithoutEffect(readEnvironment({}))).toEqual([]);
});
