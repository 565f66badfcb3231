/** A name for another token of a connection's tills: the first that no token ever had. */
export function freeTokenName(connection: string, taken: readonly string[]): string {
  const names = new Set(taken)
  const base = `till-${connection}`.slice(0, 56)
  if (!names.has(base)) return base
  let number = 2
  while (names.has(`${base}-${number}`)) number += 1
  return `${base}-${number}`
}
