import { nearest, type Connector, type Json } from '@cartograph/core'

/** `; did you mean "orders"?`, or what there is to choose from. */
export function choice(meant: string | undefined, names: readonly string[]): string {
  if (meant !== undefined) return `; did you mean "${meant}"?`
  return names.length === 0 ? '' : `; there is ${names.toSorted().join(', ')}`
}

/** A name that is close to a known one is a mistake; another may belong to what only the account will tell. */
export function unknownPart(
  kind: 'stream' | 'sink',
  name: string,
  names: readonly string[],
  connector: Connector<unknown, Json>,
): { readonly message: string; readonly severity: 'error' | 'warning' } {
  const meant = nearest(name, names)
  const mayBeDiscovered = connector.discover !== undefined && meant === undefined
  return {
    message: `${connector.name} has no ${kind} "${name}"${choice(meant, names)}`,
    severity: mayBeDiscovered ? 'warning' : 'error',
  }
}
