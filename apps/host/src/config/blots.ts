import type { SourceDocument } from './document.ts'
import { entriesOf, isPlainObject } from './environment.ts'
import type { Blot } from './excerpt.ts'
import type { ReadConnection } from './reading.ts'

/** Every value that may be a secret: settings that no schema calls harmless, and the address of a database. */
export function blotsOf(
  document: SourceDocument,
  connections: readonly ReadConnection[],
): readonly Blot[] {
  const root = isPlainObject(document.value) ? document.value : {}
  const plain = new Set(connections.flatMap((connection) => connection.plain))
  const settings = entriesOf(root['connections'])
    .flatMap(([id]) => document.scalars(['connections', id, 'config']))
    .filter(({ path }) => !plain.has(JSON.stringify(path)))
  return [
    ...settings,
    ...entriesOf(root['deliveries']).flatMap(([id]) =>
      document.scalars(['deliveries', id, 'serve', 'basic', 'password']),
    ),
    ...entriesOf(root['tokens']).flatMap(([name]) => document.scalars(['tokens', name, 'secret'])),
    ...document.scalars(['host', 'metrics', 'token']),
    ...document.scalars(['people', 'oidc', 'clientSecret']),
    ...document.scalars(['insights', 'model', 'key']),
    ...document.scalars(['store']).filter(({ start, end }) => {
      return document.text.slice(start, end).includes('://')
    }),
  ]
}
