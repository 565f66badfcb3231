import type { AnswerOf } from '../../api/routes.ts'
import type { Module } from '../modules/module-name.ts'

export type CatalogueConnector = AnswerOf<'GET /api/connectors'>['connectors'][number]

/** The connector that a connection names, by whichever of its names. */
export function connectorNamed(
  connectors: readonly CatalogueConnector[],
  name: unknown,
): CatalogueConnector | undefined {
  return connectors.find(({ names }) => typeof name === 'string' && names.includes(name))
}

/** Those that are offered: neither hidden by whoever administers, nor kept by the operator. */
export function offered(
  connectors: readonly CatalogueConnector[],
  modules: readonly Pick<Module, 'kind' | 'name' | 'state'>[],
): readonly CatalogueConnector[] {
  const absent = modules.filter(({ kind, state }) => kind === 'connector' && state !== 'active')
  return connectors.filter(({ names }) => !absent.some(({ name }) => names.includes(name)))
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
