import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const POM = fileURLToPath(new URL('../../../../deploy/kafka/pom.xml', import.meta.url));

/** Something is missing on this machine that people have to install. */
class KafkaUnavailable extends Error {
  code = 'KAFKA_UNAVAILABLE';
}

/**
 * Folder with the broker's jars; Maven fetches them once (about 44 MB) into a cache outside of node_modules.
 * @param {(line: string) => void} [log]
 * @returns {Promise<string>}
 * @throws {KafkaUnavailable} that says what to install
 */
export async function kafkaJars(log = () => undefined) {
  requireJava();
  const jars = join(cacheFolder(), `kafka-${kafkaVersion()}`);
  if (existsSync(jars)) return jars;
  requireMaven();
  log(`fetching Apache Kafka ${kafkaVersion()} with Maven, once (44 MB)`);
  const making = `${jars}.${process.pid}`;
  mkdirSync(making, { recursive: true });
  await fetchInto(making);
  publish(making, jars);
  return jars;
}

/** The version that the pom asks for. */
export function kafkaVersion() {
  const version = /<kafka\.version>([^<]+)</.exec(readFileSync(POM, 'utf8'))?.[1];
  if (!version) throw new Error(`No kafka.version in ${POM}`);
  return version;
}

function cacheFolder() {
  return process.env['BACKHAUL_CACHE'] || join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'backhaul');
}

function requireJava() {
  const answer = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (answer.status !== 0)
    throw new KafkaUnavailable('Java is not installed: Kafka needs Java 17 or later on the PATH.');
  const version = javaMajor(answer.stderr);
  if (version < 17) throw new KafkaUnavailable(`Java ${version} is too old: Kafka needs Java 17 or later on the PATH.`);
}

/**
 * Major version out of `java -version`, which writes 1.8.0 for Java 8.
 * @param {string} text
 */
export function javaMajor(text) {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  return Number(first === '1' ? second : first);
}

function requireMaven() {
  if (spawnSync('mvn', ['-version'], { stdio: 'ignore' }).status === 0) return;
  throw new KafkaUnavailable('Maven (mvn) is not installed: it fetches the jars of Kafka. Install Maven 3.6 or later.');
}

/**
 * @param {string} folder
 * @returns {Promise<void>}
 */
function fetchInto(folder) {
  const args = [
    '-q',
    '-B',
    '-f',
    POM,
    'dependency:copy-dependencies',
    '-DincludeScope=runtime',
    `-DoutputDirectory=${folder}`,
  ];
  return new Promise((resolve, reject) => {
    const mvn = spawn('mvn', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    mvn.stdout.on('data', (text) => (output += text));
    mvn.stderr.on('data', (text) => (output += text));
    mvn.once('error', reject);
    mvn.once('close', (code) => {
      if (code === 0) return resolve();
      rmSync(folder, { recursive: true, force: true });
      reject(
        new KafkaUnavailable(
          `Maven could not fetch Kafka: is Maven Central, or your mirror, reachable?\n${output.slice(-1500)}`,
        ),
      );
    });
  });
}

/**
 * Renamed into place: a fetch that is cut short never looks complete, and of two at once one wins.
 * @param {string} making
 * @param {string} jars
 */
function publish(making, jars) {
  try {
    renameSync(making, jars);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(jars)) throw error;
  }
}
