import type { Connector, Json, Parts } from '@cartograph/core'
import type { ConnectorProcess } from './connector-process.ts'
import { functionsOf, type Place } from './functions.ts'
import type { Description } from './protocol.ts'
import { descriptionShape } from './protocol.ts'
import { schemaOf } from './schemas.ts'

export interface IsolatedOptions {
  readonly process: ConnectorProcess
  readonly label: string
  /** The id of the connection, as messages about its records begin. */
  readonly connection: string
}

/**
 * A definition that behaves as the one in the connector's process does.
 *
 * Its functions are asked there. What is asked of every row comes with the rows, so that nobody waits for it.
 */
export function isolatedDefinition(
  options: IsolatedOptions,
  definition: number,
  description: Description,
): object {
  const addresses = new Set<string>()
  const functions = functionsOf({ ...options, addresses })
  const build = (node: Description, place: Place): unknown => {
    if (node.kind === 'function') return functions.at(place)
    if (node.kind === 'schema') return schemaOf(node, place, functions)
    if (node.kind === 'data') return node.value
    const fields = Object.entries(node.fields).map(([name, field]) => [
      name,
      build(field, { ...place, path: [...place.path, name] }),
    ])
    return Object.fromEntries(fields) as object
  }
  const built = build(description, { target: { definition }, path: [] })
  const { process } = options
  const known = new Map<string, Parts<unknown>>()
  const parts: Connector<unknown, Json>['parts'] = (given) => {
    const text = JSON.stringify(given)
    const before = known.get(text)
    if (before !== undefined) return before
    const number = process.number(definition, given)
    const asked = { do: 'parts', definition, parts: number, known: given } as const
    const answer = process.askHere({ definition }, asked)
    process.life().tellOnce(`parts ${number}`)
    const described = descriptionShape.parse(answer.value)
    for (const name of addressesIn(described)) addresses.add(name)
    const target = { definition, parts: number }
    const made = build(described, { target, path: [] }) as Parts<unknown>
    known.set(text, made)
    return made
  }
  return isRecord(built) && typeof built['parts'] === 'function'
    ? { ...built, parts }
    : (built as object)
}

function fieldsOf(node: Description | undefined): Readonly<Record<string, Description>> {
  return node?.kind === 'object' ? node.fields : {}
}

/** Parts that a vendor may be told an address of. */
function addressesIn(parts: Description): readonly string[] {
  const fields = fieldsOf(parts)
  return [
    ...('webhook' in fields ? ['webhook'] : []),
    ...['surfaces', 'sinks'].flatMap((kind) =>
      Object.keys(fieldsOf(fields[kind])).map((name) => `${kind}.${name}`),
    ),
  ]
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
