import {
  checkMapping,
  compileMapping,
  makeRow,
  type EntityName,
  type Json,
  type JsonObject,
  type Mapping,
  type Parts,
} from '@cartograph/core'

/** A connector's default mappings, for tests of them. */
export interface DefaultMappings<Given> {
  /**
   * What a mapping makes of one row or of several, with rows of `others` at hand by their names; what goes to a sink fits the sink's
   * schema, and what becomes rows of a connection that was named fits the model.
   *
   * @throws where there is no such mapping, the row cannot be mapped, or what it makes does not fit.
   */
  readonly mapped: (
    id: string,
    rows: JsonObject | readonly JsonObject[],
    others?: Readonly<Record<string, Json>>,
    given?: Given,
  ) => Promise<readonly JsonObject[]>
  /** What is wrong with the mappings by their two sides, each with the mapping's name; empty where they fit. */
  readonly problems: () => readonly string[]
}

/**
 * @param partsOf the connector's parts for some settings, the usual ones where nothing is given.
 * @param options `connection`: what a mapping makes is given back as the row that a connection of this name would keep. Default: as it
 * is made.
 */
export function defaultMappings<Given>(
  partsOf: (given?: Given) => Pick<Parts<never>, 'mappings' | 'sinks' | 'streams'>,
  { connection }: { readonly connection?: string } = {},
): DefaultMappings<Given> {
  return {
    mapped: async (id, rows, others = {}, given) => {
      const { mappings = [], sinks = {} } = partsOf(given)
      const mapping = mappings.find((one) => one.id === id)
      if (mapping === undefined) throw new Error(`No mapping ${id}.`)
      const compiled = await compileMapping(mapping)
      const { items, problems } = compiled.map(Array.isArray(rows) ? rows : [rows], others)
      const [problem] = problems
      if (problem !== undefined) throw new Error(`${problem.path?.join('.')}: ${problem.message}`)
      if ('sink' in mapping.to)
        for (const item of items) {
          const result = await sinks[mapping.to.sink]?.schema['~standard'].validate(item)
          const [issue] = result?.issues ?? []
          if (issue !== undefined) throw new Error(issue.message)
        }
      return connection === undefined
        ? items
        : items.map((item) => keptRow(mapping, connection, item))
    },
    problems: () => {
      const { mappings = [], sinks = {}, streams = {} } = partsOf()
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
    },
  }
}

function keptRow({ to }: Mapping, connection: string, item: JsonObject): JsonObject {
  if (!('entity' in to)) return item
  const made = makeRow(to.entity as EntityName, connection, item)
  if ('fault' in made) throw new Error(made.fault.message)
  return made.row
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
