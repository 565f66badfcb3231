import {
  compileMapping,
  fault,
  isEntityName,
  type CompiledMapping,
  type EntityName,
  type Mapping,
} from '@cartograph/core'
import type { RunOptions } from '../connections/index.ts'
import { contentHash } from '../store/index.ts'

export interface SourceMapping {
  readonly id: string
  readonly entity: EntityName
  readonly compiled: CompiledMapping
}

/** The mappings of one stream, compiled. */
export interface StreamMappings {
  /** Changes when any of them does: the native records are then mapped again. */
  readonly version: string
  /** One record makes its rows. */
  readonly single: readonly SourceMapping[]
  /** Many records make one row together. */
  readonly grouped: readonly SourceMapping[]
}

/** Compiles the mappings that read a stream. */
export async function compileStream(
  mappings: readonly Mapping[],
  connectorId: string,
  stream: string,
  rates?: RunOptions['rates'],
): Promise<StreamMappings> {
  const own: SourceMapping[] = []
  for (const mapping of mappings) {
    const { from, to } = mapping
    if (!('stream' in from) || from.stream !== stream || from.connector !== connectorId) continue
    if (!('entity' in to) || !isEntityName(to.entity)) continue
    if (mapping.with !== undefined)
      throw fault({
        kind: 'config',
        scope: 'part',
        message: `The mapping ${mapping.id} asks for rows of other entities (\`with\`), which this host cannot give yet.`,
        hint: 'Take `with` out of the mapping.',
      })
    const compiled = await compileMapping(mapping, rates === undefined ? {} : { rates })
    if (compiled.lookups.length > 0)
      throw fault({
        kind: 'config',
        scope: 'part',
        message: `The mapping ${mapping.id} asks look-ups (${compiled.lookups.join(', ')}), which only mappings of deliveries can.`,
        hint: 'Ask in the mapping of the delivery, right before the item is sent.',
      })
    own.push({ id: mapping.id, entity: to.entity, compiled })
  }
  const versions = own.map(({ id, compiled }) => `${id}:${compiled.version}`)
  return {
    version: contentHash(versions.toSorted().join('\n')),
    single: own.filter(({ compiled }) => !compiled.grouped),
    grouped: own.filter(({ compiled }) => compiled.grouped),
  }
}
