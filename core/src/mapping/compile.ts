import * as z from 'zod'
import { entities, isEntityName } from '../commerce/index.ts'
import { fault, type Fault } from '../v1/fault.ts'
import type { Mapping } from '../v1/mapping.ts'
import type { Json, JsonObject } from '../v1/words.ts'
import { loadCel } from './cel.ts'
import type { MappingProblem } from './context.ts'
import type { Providers } from './definition.ts'
import { languageVersion } from './functions/index.ts'
import { runner, type CompiledMapping } from './run.ts'
import { shapeOf, type JsonSchema } from './shape.ts'
import { shortHash } from './version.ts'
import { requiredFields } from './fields.ts'
import { walkMapping } from './walk.ts'

export interface CompileOptions extends Providers {
  /** What `$settings` reads: the connection's settings, without secrets. */
  readonly settings?: JsonObject
  /** JSON Schema of the target; for entities of the model it is known. Its required fields must come out of every record. */
  readonly target?: JsonSchema
}

/**
 * Compiles a mapping to closures. Asynchronous only because `$cel` is loaded on demand.
 *
 * @throws a `config` fault for the first mistake, whose `path` is the place in the mapping.
 */
export async function compileMapping(
  mapping: Mapping,
  options: CompileOptions = {},
): Promise<CompiledMapping> {
  const { settings = {}, target, ...providers } = options
  const problems: MappingProblem[] = []
  const cel = callsCel(mapping) ? await loadCel(settings) : undefined
  const walked = walkMapping(mapping, {
    settings,
    providers,
    ...(cel !== undefined && { cel }),
    report: (problem) => problems.push(problem),
  })
  const first = problems.find(({ severity }) => severity === 'error')
  if (first !== undefined) throw mistake(mapping, first, problems.length)
  const required = target === undefined ? requiredOf(mapping) : requiredFields(shapeOf(target))
  const version = shortHash([languageVersion, mapping as unknown as Json, settings])
  return runner(mapping, walked, new Set(required), version)
}

/** Whether `$cel` is called anywhere; text that only looks like it loads the library in vain. */
function callsCel(mapping: Mapping): boolean {
  return JSON.stringify(mapping).includes('"$cel":')
}

function mistake(mapping: Mapping, { path, message }: MappingProblem, count: number): Fault {
  const more = count > 1 ? ` (and ${count - 1} more)` : ''
  return fault({
    kind: 'config',
    message: `Mapping ${mapping.id}, ${path.join('.')}: ${message}${more}.`,
    path,
  })
}

const requiredOfEntities = new Map<string, readonly string[]>()

/** What the model requires of a mapping's entity; the connection is added by who makes the row. */
export function requiredOf(mapping: Mapping): readonly string[] {
  if (!('entity' in mapping.to) || !isEntityName(mapping.to.entity)) return []
  const { entity } = mapping.to
  let required = requiredOfEntities.get(entity)
  if (required === undefined) {
    required = requiredFields(shapeOf(entitySchema(entity))).filter((name) => name !== 'connection')
    requiredOfEntities.set(entity, required)
  }
  return required
}

export function entitySchema(entity: keyof typeof entities): JsonSchema {
  return z.toJSONSchema(entities[entity].schema, { io: 'input' }) as JsonSchema
}
