import '../../supervisor/require-node';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { projectFolder } from '../../supervisor/build';
import { findBrowser } from '../../worker/browser/find-browser';
import { createDataDir, endInstallation, startInstallation } from '../support/installation';
import { startEmptyInstallation } from './installations';
import { arrangeScene, type Scene } from './scene';
import { SCREENS } from './screens';
import type { ScreenState, Shot } from './shot';
import { type Picture, takePictures } from './take-shot';
import { ADMINISTRATOR, joinIn } from './visitors';

/*
 * `npm run shots [-- screen ...]`: one picture for each screen, state, theme and width in reports/shots, each searched by
 * axe and measured. Exits 1 unless all are without violations and none is wider than its window.
 */
const folder = join(projectFolder, 'reports', 'shots');
const wanted = process.argv.slice(2);

async function takeAll(scene: Scene, setUp: () => Promise<void>): Promise<Picture[]> {
  const shots = Object.entries(SCREENS)
    .filter(([screen]) => wanted.length === 0 || wanted.includes(screen))
    .flatMap(([screen, states]) =>
      Object.entries(states).map(([state, shot]) => ({ name: `${screen}-${state as ScreenState}`, shot })),
    );
  const isBefore = ({ shot }: { shot: Shot }) => shot.as === 'newNobody';
  const before = await takeShots(scene, shots.filter(isBefore));
  await setUp();
  return [
    ...before,
    ...(await takeShots(
      scene,
      shots.filter((shot) => !isBefore(shot)),
    )),
  ];
}

async function takeShots(scene: Scene, shots: { name: string; shot: Shot }[]): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (const { name, shot } of shots) {
    const page = await scene.visitors[shot.as].newPage();
    try {
      await shot.open(page, scene.facts);
      pictures.push(...(await takePictures(page, name, folder)));
      console.log(`  ${name}`);
    } catch (error) {
      // What stood there instead says more than what was waited for.
      await page.screenshot({ path: join(folder, `${name}-not-taken.png`) });
      console.log(`  ${name}: not taken: ${error}`);
      pictures.push({ name, violations: ['not taken'], overflow: 0 });
    } finally {
      await page.close();
    }
  }
  return pictures;
}

function report(pictures: readonly Picture[]): number {
  const wide = pictures.filter(({ overflow }) => overflow > 0);
  const bad = pictures.filter(({ violations }) => violations.length > 0);
  for (const { name, overflow } of wide) console.log(`${name}: ${overflow} px wider than the window`);
  for (const { name, violations } of bad) for (const text of violations) console.log(`${name}: ${text}`);
  const count = bad.reduce((sum, { violations }) => sum + violations.length, 0);
  console.log(
    `${pictures.length} pictures, ${count} axe violations, ${wide.length} with horizontal scrolling`,
  );
  writeFileSync(join(folder, 'report.json'), JSON.stringify(pictures, null, 2));
  return count + wide.length > 0 ? 1 : 0;
}

async function run(browser: Browser): Promise<number> {
  const dataDir = createDataDir();
  const used = await startInstallation(dataDir.path);
  try {
    const fresh = await startEmptyInstallation();
    try {
      const scene = await arrangeScene(browser, used, fresh);
      const setUp = () => joinIn(scene.visitors.newAdministrator, fresh.setupUrl, ADMINISTRATOR);
      return report(await takeAll(scene, setUp));
    } finally {
      await fresh.close();
    }
  } finally {
    await endInstallation(used.supervisor);
    dataDir.remove();
  }
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const found = await findBrowser(process.env.FURROW_CHROMIUM || undefined);
const browser = await chromium.launch({
  ...(found ? { executablePath: found.path } : {}),
  chromiumSandbox: found ? !found.needsNoSandbox : true,
});
const exitCode = await run(browser).finally(() => browser.close());
process.exit(exitCode);
