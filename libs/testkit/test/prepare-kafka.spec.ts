import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { javaMajor } from '../src/servers/kafka-jars.mjs';

const MODULE = new URL('../src/servers/prepare-kafka.mjs', import.meta.url).href;
const SCRIPT = `const { prepareKafka } = await import('${MODULE}'); console.log(await prepareKafka(() => {}).catch((e) => e.message));`;

describe('prepareKafka', () => {
  it('takes the given address before anything else', () => {
    expect(onMachineWith({}, { BACKHAUL_TEST_KAFKA_BROKERS: 'kafka:9092' })).toBe('address');
  });

  it('says the three ways out where there is no Java', () => {
    const said = onMachineWith({});
    expect(said).toContain('Java is not installed');
    for (const way of ['BACKHAUL_TEST_KAFKA_BROKERS=', 'Docker engine', 'Java 17 or later and Maven']) {
      expect(said).toContain(way);
    }
  });

  it('says so where Java is too old', () => {
    const said = onMachineWith({ java: `echo 'openjdk version "11.0.2" 2019-01-15' >&2` });
    expect(said).toContain('Java 11 is too old: Kafka needs Java 17');
  });

  it('says so where Maven is missing', () => {
    expect(onMachineWith({ java: `echo 'openjdk version "21" 2023-09-19' >&2` })).toContain(
      'Maven (mvn) is not installed',
    );
  });

  it('says so where Maven cannot fetch, and leaves nothing that looks fetched', () => {
    const java = `echo 'openjdk version "21" 2023-09-19' >&2`;
    const mvn = `[ "$1" = -version ] || { echo 'Could not transfer artifact'; exit 1; }`;
    expect(onMachineWith({ java, mvn })).toContain('Could not transfer artifact');
  });
});

describe('javaMajor', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['openjdk version "21" 2023-09-19', 21],
    ['java version "1.8.0_401"', 8],
  ])('%s', (text, major) => expect(javaMajor(text)).toBe(major));
});

/** What prepareKafka says where only the given programs are on the PATH, no Docker engine answers and the cache is empty. */
function onMachineWith(programs: Record<string, string>, env: Record<string, string> = {}): string {
  const home = mkdtempSync(join(tmpdir(), 'backhaul-path-'));
  for (const [name, body] of Object.entries(programs)) {
    writeFileSync(join(home, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(home, name), 0o755);
  }
  const asked = spawnSync(process.execPath, ['--input-type=module', '-e', SCRIPT], {
    encoding: 'utf8',
    env: { PATH: home, HOME: home, DOCKER_HOST: `unix://${home}/none.sock`, BACKHAUL_CACHE: home, ...env },
  });
  rmSync(home, { recursive: true, force: true });
  return asked.stdout.trim();
}
