import { checkMapping, type CheckReport, type Context, type Mapping } from '@cartograph/core'
import { inputSchema, type Connection } from '../config/index.ts'

type Problem = NonNullable<CheckReport['problems']>[number]

/** What of the configuration does not fit the account, for connectors that tell only by looking what there is. */
export async function discoveredProblems(
  { connector, config, streams = [], mappings }: Connection,
  context: Context<unknown>,
): Promise<readonly Problem[]> {
  if (connector.discover === undefined) return []
  const parts = connector.parts({ config, found: await connector.discover(context) })
  const known = parts.streams ?? {}
  const named = new Set([...streams, ...mappings.flatMap(({ from }) => streamOf(from))])
  const unknown = [...named].filter((name) => !Object.hasOwn(known, name))
  return [
    ...unknown.map((name) => unknownStream(name, Object.keys(known))),
    ...mappings.flatMap((mapping) => {
      const schema = streamOf(mapping.from).map((name) => known[name]?.schema)[0]
      return schema === undefined ? [] : mappingProblems(mapping, inputSchema(schema))
    }),
  ]
}

function mappingProblems(
  mapping: Mapping,
  source: ReturnType<typeof inputSchema>,
): readonly Problem[] {
  return checkMapping(mapping, { source }).map(({ path, message, severity }) => ({
    severity,
    fault: { $fault: 'v1', kind: 'config', path, message: `Mapping ${mapping.id}: ${message}` },
  }))
}

function unknownStream(name: string, names: readonly string[]): Problem {
  return {
    severity: 'error',
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
