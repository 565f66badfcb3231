import { entityNames, isEntityName } from '../commerce/index.ts'
import { nearest } from '../json/index.ts'
import type { Mapping } from '../v1/mapping.ts'
import type { JsonObject } from '../v1/words.ts'
import { entitySchema } from './compile.ts'
import type { MappingProblem } from './context.ts'
import { requiredFields } from './fields.ts'
import { shapeOf, type JsonSchema, type Shape } from './shape.ts'
import { walkMapping } from './walk.ts'

export interface CheckOptions {
  /** JSON Schema of the source's rows; an entity of the model is known. */
  readonly source?: JsonSchema
  /** JSON Schema of the target's items; an entity of the model is known. */
  readonly target?: JsonSchema
  /** JSON Schemas of the rows of `with`, by name; entities of the model are known. */
  readonly others?: Readonly<Record<string, JsonSchema>>
  readonly settings?: JsonObject
}

/**
 * Finds mistakes in a mapping before it is saved, against what is known of both sides; pure and without any record.
 *
 * Errors are what can never work: functions and arguments, fields that a closed target does not have or that it requires,
 * types that never fit, paths that a closed source does not have. A path that an open source does not name is a warning.
 * The text of `$cel` is checked when the mapping is compiled.
 */
export function checkMapping(
  mapping: Mapping,
  options: CheckOptions = {},
): readonly MappingProblem[] {
  const { settings = {} } = options
  const source = shapeFor(mapping.from, options.source)
  const target = shapeFor(mapping.to, options.target)
  const ofModel = options.target === undefined && 'entity' in mapping.to
  const required = target === undefined ? [] : requiredFields(target)
  const problems: MappingProblem[] = []
  walkMapping(mapping, {
    settings,
    // Without it `$convert` works out nothing in advance, and a check makes no rows.
    providers: {},
    ...(source !== undefined && { source }),
    ...(target !== undefined && { target }),
    required: required.filter((name) => !(ofModel && name === 'connection')),
    others: othersOf(mapping, options.others ?? {}),
    report: (problem) => problems.push(problem),
  })
  return [...entityProblems(mapping), ...problems]
}

function shapeFor(
  side: Mapping['from'] | Mapping['to'],
  given: JsonSchema | undefined,
): Shape | undefined {
  if (given !== undefined) return shapeOf(given)
  return 'entity' in side && isEntityName(side.entity)
    ? shapeOf(entitySchema(side.entity))
    : undefined
}

function othersOf(
  mapping: Mapping,
  given: Readonly<Record<string, JsonSchema>>,
): Record<string, Shape> {
  const shapes: Record<string, Shape> = {}
  for (const [name, { entity, take }] of Object.entries(mapping.with ?? {})) {
    const schema = given[name] ?? (isEntityName(entity) ? entitySchema(entity) : undefined)
    if (schema === undefined) continue
    shapes[name] =
      take === 'one' ? shapeOf(schema) : { root: schema, schema: { type: 'array', items: schema } }
  }
  return shapes
}

function entityProblems(mapping: Mapping): MappingProblem[] {
  const sides = [
    { path: ['from', 'entity'], side: mapping.from },
    { path: ['to', 'entity'], side: mapping.to },
    ...Object.entries(mapping.with ?? {}).map(([name, side]) => ({
      path: ['with', name, 'entity'],
      side,
    })),
  ]
  return sides.flatMap(({ path, side }) =>
    'entity' in side && !isEntityName(side.entity)
      ? [{ path, severity: 'error' as const, ...unknownEntity(side.entity) }]
      : [],
  )
}

function unknownEntity(name: string): Pick<MappingProblem, 'message' | 'nearest'> {
  const meant = nearest(name, entityNames)
  return {
    message: `\`${name}\` is no entity of the model${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`,
    ...(meant !== undefined && { nearest: meant }),
  }
}
