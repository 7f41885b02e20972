import ssh2 from 'ssh2';
import type { Attributes, FileEntry, SFTPWrapper } from 'ssh2';
import { folders, moveFile, putFile, type Mailbox } from './mailbox.js';
import type { SftpHost } from './sftp-server.js';

const { STATUS_CODE, OPEN_MODE } = ssh2.utils.sftp;

/** A file that is read or written, or a folder that is listed. */
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

/** What is open in one session. */
class Handles {
  readonly #open = new Map<number, Handle>();
  #last = 0;

  add(handle: Handle): Buffer {
    this.#last += 1;
    this.#open.set(this.#last, handle);
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(this.#last);
    return bytes;
  }

  file(bytes: Buffer): Extract<Handle, { path: string }> | undefined {
    const handle = this.#open.get(numberIn(bytes));
    return handle !== undefined && 'path' in handle ? handle : undefined;
  }

  folder(bytes: Buffer): Extract<Handle, { folder: string }> | undefined {
    const handle = this.#open.get(numberIn(bytes));
    return handle !== undefined && 'folder' in handle ? handle : undefined;
  }

  close(bytes: Buffer): void {
    this.#open.delete(numberIn(bytes));
  }
}

const numberIn = (bytes: Buffer): number => (bytes.length === 4 ? bytes.readUInt32BE() : 0);

/** Answers the requests of one SFTP session: what a client needs to list, read, write, rename and remove files. */
export function serveFolders(sftp: SFTPWrapper, mailbox: Mailbox, host: SftpHost): void {
  const handles = new Handles();
  serveAttributes(sftp, mailbox, handles);
  serveListings(sftp, mailbox, handles);
  serveContents(sftp, mailbox, handles, host);
  serveMoves(sftp, mailbox, host);
}

function serveAttributes(sftp: SFTPWrapper, mailbox: Mailbox, handles: Handles): void {
  const attributes = (id: number, path: string): void => {
    const found = attributesOf(mailbox, plain(path));
    if (found === undefined) sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
    else sftp.attrs(id, found);
  };
  sftp.on('REALPATH', (id, path) => {
    sftp.name(id, [{ filename: `/${plain(path)}`, longname: '', attrs: {} as Attributes }]);
  });
  sftp.on('STAT', attributes);
  sftp.on('LSTAT', attributes);
  sftp.on('FSTAT', (id, bytes) => attributes(id, handles.file(bytes)?.path ?? '-'));
  sftp.on('SETSTAT', (id) => sftp.status(id, STATUS_CODE.OK));
  sftp.on('FSETSTAT', (id) => sftp.status(id, STATUS_CODE.OK));
}

function serveListings(sftp: SFTPWrapper, mailbox: Mailbox, handles: Handles): void {
  sftp.on('OPENDIR', (id, path) => {
    if (isFolder(plain(path))) sftp.handle(id, handles.add({ folder: plain(path), told: false }));
    else sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
  });
  sftp.on('READDIR', (id, bytes) => {
    const handle = handles.folder(bytes);
    if (handle === undefined || handle.told)
      return void sftp.status(id, handle === undefined ? STATUS_CODE.FAILURE : STATUS_CODE.EOF);
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
}

function serveContents(sftp: SFTPWrapper, mailbox: Mailbox, handles: Handles, host: SftpHost): void {
  sftp.on('OPEN', (id, name, flags) => {
    const path = plain(name);
    const writes = (flags & OPEN_MODE.WRITE) !== 0;
    if (!writes && mailbox.files[path] === undefined) return void sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
    sftp.handle(id, handles.add({ path, written: writes ? Buffer.alloc(0) : null }));
  });
  sftp.on('READ', (id, bytes, offset, length) => {
    const path = handles.file(bytes)?.path ?? '-';
    const body = Buffer.from(mailbox.files[path]?.body ?? '', 'base64');
    if (offset >= body.length) sftp.status(id, STATUS_CODE.EOF);
    else sftp.data(id, body.subarray(offset, offset + length));
  });
  sftp.on('WRITE', (id, bytes, offset, data) => {
    const handle = handles.file(bytes);
    if (handle === undefined || handle.written === null) return void sftp.status(id, STATUS_CODE.FAILURE);
    const grown = Buffer.alloc(Math.max(handle.written.length, offset + data.length));
    handle.written.copy(grown);
    data.copy(grown, offset);
    handle.written = grown;
    sftp.status(id, STATUS_CODE.OK);
  });
  sftp.on('CLOSE', (id, bytes) => {
    const handle = handles.file(bytes);
    handles.close(bytes);
    if (handle !== undefined && handle.written !== null) {
      putFile(mailbox, handle.path, handle.written, host.now());
      host.changed(mailbox);
    }
    sftp.status(id, STATUS_CODE.OK);
  });
}

function serveMoves(sftp: SFTPWrapper, mailbox: Mailbox, host: SftpHost): void {
  sftp.on('RENAME', (id, from, to) => {
    const moved = moveFile(mailbox, plain(from), plain(to));
    if (moved) host.changed(mailbox);
    sftp.status(id, moved ? STATUS_CODE.OK : STATUS_CODE.FAILURE);
  });
  sftp.on('REMOVE', (id, path) => {
    const isThere = mailbox.files[plain(path)] !== undefined;
    delete mailbox.files[plain(path)];
    if (isThere) host.changed(mailbox);
    sftp.status(id, isThere ? STATUS_CODE.OK : STATUS_CODE.NO_SUCH_FILE);
  });
}
