const troubles: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EDQUOT: 'the quota of this user is used up',
  EEXIST: 'something else has that name',
  EFBIG: 'the file would be larger than allowed',
  EIO: 'the disk reports a fault',
  EISDIR: 'there is a folder of that name',
  ENOENT: 'the folder does not exist',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is no folder',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
}

/** What hinders the writing of a file, in words; undefined when the error is of another kind. */
export function fileTrouble(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? troubles[code] : undefined
}
