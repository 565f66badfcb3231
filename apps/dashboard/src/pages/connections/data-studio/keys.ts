import type { Token } from '../../../api/answers.ts'

/** The keys with which reports ask, those that are good first; what may do more than that is no such key. */
export function keysIn(tokens: readonly Token[], connection: string): readonly Token[] {
  const base = keyBase(connection)
  return tokens
    .filter(
      ({ name, permissions, source }) =>
        source === 'issued' &&
        permissions.join() === 'surfaces:call' &&
        (name === base || name.startsWith(`${base}-`)),
    )
    .toSorted((one, other) => Number(other.state === 'good') - Number(one.state === 'good'))
}

/** A name that no token ever had. */
export function freeKeyName(connection: string, taken: readonly string[]): string {
  const base = keyBase(connection)
  const names = new Set(taken)
  let name = base
  for (let number = 2; names.has(name); number += 1) name = `${base}-${number}`
  return name
}

/** Names of tokens have 63 characters at the most. */
function keyBase(connection: string): string {
  return `report-key-${connection}`.slice(0, 56)
}
