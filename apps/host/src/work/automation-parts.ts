import { entities, type EntityName } from '@cartograph/core'
import { readRoots } from '../automation/index.ts'
import {
  automationRecipes,
  automationTriggers,
  inputSchema,
  schemaFields,
  type SchemaField,
} from '../config/index.ts'
import type { Installation } from '../connections/index.ts'
import { knownParts } from './known-parts.ts'

/** What an automation can be made of. */
export interface AutomationParts {
  readonly triggers: readonly {
    readonly id: string
    /** What can be read then, by the names of `fields`. */
    readonly reads: readonly string[]
  }[]
  /** What events of any other type can read. */
  readonly eventReads: readonly string[]
  readonly fields: Readonly<Record<string, readonly SchemaField[]>>
  readonly recipes: Readonly<Record<string, object>>
  /** A connection and its action, such as `post.mail`. */
  readonly actions: readonly { readonly through: string; readonly connector: string }[]
}

/** So many names a path may have: `order.shipping.address.country` has four. */
const depth = 3

/** What the form of an automation offers. No vendor is asked. */
export async function automationParts({
  store,
  configuration,
}: Pick<Installation, 'store' | 'configuration'>): Promise<AutomationParts> {
  const triggers = Object.keys(automationTriggers).map((id) => ({ id, reads: readRoots(id) }))
  const eventReads = readRoots('any.event')
  const roots = new Set([...eventReads, ...triggers.flatMap(({ reads }) => reads)])
  const actions: AutomationParts['actions'][number][] = []
  for (const connection of configuration.connections.values()) {
    const parts = await knownParts(store, connection)
    for (const name of Object.keys(parts.actions ?? {}))
      actions.push({ through: `${connection.id}.${name}`, connector: connection.connector.id })
  }
  return {
    triggers,
    eventReads,
    fields: Object.fromEntries([...roots].map((root) => [root, fieldsOf(root)])),
    recipes: automationRecipes,
    actions,
  }
}

/** As templates write them, such as `order.total`; of a list only the list itself. A customer is read as a person is known. */
function fieldsOf(root: EntityName): readonly SchemaField[] {
  const entity = root === 'customer' ? 'profile' : root
  return schemaFields(inputSchema(entities[entity].schema), depth)
    .filter(({ path }) => /^\$(?:\.\w+)+$/u.test(path))
    .map((field) => Object.assign({}, field, { path: `${root}${field.path.slice(1)}` }))
}
