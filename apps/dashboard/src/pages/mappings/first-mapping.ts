import type { AnswerOf } from '../../api/routes.ts'
import { freeId, type Entry, type ListedMapping, type MappingPlace } from './mapping-place.ts'

export type UnmappedStream = AnswerOf<'GET /api/mappings'>['unmapped'][number]

/** The entity that a stream is named after: `stock_levels` gives stock levels. */
export function guessedEntity(stream: string, entities: readonly string[]): string | undefined {
  return entities.find((entity) => plain(entity) === plain(stream))
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/gu, '')
    .replace(/ies$/u, 'y')
    .replace(/s$/u, '')
}

/** What the first mapping of a stream is called, and what it makes of what. */
export function firstMapping(
  { part, connection, connector }: UnmappedStream,
  entity: string,
): ListedMapping {
  const stream = part.slice(connection.length + 1)
  return {
    id: `${connector}-${stream}-${entity}`,
    part,
    connection,
    from: { connector, stream },
    to: { entity },
  }
}

/** It becomes an entry of its own, which names the connection. */
export function firstPlace(
  entries: readonly Entry[],
  { id, connection }: ListedMapping,
): MappingPlace {
  const taken = new Set(entries.flatMap((each) => (each.section === 'mappings' ? each.id : [])))
  return {
    kind: 'new',
    take: {
      section: 'mappings',
      id: freeId(taken, id),
      version: 'new',
      valueWith: (mapping) => ({ connection, mapping }),
      beside: [],
    },
  }
}
