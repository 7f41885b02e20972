/** A program that starts a server as the launcher does and then only waits: for tests that kill it. */
const [module = '', name = '', options = '{}'] = process.argv.slice(2);
const starters = await import(new URL(`../../src/servers/${module}`, import.meta.url).href);
const server = await starters[name](JSON.parse(options));
process.stdout.write(`${JSON.stringify({ url: server.url, brokers: server.brokers })}\n`);
// Until it is killed, or the test that started it is gone.
process.stdin.resume().once('end', () => process.exit(0));
