import { firstLine } from './connector.ts'

/** Why a file could not be read, as the end of a sentence that begins with its name. */
export function fileMessage(error: unknown): string {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'ENOENT':
      return 'does not exist'
    case 'EACCES':
    case 'EPERM':
      return 'may not be read by this user'
    case 'EISDIR':
      return 'is a folder, not a file'
    default:
      return `cannot be read: ${firstLine(error)}`
  }
}
