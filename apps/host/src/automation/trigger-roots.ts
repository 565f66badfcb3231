import { entities, type EntityName } from '@cartograph/core'
import { inputSchema, schemaFields } from '../config/index.ts'
import { triggerRule } from './trigger-rule.ts'

/** What conditions and templates can read of, where something happens: the row by its name, and what it leads to. */
export function readRoots(event: string): readonly EntityName[] {
  const roots = new Set<EntityName>()
  for (const entity of triggerRule({ event }).entities) {
    roots.add(entity === 'profile' ? 'customer' : entity)
    const fields = schemaFields(inputSchema(entities[entity].schema), 1)
    if (fields.some(({ path }) => path === '$.orderId')) roots.add('order')
    if (fields.some(({ path }) => path === '$.productId')) roots.add('product')
    // Of a product nobody is known.
    if (entity !== 'product' && entity !== 'variant') roots.add('customer')
  }
  return [...roots]
}
