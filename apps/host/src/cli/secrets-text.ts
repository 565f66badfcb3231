import type { SecretName } from '../store/index.ts'
import { table, type Column } from './table.ts'

/** A secret as it is shown: never its value. */
export interface ShownSecret {
  readonly name: string
  readonly setAt: string
  readonly key: string
}

export function shownSecret({ name, setAt, key }: SecretName): ShownSecret {
  return { name, setAt: new Date(setAt).toISOString(), key }
}

const columns: readonly Column<ShownSecret>[] = [
  { heading: 'secret', align: 'left', cell: ({ name }) => name },
  { heading: 'set at', align: 'left', cell: ({ setAt }) => setAt },
  { heading: 'by the key', align: 'left', cell: ({ key }) => key },
]

export function secretsText(secrets: readonly ShownSecret[]): string {
  return secrets.length === 0 ? 'There are no secrets.' : table(columns, secrets)
}
