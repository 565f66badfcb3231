import {
  entityNames,
  isEntityName,
  nearest,
  type Connector,
  type Json,
  type Mapping,
  type Parts,
} from '@cartograph/core'
import { checkExpressions, readMapping, type MappingSource } from './mapping-source.ts'
import { choice, unknownPart } from './naming.ts'
import type { Reading } from './reading.ts'
import type { ConnectionShape } from './connection-shape.ts'
import { streamSource } from './sides.ts'

/** The mappings that the file gives for a connection's streams; those with mistakes are left out. */
export async function readStreamMappings(
  id: string,
  shape: ConnectionShape,
  connector: Connector<unknown, Json>,
  parts: Parts<unknown>,
  reading: Reading,
): Promise<readonly Mapping[]> {
  const mappings: Mapping[] = []
  for (const [index, value] of (shape.mappings ?? []).entries()) {
    const path = ['connections', id, 'mappings', index]
    const source = await readMapping({ ...reading, value, path }, reading.problems)
    if (source !== undefined && (await fits(source, connector, parts, reading)))
      mappings.push(source.mapping)
  }
  return mappings
}

async function fits(
  source: MappingSource,
  connector: Connector<unknown, Json>,
  parts: Parts<unknown>,
  { problems }: Reading,
): Promise<boolean> {
  const { mapping, document, base } = source
  const { from, to } = mapping
  if (!('stream' in from)) {
    problems.add(document, [...base, 'from'], {
      message: 'expected { connector, stream }: the mappings of a connection read its streams',
    })
    return false
  }
  if (!('entity' in to)) {
    problems.add(document, [...base, 'to'], {
      message: 'expected { entity }: the mappings of a connection make rows of the commerce model',
    })
    return false
  }
  let isRight = true
  if (from.connector !== connector.id) {
    isRight = false
    problems.add(document, [...base, 'from', 'connector'], {
      message: `expected "${connector.id}", the connector of this connection`,
    })
  }
  const streams = Object.keys(parts.streams ?? {})
  if (!streams.includes(from.stream)) {
    const draft = unknownPart('stream', from.stream, streams, connector)
    if (draft.severity === 'error') isRight = false
    problems.add(document, [...base, 'from', 'stream'], draft)
  }
  if (!isEntityName(to.entity)) {
    problems.add(document, [...base, 'to', 'entity'], {
      message: `the commerce model has no "${to.entity}"${choice(nearest(to.entity, entityNames), entityNames)}`,
    })
    return false
  }
  if (to.entity === 'profile') {
    problems.add(document, [...base, 'to', 'entity'], {
      message: 'profiles are computed from customers, orders and consents; map to one of these',
    })
    return false
  }
  // What an account holds beyond the settings is not known here: `cartograph check` asks, and looks again.
  const native = connector.discover === undefined ? streamSource(parts, from.stream) : undefined
  const sides = native === undefined ? {} : { source: native }
  return (await checkExpressions(source, sides, problems)) && isRight
}
