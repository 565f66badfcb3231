import { checkMapping, compileMapping, type Json, type JsonObject } from '@cartograph/core'
import { raptor } from '../connector.ts'
import { settings, type Settings } from '../settings.ts'

const partsOf = (given: Partial<Settings> = {}) =>
  raptor.parts({
    config: settings.parse({ customerId: '12345', cdpKey: 'audience-0123456789', ...given }),
    found: null,
  })
const { mappings = [], sinks = {}, streams = {} } = partsOf()

/** What a default mapping makes of one row; its schema is looked at as the engine does. */
export async function mapped(
  id: string,
  row: JsonObject,
  others: Readonly<Record<string, Json>> = {},
  given: Partial<Settings> = {},
): Promise<readonly JsonObject[]> {
  const mapping = partsOf(given).mappings?.find((one) => one.id === id)
  if (mapping === undefined) throw new Error(`No mapping ${id}.`)
  const compiled = await compileMapping(mapping)
  const { items, problems } = compiled.map([row], others)
  const [problem] = problems
  if (problem !== undefined) throw new Error(`${problem.path?.join('.')}: ${problem.message}`)
  if ('sink' in mapping.to)
    for (const item of items) {
      const result = await sinks[mapping.to.sink]?.schema['~standard'].validate(item)
      const [issue] = result?.issues ?? []
      if (issue !== undefined) throw new Error(issue.message)
    }
  return items
}

/** What is wrong with the default mappings, by their two sides. */
export function mappingProblems(): readonly string[] {
  return mappings.flatMap((mapping) => {
    const { from, to, id } = mapping
    const source = 'stream' in from ? streams[from.stream]?.schema : undefined
    const target = 'sink' in to ? sinks[to.sink]?.schema : undefined
    const options = {
      ...(source !== undefined && { source: printed(source) }),
      ...(target !== undefined && { target: printed(target) }),
    }
    return checkMapping(mapping, options).map(({ message }) => `${id}: ${message}`)
  })
}

function printed(schema: {
  readonly '~standard': {
    readonly jsonSchema: {
      input(options: { readonly target: 'draft-2020-12' }): Record<string, unknown>
    }
  }
}) {
  return schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' })
}
