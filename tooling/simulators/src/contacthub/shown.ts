import type { Body } from './answer.ts'
import { isRecord, type JsonSchema } from './json-schema.ts'
import { base } from './customer-schema.ts'
import type { Customer, HubEvent, Workspace } from './workspace.ts'
import { passiveTypes } from './event-schemas.ts'

/** `2017-03-08T11:41:45.567+0000`: an offset without a colon, which some parsers refuse. */
export function instantText({ unknowns }: Workspace, ms: number): string {
  const text = new Date(ms).toISOString()
  return unknowns.instants === 'zulu' ? text : text.replace('Z', '+0000')
}

/** A customer with everything that was never said as `null`, or as an empty list. */
export function shownCustomer(workspace: Workspace, customer: Customer): Body {
  const { registeredAt, updatedAt, registeredBy, updatedBy, extended, ...rest } = customer
  return {
    ...rest,
    extra: customer.extra,
    registeredAt: instantText(workspace, registeredAt),
    updatedAt: instantText(workspace, updatedAt),
    sourceInfo: { registeredBy, updatedBy },
    base: filledIn(base, customer.base),
    extended: Object.keys(extended).length === 0 ? null : extended,
  }
}

function filledIn({ properties = {} }: JsonSchema, value: Body): Body {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const said = value[name]
      const kinds = [schema.type ?? []].flat()
      if (kinds.includes('array')) return [name, said ?? []]
      if (isRecord(said) && schema.properties !== undefined) return [name, filledIn(schema, said)]
      return [name, said ?? null]
    }),
  )
}

export function shownEvent(workspace: Workspace, event: HubEvent): Body {
  const { bringBack, nodeId: _node, ...rest } = event
  return {
    ...rest,
    ...(bringBack !== null && { bringBackProperties: bringBack }),
    mode: passiveTypes.has(event.type) ? 'PASSIVE' : 'ACTIVE',
    date: instantText(workspace, event.date),
    registeredAt: instantText(workspace, event.registeredAt),
    updatedAt: instantText(workspace, event.updatedAt),
  }
}

/** The value at a dotted path; `undefined` where there is none. */
export function valueAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((here, name) => (isRecord(here) ? here[name] : undefined), value)
}

/** Only the named paths of a record. */
export function projected(value: Body, paths: readonly string[]): Body {
  const made: Record<string, unknown> = {}
  for (const path of paths) {
    const found = valueAt(value, path)
    if (found === undefined) continue
    const names = path.split('.')
    let here = made
    for (const name of names.slice(0, -1)) {
      const next = isRecord(here[name]) ? { ...here[name] } : {}
      here[name] = next
      here = next
    }
    here[names.at(-1) ?? ''] = found
  }
  return made
}
