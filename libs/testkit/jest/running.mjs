/**
 * What global set-up leaves for global tear-down: Jest loads both as modules of one process.
 * @type {{ servers?: import('../src/servers/test-servers.mjs').TestServers }}
 */
export const running = {};
