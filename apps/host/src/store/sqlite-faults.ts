import { fault, isFault } from '@cartograph/core'

/** Runs `work` and says what an error of SQLite means for the one who must act. */
export function storeFault<Result>(file: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw isFault(error) ? error : meaning(file, error)
  }
}

function meaning(file: string, error: unknown): unknown {
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC')
    return fault(
      {
        kind: 'transient',
        message: `The disk that holds ${file} is full.`,
        hint: 'Free some space and run the command again: everything up to the last page is saved.',
      },
      error,
    )
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return fault(
      {
        kind: 'config',
        message:
          code === 'SQLITE_NOTADB'
            ? `${file} is not a store: it is no SQLite database.`
            : `The store ${file} is damaged.`,
        hint: 'Restore it from a backup, or move the file away and run `cartograph sync` to read everything again.',
      },
      error,
    )
  if (
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_READONLY') ||
    code === 'EACCES' ||
    code === 'EROFS'
  )
    return fault(
      {
        kind: 'config',
        message: `The store ${file} cannot be opened for writing.`,
        hint: 'Check that the folder exists and that this user may write to it.',
      },
      error,
    )
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return fault(
      {
        kind: 'transient',
        message: `The store ${file} is in use by another program.`,
        hint: 'Close the program that has the file open, then run the command again.',
      },
      error,
    )
  if (code.startsWith('SQLITE_IOERR'))
    return fault(
      {
        kind: 'transient',
        message: `The disk that holds ${file} reports an error (${code}).`,
        hint: 'Check the disk. What was committed before is safe.',
      },
      error,
    )
  return error
}
