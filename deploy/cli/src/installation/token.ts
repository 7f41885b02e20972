import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { Refused } from '../failures.js';
import { ADDRESSES } from './config-file.js';
import type { Terminal } from '../terminal.js';

const kept = z.looseObject({ 'token.admin': z.string() });

/**
 * The API token: BACKHAUL_TOKEN, the file that BACKHAUL_TOKEN_FILE names, or the one that `npm start` keeps beside the
 * addresses. Never an argument: it would stay in the shell's history and be seen by everybody in the list of processes.
 */
export function tokenOf(config: string | undefined, { env }: Pick<Terminal, 'env'>): string {
  const given = env['BACKHAUL_TOKEN'];
  if (given !== undefined && given !== '') return given.trim();
  const path = env['BACKHAUL_TOKEN_FILE'];
  if (path !== undefined && path !== '') return readToken(path);
  // only beside the addresses that npm start wrote: any other secrets.json is none of our business
  const secrets = config !== undefined && basename(config) === ADDRESSES ? join(dirname(config), 'secrets.json') : '';
  if (existsSync(secrets)) return kept.parse(JSON.parse(readFileSync(secrets, 'utf8')))['token.admin'];
  throw new Refused('Put an API token of role admin into BACKHAUL_TOKEN, or its file into BACKHAUL_TOKEN_FILE.');
}

function readToken(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new Refused(`BACKHAUL_TOKEN_FILE names ${path}, which cannot be read.`, { cause });
  }
}
