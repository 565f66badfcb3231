import * as z from 'zod'

/** A mapping as the configuration names it. */
export const writtenMapping = z
  .union([z.string(), z.record(z.string(), z.unknown())])
  .describe('The path of a mapping file, or the mapping itself.')

/** A mapping with a name of its own. */
export const namedMappingShape = z.strictObject({
  connection: z
    .string()
    .optional()
    .describe(
      "The connection whose stream it maps, in the place of the connector's own mapping of that stream.",
    ),
  delivery: z.string().optional().describe('The delivery that it makes the items of.'),
  mapping: writtenMapping,
})

const expression = z.json()

/** A mapping as data; what its expressions mean is the mapping language's to check. */
export const mappingShape = z.strictObject({
  id: z.string().min(1, 'expected a name'),
  from: z.union([
    z.strictObject({ connector: z.string(), stream: z.string() }),
    z.strictObject({ entity: z.string() }),
  ]),
  to: z.union([
    z.strictObject({ entity: z.string() }),
    z.strictObject({ connector: z.string(), sink: z.string() }),
  ]),
  with: z
    .record(
      z.string(),
      z.strictObject({
        entity: z.string(),
        where: z.record(z.string(), expression),
        take: z.union([z.enum(['one', 'all']), z.int().positive()]),
        orderBy: z.string().optional(),
        follow: z.boolean(),
      }),
    )
    .optional(),
  each: expression.optional(),
  group: z
    .strictObject({ by: z.array(expression).min(1), order: z.array(expression).optional() })
    .optional(),
  when: expression.optional(),
  fields: z.record(z.string(), expression),
  onMissing: z.enum(['error', 'omit', 'null']).optional(),
  onDrift: z.enum(['warn', 'rejectValue', 'rejectRecord', 'pause']).optional(),
})
