import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';

/** Where the services' log goes, line by line. */
export interface LogFile {
  write(line: string): void;
}

const FULL_BYTES = 20 * 1024 * 1024;

/**
 * Opens a log that goes on where it ended. At about 20 MB it is put aside as `<file>.1`, in place of the one before, so that
 * a run of weeks does not fill the disk. Lines are on disk when `write` returns: those before a kill are the ones to read.
 */
export function openLogFile(file: string, fullBytes = FULL_BYTES): LogFile {
  let open = openSync(file, 'a', 0o600);
  let size = fstatSync(open).size;
  const startAnew = (): void => {
    closeSync(open);
    renameSync(file, `${file}.1`);
    open = openSync(file, 'a', 0o600);
    size = 0;
  };
  return {
    write(line) {
      if (size >= fullBytes) startAnew();
      size += writeSync(open, line);
    },
  };
}
