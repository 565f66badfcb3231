import { resolve } from 'node:path'

/** The address of a database as it is, or the absolute path of a file. */
export function storeAddress(value: unknown, folder: string): string {
  const store = typeof value === 'string' && value !== '' ? value : './cartograph.db'
  return /^postgres(ql)?:\/\//.test(store) ? store : resolve(folder, store)
}

/**
 * Can this be the address of a database?
 *
 * The usual mistake is a password with signs that mean something in an address: parts of it end up where none belong.
 */
export function isReadableAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { pathname, search, hash } = new URL(address)
  return hash === '' && !`${pathname}${search}`.includes('@')
}
