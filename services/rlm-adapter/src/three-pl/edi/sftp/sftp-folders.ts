import type SftpClient from 'ssh2-sftp-client';
import type { EdiSection } from '../section.js';
import type { Folders, Listed } from './folders.js';
import { SftpSession } from './session.js';

/** The partner's folders over SFTP. @throws VendorError */
export class SftpFolders implements Folders {
  readonly #session: SftpSession;
  readonly #folders: EdiSection['folders'];

  constructor(section: EdiSection) {
    this.#session = new SftpSession(section);
    this.#folders = section.folders;
  }

  async incoming(): Promise<readonly Listed[]> {
    const files = await this.#session.use((client) => client.list(this.#folders.in));
    return files
      .filter(({ type, name }) => type === '-' && !name.endsWith('.tmp') && !name.startsWith('.'))
      .map(({ name, size, modifyTime }) => ({ name, size, changedAt: modifyTime }))
      .sort((a, b) => a.changedAt - b.changedAt || (a.name < b.name ? -1 : 1));
  }

  read(name: string): Promise<Buffer | null> {
    const path = `${this.#folders.in}/${name}`;
    return this.#session.use(async (client) => {
      if ((await client.exists(path)) === false) return null;
      const body = await client.get(path);
      return Buffer.isBuffer(body) ? body : null;
    });
  }

  archive(name: string): Promise<void> {
    return this.#session.use((client) => this.#move(client, name, this.#folders.archive));
  }

  reject(name: string, reason: string): Promise<void> {
    return this.#session.use(async (client) => {
      await client.put(Buffer.from(`${reason}\n`), `${this.#folders.error}/${name}.reason.txt`);
      await this.#move(client, name, this.#folders.error);
    });
  }

  stands(name: string): Promise<boolean> {
    // In this order: a file that the partner moves while we look is seen in the second folder.
    const places = [this.#folders.out, this.#folders.archive, this.#folders.error];
    return this.#session.use(async (client) => {
      for (const place of places) if ((await client.exists(`${place}/${name}`)) !== false) return true;
      return false;
    });
  }

  deliver(name: string, body: Buffer): Promise<void> {
    const path = `${this.#folders.out}/${name}`;
    return this.#session.use(async (client) => {
      await client.put(body, `${path}.tmp`);
      await client.rename(`${path}.tmp`, path);
    });
  }

  /** Nothing is written over: a name that is taken there gets a number. */
  async #move(client: SftpClient, name: string, folder: string): Promise<void> {
    const from = `${this.#folders.in}/${name}`;
    if ((await client.exists(from)) === false) return;
    let to = `${folder}/${name}`;
    for (let count = 2; (await client.exists(to)) !== false; count += 1) to = `${folder}/${name}.${count}`;
    await client.rename(from, to);
  }
}
