/** An input or output that cannot be used; the message is one line that names the file and says what to do. */
export class FileError extends Error {
  override readonly name = 'FileError';
}

/** What a failed file operation means, in words; codes that people know stand behind them. */
export function describeFileFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words = failures[code];
  if (words !== undefined) return `${words} (${code})`;
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');
}

const failures: Readonly<Record<string, string>> = {
  EACCES: 'no permission; change the rights of the file or of its folder',
  EBUSY: 'in use by another program; close it there',
  EDQUOT: 'the disk quota is used up; free some space',
  EEXIST: 'a file of that name stands where a folder is needed',
  EFBIG: 'larger than the file system allows',
  EISDIR: 'this is a folder, not a file',
  ELOOP: 'its symbolic links lead in a circle',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long for the file system',
  ENOENT: 'no such file or folder',
  ENOSPC: 'the disk is full; free some space',
  ENOTDIR: 'a file stands where a folder is needed',
  EPERM: 'not permitted; change the rights of the file or of its folder',
  EROFS: 'the file system is read-only; choose another place',
};
