import type { AnswerOf } from '../../api/routes.ts'

export type CatalogueConnector = AnswerOf<'GET /api/connectors'>['connectors'][number]

/** The connector that a connection names, by whichever of its names. */
export function connectorNamed(
  connectors: readonly CatalogueConnector[],
  name: unknown,
): CatalogueConnector | undefined {
  return connectors.find(({ names }) => typeof name === 'string' && names.includes(name))
}

/** What connectors are for, and whether what was searched for is in their names. */
export function foundIn(
  connectors: readonly CatalogueConnector[],
  search: string,
): readonly CatalogueConnector[] {
  const wanted = search.trim().toLowerCase()
  return connectors.filter(({ id, name, package: from }) =>
    [id, name, from].some((text) => text.toLowerCase().includes(wanted)),
  )
}
