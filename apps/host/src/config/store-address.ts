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
