import ssh2 from 'ssh2';
import type { Attributes, FileEntry, SFTPWrapper } from 'ssh2';
import { folders, moveFile, putFile, type Mailbox } from './mailbox.js';
import type { SftpHost } from './sftp-server.js';

const { STATUS_CODE, OPEN_MODE } = ssh2.utils.sftp;

/** A file of the client that is whole now: written to its end, or renamed. */
export interface Changed {
  readonly path: string;
}

type Handle = { path: string; written: Buffer | null } | { folder: string; told: boolean };

/** `/to_3pl/x`, `./to_3pl/x` and `to_3pl/x` are one. */
const plain = (path: string): string =>
  path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');

const isFolder = (path: string): boolean => path === '' || (folders as readonly string[]).includes(path);

function attributesOf(mailbox: Mailbox, path: string): Attributes | undefined {
  const file = mailbox.files[path];
  const common = { uid: 1000, gid: 1000 };
  if (file !== undefined) {
    const at = Math.floor(Date.parse(file.changedAt) / 1000);
    return { ...common, mode: 0o100644, size: Buffer.from(file.body, 'base64').length, atime: at, mtime: at };
  }
  return isFolder(path) ? { ...common, mode: 0o040755, size: 0, atime: 0, mtime: 0 } : undefined;
}

const namesIn = (mailbox: Mailbox, folder: string): string[] =>
  folder === ''
    ? [...folders]
    : Object.keys(mailbox.files)
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1));

/** Answers the requests of one SFTP session: what a client needs to list, read, write, rename and remove files. */
export function serveFolders(sftp: SFTPWrapper, mailbox: Mailbox, host: SftpHost): void {
  const handles = new Map<number, Handle>();
  let next = 0;
  const open = (id: number, handle: Handle): void => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE((next += 1));
    handles.set(next, handle);
    sftp.handle(id, bytes);
  };
  const handleOf = (bytes: Buffer): Handle | undefined => handles.get(bytes.length === 4 ? bytes.readUInt32BE() : 0);
  const status = (id: number, ok: boolean): void => sftp.status(id, ok ? STATUS_CODE.OK : STATUS_CODE.NO_SUCH_FILE);
  const attributes = (id: number, path: string): void => {
    const found = attributesOf(mailbox, plain(path));
    if (found === undefined) return void sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
    sftp.attrs(id, found);
  };

  sftp.on('REALPATH', (id, path) => {
    sftp.name(id, [{ filename: `/${plain(path)}`, longname: '', attrs: {} as Attributes }]);
  });
  sftp.on('STAT', attributes);
  sftp.on('LSTAT', attributes);
  sftp.on('FSTAT', (id, bytes) => {
    const handle = handleOf(bytes);
    attributes(id, handle !== undefined && 'path' in handle ? handle.path : '-');
  });
  sftp.on('SETSTAT', (id) => status(id, true));
  sftp.on('FSETSTAT', (id) => status(id, true));
  sftp.on('OPENDIR', (id, path) => {
    if (!isFolder(plain(path))) return void status(id, false);
    open(id, { folder: plain(path), told: false });
  });
  sftp.on('READDIR', (id, bytes) => {
    const handle = handleOf(bytes);
    if (handle === undefined || !('folder' in handle)) return void sftp.status(id, STATUS_CODE.FAILURE);
    if (handle.told) return void sftp.status(id, STATUS_CODE.EOF);
    handle.told = true;
    const entries = namesIn(mailbox, handle.folder).flatMap((name): FileEntry[] => {
      const attrs = attributesOf(mailbox, plain(`${handle.folder}/${name}`));
      const kind = attrs !== undefined && (attrs.mode & 0o040000) !== 0 ? 'drwxr-xr-x' : '-rw-r--r--';
      return attrs === undefined
        ? []
        : [{ filename: name, longname: `${kind} 1 3pl 3pl ${attrs.size} ${name}`, attrs }];
    });
    sftp.name(id, entries);
  });
  sftp.on('OPEN', (id, name, flags) => {
    const path = plain(name);
    const writes = (flags & OPEN_MODE.WRITE) !== 0;
    if (!writes && mailbox.files[path] === undefined) return void status(id, false);
    open(id, { path, written: writes ? Buffer.alloc(0) : null });
  });
  sftp.on('READ', (id, bytes, offset, length) => {
    const handle = handleOf(bytes);
    const file = handle !== undefined && 'path' in handle ? mailbox.files[handle.path] : undefined;
    const body = Buffer.from(file?.body ?? '', 'base64');
    if (offset >= body.length) return void sftp.status(id, STATUS_CODE.EOF);
    sftp.data(id, body.subarray(offset, offset + length));
  });
  sftp.on('WRITE', (id, bytes, offset, data) => {
    const handle = handleOf(bytes);
    if (handle === undefined || !('path' in handle) || handle.written === null)
      return void sftp.status(id, STATUS_CODE.FAILURE);
    const grown = Buffer.alloc(Math.max(handle.written.length, offset + data.length));
    handle.written.copy(grown);
    data.copy(grown, offset);
    handle.written = grown;
    status(id, true);
  });
  sftp.on('CLOSE', (id, bytes) => {
    const handle = handleOf(bytes);
    handles.delete(bytes.length === 4 ? bytes.readUInt32BE() : 0);
    if (handle !== undefined && 'path' in handle && handle.written !== null) {
      putFile(mailbox, handle.path, handle.written, host.now());
      host.changed(mailbox, { path: handle.path });
    }
    status(id, true);
  });
  sftp.on('RENAME', (id, from, to) => {
    const moved = moveFile(mailbox, plain(from), plain(to));
    if (moved) host.changed(mailbox, { path: plain(to) });
    sftp.status(id, moved ? STATUS_CODE.OK : STATUS_CODE.FAILURE);
  });
  sftp.on('REMOVE', (id, path) => {
    const isThere = mailbox.files[plain(path)] !== undefined;
    delete mailbox.files[plain(path)];
    status(id, isThere);
  });
}
