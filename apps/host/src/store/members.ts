import { sql } from 'kysely'
import { deleteMatching, insertOrReplace, updateMatching } from './bulk-forms.ts'
import { all, bulk, type Dialect, type Work } from './database.ts'
import { appendChanges, type Lane } from './changes.ts'
import { rowName, writeCommerce, type MappedRow } from './commerce.ts'
import { clearLetters, writeLetters, type Letter } from './letters.ts'
import { placeName, type Place } from './place.ts'
import { holdStream } from './streams.ts'

/** The groups that a record was in and is in now, by mapping. */
export interface Membership {
  readonly key: string
  readonly before: Readonly<Record<string, string>>
  readonly after: Readonly<Record<string, string>>
  /** Its row cannot be read: the groups are held back. */
  readonly rejected: boolean
}

const groupKey = ['org', 'connection', 'stream', 'mapping', 'group_key'] as const
const addMember = insertOrReplace('member', [...groupKey, 'key', 'rejected'])
const dropMember = deleteMatching('member', [...groupKey, 'key'])
const markGroup = insertOrReplace('record_group', [...groupKey, 'dirty', 'outputs'], {
  dirty: 'record_group.dirty + 1',
  outputs: 'record_group.outputs',
})

/** Moves records between groups and marks every group that a change touches. */
export function* moveMembers(
  _dialect: Dialect,
  org: string,
  place: Place,
  memberships: readonly Membership[],
): Work<void> {
  const { connection, stream } = place
  const dropped: (readonly string[])[] = []
  const added: (readonly (string | number)[])[] = []
  const marked = new Map<string, readonly (string | number)[]>()
  const mark = (mapping: string, group: string) =>
    marked.set(`${mapping}\u0000${group}`, [org, connection, stream, mapping, group, 1, '[]'])
  for (const { key, before, after, rejected } of memberships) {
    for (const [mapping, group] of Object.entries(before))
      if (after[mapping] !== group) {
        dropped.push([org, connection, stream, mapping, group, key])
        mark(mapping, group)
      }
    for (const [mapping, group] of Object.entries(after)) {
      added.push([org, connection, stream, mapping, group, key, rejected ? 1 : 0])
      mark(mapping, group)
    }
  }
  yield* bulk(dropMember, dropped)
  yield* bulk(addMember, added)
  yield* bulk(markGroup, [...marked.values()])
}

export interface DirtyGroup {
  readonly mapping: string
  readonly group: string
  /** The mark that was read: a change in the meantime moves it on. */
  readonly mark: number
  readonly outputs: readonly string[]
  readonly members: readonly { readonly key: string; readonly data: string }[]
  /** Where its members were listed. */
  readonly scopes: ReadonlySet<string>
  /** Keys of members that cannot be read. */
  readonly rejected: readonly string[]
}

export interface GroupCursor {
  readonly mapping: string
  readonly group: string
}

/**
 * The next groups of one mapping whose output is not current, in key order, with the native rows of their members.
 *
 * At most so many groups with so many members together, but always one group, however large it is.
 */
