import { serviceNames, type ServiceName } from '@backhaul/contracts';
import { Client } from 'pg';

/** Names of the databases: one per service, one for the bus. */
export type DatabaseOwner = ServiceName | 'bus';
export const owners: readonly DatabaseOwner[] = [...serviceNames, 'bus'];

/**
 * Makes sure that every service has its own database and its own role, and that no role reaches another's database.
 * @param adminUrl of a role that may create roles and databases
 * @param passwordOf the password that a role shall have
 * @returns the connection string of each owner
 */
export async function provision(
  adminUrl: string,
  passwordOf: (owner: DatabaseOwner) => string,
  prefix = 'backhaul',
): Promise<Record<DatabaseOwner, string>> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    for (const owner of owners) await ensureOwner(admin, nameOf(prefix, owner), passwordOf(owner));
  } finally {
    await admin.end();
  }
  const urls = owners.map((owner) => [owner, urlOf(adminUrl, nameOf(prefix, owner), passwordOf(owner))] as const);
  return Object.fromEntries(urls) as Record<DatabaseOwner, string>;
}

const nameOf = (prefix: string, owner: DatabaseOwner): string => `${prefix}_${owner.replaceAll('-', '_')}`;

async function ensureOwner(admin: Client, name: string, password: string): Promise<void> {
  const role = admin.escapeIdentifier(name);
  const { rowCount: hasRole } = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  const verb = hasRole === 0 ? 'CREATE' : 'ALTER';
  await admin.query(`${verb} ROLE ${role} LOGIN PASSWORD ${admin.escapeLiteral(password)}`);
  const { rowCount: hasDatabase } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (hasDatabase === 0) await admin.query(`CREATE DATABASE ${role} OWNER ${role}`);
  await admin.query(`REVOKE CONNECT ON DATABASE ${role} FROM PUBLIC`);
}

function urlOf(adminUrl: string, name: string, password: string): string {
  const url = new URL(adminUrl);
  url.username = name;
  url.password = password;
  url.pathname = `/${name}`;
  return url.toString();
}
