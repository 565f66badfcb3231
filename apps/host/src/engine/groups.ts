import { fault, type JsonObject } from '@cartograph/core'
import {
  commitGroups,
  compareKeys,
  groupLetterKey,
  keyOfText,
  readDirtyGroups,
  type DirtyGroup,
  type GroupCursor,
  type Letter,
  type MappedGroup,
} from '../store/index.ts'
import type { SourceMapping } from './mappings.ts'
import { mapRows, recordFault } from './rows.ts'
import type { StreamScene } from './stream-run.ts'

/** Groups in one transaction, and how many members of theirs are in memory together. */
const limits = { groups: 500, members: 5000 }

/**
 * Maps every group that a change has touched, from all its members.
 *
 * A group waits while a scope that one of its members was listed in is not read to its end: it would be made from half
 * of its members.
 */
export async function mapGroups(
  scene: StreamScene,
  openScopes: ReadonlySet<string>,
): Promise<void> {
  const { store, place, mappings, clock, tally } = scene
  const byId = new Map(mappings.grouped.map((mapping) => [mapping.id, mapping]))
  let after: GroupCursor = { mapping: '', group: '' }
  for (;;) {
    scene.signal.throwIfAborted()
    const cursor = after
    const dirty = await store.read((dialect, org) =>
      readDirtyGroups(dialect, org, place, cursor, limits),
    )
    const last = dirty.at(-1)
    if (last === undefined) return
    after = last
    const ready = dirty.filter(({ scopes }) => ![...scopes].some((scope) => openScopes.has(scope)))
    const mapped = ready.map((group) => mapGroup(scene, byId.get(group.mapping), group))
    const result = await store.write((dialect, org) =>
      commitGroups(dialect, org, place, mapped, {
        mappingEpoch: scene.mappingEpoch,
        lane: scene.lane,
        now: clock.now(),
      }),
    )
    tally.rows += result.rows
    tally.rejected += result.rejected
    scene.progress({})
  }
}

function mapGroup(
  scene: StreamScene,
  mapping: SourceMapping | undefined,
  group: DirtyGroup,
): MappedGroup {
  if (mapping === undefined || group.members.length + group.rejected.length === 0)
    return { source: group, outputs: [], keepOutputs: false, letters: [] }
  const [held] = group.rejected
  if (held !== undefined)
    return failed(scene, group, [
      fault({
        kind: 'record',
        message: `A record of this group, ${keyOfText(held).join(', ')}, cannot be read, so the group is held back.`,
        hint: 'Mend the record at its source; the group then follows by itself.',
      }),
    ])
  const rows = group.members
    .map((member) => ({ ...member, parts: keyOfText(member.key) }))
    .toSorted((a, b) => compareKeys(a.parts, b.parts))
    .map((member) => JSON.parse(member.data) as JsonObject)
  try {
    const { rows: outputs, faults } = mapRows(mapping, scene.place.connection, rows)
    if (faults.length > 0) return failed(scene, group, faults)
    return { source: group, outputs, keepOutputs: false, letters: [] }
  } catch (error) {
    return failed(scene, group, [recordFault(error)])
  }
}

function failed(
  scene: StreamScene,
  group: DirtyGroup,
  faults: readonly Letter['fault'][],
): MappedGroup {
  const { connection, stream } = scene.place
  const letters = faults.slice(0, 1).map((found) => ({
    key: groupLetterKey(group),
    at: `${connection}.${stream}, mapping ${group.mapping}, group ${group.group}`,
    fault: found,
    record: group.members[0]?.data ?? null,
    item: null,
  }))
  return { source: group, outputs: [], keepOutputs: true, letters }
}