export function* readDirtyGroups(
  { build, within }: Dialect,
  org: string,
  place: Place,
  after: GroupCursor,
  limits: { readonly groups: number; readonly members: number },
): Work<readonly DirtyGroup[]> {
  const { connection, stream } = place
  const dirty = yield* all(
    build
      .selectFrom('record_group')
      .select(['mapping', 'group_key', 'dirty', 'outputs'])
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('stream', '=', stream)
      // As it stands in the index, or the index would not be used.
      .where(sql<boolean>`dirty > 0`)
      .where(sql<boolean>`(mapping, group_key) > (${after.mapping}, ${after.group})`)
      .orderBy('mapping')
      .orderBy('group_key')
      .limit(limits.groups),
  )
  const [next] = dirty
  if (next === undefined) return []
  const counts = yield* all(
    build
      .selectFrom('member')
      .select((table) => ['group_key', table.fn.countAll<number>().as('count')])
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('stream', '=', stream)
      .where('mapping', '=', next.mapping)
      .where('group_key', 'in', within(dirty.map((group) => group.group_key)))
      .groupBy('group_key'),
  )
  const sizes = new Map(counts.map((row) => [row.group_key, row.count]))
  let sum = 0
  const groups = dirty.filter((group, index) => {
    sum += sizes.get(group.group_key) ?? 0
    return group.mapping === next.mapping && (index === 0 || sum <= limits.members)
  })
  const members = yield* all(
    build
      .selectFrom('member')
      .innerJoin('record', (join) =>
        join
          .onRef('record.org', '=', 'member.org')
          .onRef('record.connection', '=', 'member.connection')
          .onRef('record.stream', '=', 'member.stream')
          .onRef('record.key', '=', 'member.key'),
      )
      .select(['member.group_key', 'member.key', 'member.rejected', 'record.data', 'record.scope'])
      .where('member.org', '=', org)
      .where('member.connection', '=', connection)
      .where('member.stream', '=', stream)
      .where('member.mapping', '=', next.mapping)
      .where('member.group_key', 'in', within(groups.map((group) => group.group_key))),
  )
  const byGroup = Map.groupBy(members, (member) => member.group_key)
  return groups.map((group) => {
    const own = byGroup.get(group.group_key) ?? []
    return {
      mapping: next.mapping,
      group: group.group_key,
      mark: group.dirty,
      outputs: JSON.parse(group.outputs) as string[],
      members: own.flatMap(({ key, data, rejected }) =>
        data === null || rejected === 1 ? [] : [{ key, data }],
      ),
      scopes: new Set(own.map((member) => member.scope)),
      rejected: own.flatMap(({ key, rejected }) => (rejected === 1 ? [key] : [])),
    }
  })
}

export interface MappedGroup {
  readonly source: DirtyGroup
  readonly outputs: readonly MappedRow[]
  /** It was not mapped: what it gave before stays. */
  readonly keepOutputs: boolean
  readonly letters: readonly Letter[]
}

const settleGroup = updateMatching('record_group', [...groupKey, 'dirty'], ['outputs'], {
  otherwise: { dirty: '0' },
  returning: ['group_key'],
})
const dropGroup = deleteMatching(
  'record_group',
  groupKey,
  `record_group.dirty = 0 and record_group.outputs = '[]'`,
)

/** The key of a group's dead letter. */
export function groupLetterKey(group: Pick<DirtyGroup, 'mapping' | 'group'>): string {
  return `${group.mapping} ${group.group}`
}

/** Commits the output of groups that did not change since they were read; gives back how many rows changed. */
export function* commitGroups(
  dialect: Dialect,
  org: string,
  place: Place,
  groups: readonly MappedGroup[],
  options: { readonly mappingEpoch: number; readonly lane: Lane; readonly now: number },
): Work<{ readonly rows: number; readonly rejected: number }> {
  const { connection, stream } = place
  const held = yield* holdStream(dialect, org, place)
  if (held?.mappingEpoch !== options.mappingEpoch) return { rows: 0, rejected: 0 }
  const settled = yield* bulk<{ group_key: string }>(
    settleGroup,
    groups.map((group) => [
      JSON.stringify(outputsAfter(group)),
      org,
      connection,
      stream,
      group.source.mapping,
      group.source.group,
      group.source.mark,
    ]),
  )
  const names = new Set(settled.map((row) => row.group_key))
  const current = groups.filter((group) => names.has(group.source.group))
  const changes = yield* writeCommerce(
    dialect,
    org,
    connection,
    current.map((group) => ({
      before: group.keepOutputs ? [] : group.source.outputs,
      after: group.outputs,
    })),
    options.now,
  )
  const empty = current.filter(({ source }) => source.members.length + source.rejected.length === 0)
  yield* bulk(
    dropGroup,
    empty.map(({ source }) => [org, connection, stream, source.mapping, source.group]),
  )
  const letterPlace = { side: 'source', part: placeName(place) } as const
  const keys = current.map(({ source }) => groupLetterKey(source))
  yield* clearLetters(dialect, org, letterPlace, keys)
  const letters = current.flatMap((group) => group.letters)
  yield* writeLetters(dialect, org, letterPlace, letters, { scope: '', generation: 0 }, options.now)
  yield* appendChanges(dialect, org, changes, options.lane, options.now)
  return {
    rows: changes.length,
    rejected: current.filter((group) => group.letters.length > 0).length,
  }
}

function outputsAfter(group: MappedGroup): readonly string[] {
  return group.keepOutputs ? group.source.outputs : group.outputs.map(rowName)
}
