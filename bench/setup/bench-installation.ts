import {
  createDataDir,
  endInstallation,
  type Installation,
  startInstallation,
} from '../../tests/support/installation';
import { openUploadApi, type UploadApi } from '../upload/upload-api';
import type { CleanUp } from './clean-up';

export interface BenchInstallation {
  /** Its data folder, also for what a benchmark puts on disk. */
  readonly folder: string;
  readonly installation: Installation;
  readonly api: UploadApi;
}

/** A whole installation with an administrator who is signed in, until `cleanUp` ends it. */
export async function openBenchInstallation(cleanUp: CleanUp): Promise<BenchInstallation> {
  const dataDir = createDataDir();
  cleanUp.add(async () => dataDir.remove());
  const installation = await startInstallation(dataDir.path);
  cleanUp.add(() => endInstallation(installation.supervisor));
  const api = await openUploadApi(installation.url, installation.setupUrl ?? '');
  return { folder: dataDir.path, installation, api };
}
