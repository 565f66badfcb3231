import { checkMapping, type CheckReport, type Mapping, type Parts } from '@cartograph/core'
import { inputSchema, type Connection } from '../config/index.ts'

type Problem = NonNullable<CheckReport['problems']>[number]

/**
 * What of the configuration does not fit the account, for connectors that tell only by looking what there is.
 *
 * All else was found when the configuration was read.
 */
export function misfits(
  { connector, streams = [], mappings }: Connection,
  parts: Parts<unknown>,
): readonly Problem[] {
  if (connector.discover === undefined) return []
  const known = parts.streams ?? {}
  const named = new Set([...streams, ...mappings.flatMap(({ from }) => streamOf(from))])
  const unknown = [...named].filter((name) => !Object.hasOwn(known, name))
  return [
    ...unknown.map((name) => unknownStream(name, Object.keys(known))),
    ...mappings.flatMap((mapping) => {
      const [name] = streamOf(mapping.from)
      const schema = name === undefined ? undefined : known[name]?.schema
      return schema === undefined ? [] : mappingProblems(mapping, `streams.${name}`, schema)
    }),
  ]
}

function mappingProblems(
  mapping: Mapping,
  part: `streams.${string}`,
  schema: Parameters<typeof inputSchema>[0],
): readonly Problem[] {
  const source = inputSchema(schema)
  return checkMapping(mapping, { source }).map(({ path, message, severity }) => ({
    severity,
    part,
    fault: { $fault: 'v1', kind: 'config', path, message: `Mapping ${mapping.id}: ${message}` },
  }))
}

function unknownStream(name: string, names: readonly string[]): Problem {
  return {
    severity: 'error',
    part: `streams.${name}`,
    fault: {
      $fault: 'v1',
      kind: 'config',
      message: `There is no stream "${name}".`,
      hint: `The account has: ${names.join(', ') || 'none'}.`,
    },
  }
}

function streamOf(from: Mapping['from']): readonly string[] {
  return 'stream' in from ? [from.stream] : []
}
