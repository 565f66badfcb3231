import { fault, type Mapping } from '@cartograph/core'
import * as z from 'zod'
import type { Configuration, Connection } from '../config/index.ts'
import type { Place } from '../store/index.ts'
import { askedColumns } from './asked-columns.ts'

/** Where a file of bonus checks can go: a source of files whose rows become vouchers. */
export interface BonusPlace extends Place {
  /** What its mapping reads of a row; those of the key tell one check from another. */
  readonly columns: readonly { readonly name: string; readonly isKey: boolean }[]
}

/** What of the settings of the connector for files matters here. */
const fileSource = z.looseObject({
  key: z.array(z.string()).optional(),
  columns: z.record(z.string(), z.unknown()).optional(),
})
const fileSettings = z.looseObject({ sources: z.record(z.string(), fileSource) })
type FileSource = z.infer<typeof fileSource>

export function bonusPlaces({
  connections,
}: Pick<Configuration, 'connections'>): readonly BonusPlace[] {
  return [...connections.values()].flatMap((connection) =>
    Object.entries(sourcesOf(connection)).flatMap(([stream, { key = [] }]) => {
      const mapping = voucherMapping(connection, stream)
      if (mapping === undefined || key.length === 0) return []
      const keys = new Set(key)
      const names = [...new Set([...key, ...askedColumns(mapping)])]
      return [
        {
          connection: connection.id,
          stream,
          columns: names.map((name) => ({ name, isKey: keys.has(name) })),
        },
      ]
    }),
  )
}

/** @throws a `notFound` fault where a file of bonus checks cannot go. */
export function placeNamed(
  configuration: Pick<Configuration, 'connections'>,
  { connection, stream }: Place,
): BonusPlace {
  const found = bonusPlaces(configuration).find(
    (place) => place.connection === connection && place.stream === stream,
  )
  if (found !== undefined) return found
  throw fault({
    kind: 'notFound',
    message: 'There is no such place for bonus checks.',
    hint: 'It is a source of a connection to files, with a key, whose mapping makes vouchers.',
  })
}

/** The sources of a connection to files; of other connections there are none. */
export function sourcesOf({ connector, config }: Connection): Readonly<Record<string, FileSource>> {
  const parsed = connector.id === 'file' ? fileSettings.safeParse(config) : undefined
  return parsed?.data?.sources ?? {}
}

/** The mapping that makes vouchers of a stream. */
export function voucherMapping({ mappings }: Connection, stream: string): Mapping | undefined {
  return mappings.find(
    ({ from, to }) =>
      'stream' in from && from.stream === stream && 'entity' in to && to.entity === 'voucher',
  )
}
