import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openInstallation } from '../src/installation.js';
import { readOptions, type Options } from '../src/options.js';
import { dataFolder } from './support/folder.js';

describe('the data folder', () => {
  let folder: { dir: string; remove(): void };
  const options = (change: Partial<Options> = {}): Options => ({ ...readOptions([]), dir: folder.dir, ...change });
  const owned = (owner: number, server: number): void =>
    writeFileSync(join(folder.dir, 'postgres.owner.json'), JSON.stringify({ owner, server }));

  beforeEach(() => {
    folder = dataFolder();
  });

  afterEach(() => folder.remove());

  it('may be opened again, also on other ports', async () => {
    await openInstallation(options());
    await expect(openInstallation(options({ ports: 5200 }))).resolves.toBeUndefined();
  });

  it.each<[string, Partial<Options>]>([
    ['another bus', { bus: 'kafka' }],
    ['merchants of one’s own', { config: 'mine.yaml' }],
  ])('is not opened with %s: what is under way would be lost sight of', async (_, change) => {
    await openInstallation(options());
    await expect(openInstallation(options(change))).rejects.toMatchObject({
      code: 'INSTALLATION_DIFFERS',
      message: expect.stringContaining('was made with --bus postgres and the demo'),
    });
    await expect(openInstallation(options({ ...change, fresh: true }))).resolves.toBeUndefined();
  });

  it('forgets with --fresh what earlier runs left, and nothing else', async () => {
    await openInstallation(options());
    for (const name of ['postgres', 'simulators', 'demo-kafka', 'my-notes']) mkdirSync(join(folder.dir, name));
    writeFileSync(join(folder.dir, 'secrets.json'), '{}');
    await openInstallation(options({ fresh: true }));
    expect(readdirSync(folder.dir).sort()).toEqual(['demo-kafka', 'installation.json', 'my-notes']);
  });

  it('forgets nothing in a folder that it has not made itself', async () => {
    mkdirSync(join(folder.dir, 'kafka'));
    await openInstallation(options({ fresh: true }));
    expect(existsSync(join(folder.dir, 'kafka'))).toBe(true);
  });

  it('is left alone while another run has it, even with --fresh', async () => {
    await openInstallation(options());
    owned(process.ppid, process.pid);
    const refused = { code: 'IN_USE', message: expect.stringContaining(`already runs on ${folder.dir}`) };
    await expect(openInstallation(options())).rejects.toMatchObject(refused);
    await expect(openInstallation(options({ fresh: true }))).rejects.toMatchObject(refused);
  });

  it('is free again after a run that was killed', async () => {
    const gone = spawnSync(process.execPath, ['--version']).pid;
    owned(gone, gone);
    await expect(openInstallation(options({ fresh: true }))).resolves.toBeUndefined();
  });

  it('says what to do when its own mark cannot be read', async () => {
    writeFileSync(join(folder.dir, 'installation.json'), '{ half');
    await expect(openInstallation(options())).rejects.toMatchObject({
      code: 'FOLDER_DAMAGED',
      message: expect.stringContaining('--fresh'),
    });
  });
});
