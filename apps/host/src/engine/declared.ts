import type { JsonObject, Schema } from '@cartograph/core'

/** Tells which paths a stream's schema speaks of: what it declares, it checks itself. */
export function declaredPaths(schema: Schema<object>): (path: readonly string[]) => boolean {
  const root = schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' }) as JsonObject
  return (path) => isDeclared(root, root, path)
}

function isDeclared(root: JsonObject, node: unknown, path: readonly string[]): boolean {
  const [head, ...rest] = path
  if (head === undefined) return true
  if (typeof node !== 'object' || node === null) return false
  const schema = node as JsonObject
  if (typeof schema['$ref'] === 'string')
    return isDeclared(root, resolve(root, schema['$ref']), path)
  const branches = [schema['anyOf'], schema['oneOf'], schema['allOf']].flatMap((branch) =>
    Array.isArray(branch) ? (branch as readonly unknown[]) : [],
  )
  if (branches.some((branch) => isDeclared(root, branch, path))) return true
  const properties = schema['properties'] as JsonObject | undefined
  if (properties !== undefined && Object.hasOwn(properties, head))
    return isDeclared(root, properties[head], rest)
  if (schema['items'] !== undefined && /^\d+$/.test(head))
    return isDeclared(root, schema['items'], rest)
  return false
}

function resolve(root: JsonObject, reference: string): unknown {
  let node: unknown = root
  for (const part of reference.replace(/^#\//, '').split('/'))
    node = typeof node === 'object' && node !== null ? (node as JsonObject)[part] : undefined
  return node
}
