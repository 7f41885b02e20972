import { timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import ssh2 from 'ssh2';
import type { AuthContext, Connection, Server as SshServer } from 'ssh2';
import type { Mailbox } from './mailbox.js';
import { serveFolders } from './sftp-folders.js';

const { Server, utils } = ssh2;

/** What the server needs of the simulator around it. */
export interface SftpHost {
  mailboxFor(user: string): Mailbox | undefined;
  now(): Date;
  /** The client has written, moved or removed a file. */
  changed(mailbox: Mailbox): void;
}

/** A listening SFTP server. */
export interface SftpListening {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves the folders of every mailbox to its user, who proves to be it by a key. */
export function listenSftp(
  hostKey: string,
  host: SftpHost,
  { address, port }: { address: string; port: number },
): Promise<SftpListening> {
  const connections = new Set<Connection>();
  const server: SshServer = new Server({ hostKeys: [hostKey] }, (connection) => {
    connections.add(connection);
    let mailbox: Mailbox | undefined;
    connection.on('authentication', (context) => {
      const known = host.mailboxFor(context.username);
      if (known === undefined || !isKeyOf(known, context)) return context.reject(['publickey']);
      mailbox = known;
      context.accept();
    });
    connection.on('session', (accept) => {
      accept().on('sftp', (acceptSftp) => {
        if (mailbox !== undefined) serveFolders(acceptSftp(), mailbox, host);
      });
    });
    // A client that breaks off is no failure of the server.
    connection.on('error', () => undefined);
    connection.on('close', () => connections.delete(connection));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => {
      const close = (): Promise<void> =>
        new Promise((done) => {
          server.close(() => done());
          for (const connection of connections) connection.end();
        });
      resolve({ port: (server.address() as AddressInfo).port, close });
    });
  });
}

function isKeyOf(mailbox: Mailbox, context: AuthContext): boolean {
  if (context.method !== 'publickey') return false;
  const known = utils.parseKey(mailbox.publicKey);
  if (known instanceof Error) return false;
  const [shown, own] = [context.key.data, known.getPublicSSH()];
  if (shown.length !== own.length || !timingSafeEqual(shown, own)) return false;
  if (context.signature === undefined || context.blob === undefined) return true;
  return known.verify(context.blob, context.signature, context.hashAlgo) === true;
}
