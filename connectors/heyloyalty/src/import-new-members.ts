import type { Context, Outcome, SinkItem } from '@cartograph/core'
import { decisionOf } from './decision.ts'
import { outcomeOfFault } from './faults.ts'
import { importMembers } from './import-members.ts'
import { knownMembers } from './known-members.ts'
import type { MemberList } from './lists.ts'
import { identityOf, type Identity, type MemberItem } from './member-item.ts'
import { valuesOf, type Values } from './member-values.ts'
import type { Settings } from './settings.ts'
import { standingOf } from './standing.ts'

type Write = Extract<SinkItem<MemberItem>, { readonly op: 'write' }>

interface Candidate {
  readonly index: number
  readonly item: MemberItem
  readonly who: Identity
}

/**
 * Imports those of a back-fill who are not on the list, where they are many, and where Heyloyalty needs to ask nobody to confirm.
 * Everybody else is left to be written alone.
 *
 * @returns what came of those who were imported, by their places.
 */
export async function importNewMembers(
  context: Context<Settings>,
  list: MemberList & { readonly memberCount: number },
  items: readonly SinkItem<MemberItem>[],
): Promise<ReadonlyMap<number, Outcome>> {
  const { importFrom = 50, contactEmail, unsubscribedAre } = context.config
  if (contactEmail === undefined || unsubscribedAre === 'hidden') return new Map()
  const candidates = items.flatMap((one, index): readonly Candidate[] =>
    one.op === 'write' && mayBeImported(context, list, one)
      ? [{ index, item: one.item, who: identityOf(one.item) }]
      : [],
  )
  if (candidates.length < importFrom) return new Map()
  const known = await knownMembers(
    context,
    list,
    candidates.map(({ who }) => who),
  )
  const strangers = candidates.filter((_one, place) => known[place]?.length === 0)
  return strangers.length < importFrom ? new Map() : imported(context, list, strangers)
}

/** Somebody who would be added if they were not on the list. */
function mayBeImported(
  { config, now }: Context<Settings>,
  { doubleOptIn }: MemberList,
  { item, cause, remoteId }: Write,
): boolean {
  if (cause !== 'backfill' || remoteId !== undefined) return false
  const decision = decisionOf(standingOf(item, now()), [], config, () => undefined)
  return decision.kind === 'add' && (decision.skipsOptIn || !doubleOptIn)
}

async function imported(
  context: Context<Settings>,
  list: MemberList,
  strangers: readonly Candidate[],
): Promise<ReadonlyMap<number, Outcome>> {
  const outcomes = new Map<number, Outcome>()
  const rows = { email: new Map<number, Values>(), mobile: new Map<number, Values>() }
  for (const { index, item, who } of strangers)
    try {
      rows[who.field].set(index, await valuesOf(context, list, item))
    } catch (error) {
      const outcome = outcomeOfFault(error)
      if (outcome === undefined) throw error
      outcomes.set(index, outcome)
    }
  for (const field of ['email', 'mobile'] as const) {
    const file = rows[field]
    if (file.size === 0) continue
    const outcome = await importedFile(context, list.id, field, [...file.values()])
    if (outcome !== undefined) for (const index of file.keys()) outcomes.set(index, outcome)
  }
  return outcomes
}

/**
 * What came of a file; undefined where Heyloyalty refuses it, so that its people are written alone. Nobody knows what became of one
 * whose answer was lost: who is in it is looked for before they are sent again.
 */
async function importedFile(
  context: Context<Settings>,
  listId: number,
  field: Identity['field'],
  rows: readonly Values[],
): Promise<Outcome | undefined> {
  try {
    return await importMembers(context, listId, field, rows)
  } catch (error) {
    const outcome = outcomeOfFault(error)
    if (outcome === undefined) throw error
    return outcome.status === 'failed' ? undefined : outcome
  }
}
