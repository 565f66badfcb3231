import type { Context, Outcome, SinkItem } from '@cartograph/core'
import { decisionOf, type Decision } from './decision.ts'
import { outcomeOfFault } from './faults.ts'
import { importNewMembers } from './import-new-members.ts'
import { knownMembers } from './known-members.ts'
import { theList, type MemberList } from './lists.ts'
import { instantOfLocal } from './local-time.ts'
import {
  addMember,
  changeMember,
  hasPasswords,
  unsafeUpdate,
  unsubscribeMember,
} from './member-calls.ts'
import { identityOf, identityOfKey, type MemberItem } from './member-item.ts'
import type { MemberRow } from './member-shape.ts'
import { valuesOf } from './member-values.ts'
import type { Settings } from './settings.ts'
import { standingOf } from './standing.ts'

type Item = SinkItem<MemberItem>
type ListAtHand = MemberList & { readonly memberCount: number }

/** Adds, changes and unsubscribes members: each is looked for right before, and nobody who unsubscribed is written to. */
export async function writeMembers(
  context: Context<Settings>,
  items: readonly Item[],
): Promise<readonly Outcome[]> {
  const list = await theList(context)
  if ((context.config.updateWith ?? 'patch') !== 'patch' && hasPasswords(list))
    throw unsafeUpdate(list.name)
  const outcomes = new Map(await importNewMembers(context, list, items))
  let isHeld: Outcome | undefined
  for (const [index, item] of items.entries()) {
    if (outcomes.has(index)) continue
    const outcome = isHeld ?? (await outcomeFor(() => writeMember(context, list, item), outcomes))
    if (outcome.status === 'untouched') isHeld = outcome
    if (outcome.status === 'failed' && outcome.fault.scope === 'part')
      isHeld = { status: 'untouched' }
    outcomes.set(index, outcome)
  }
  return items.map((_item, index) => outcomes.get(index) ?? { status: 'unknown' })
}

async function writeMember(
  context: Context<Settings>,
  list: ListAtHand,
  item: Item,
): Promise<Outcome> {
  const who = item.op === 'write' ? identityOf(item.item) : identityOfKey(String(item.key[0]))
  const [members = []] = await knownMembers(context, list, [{ ...who, id: item.remoteId }])
  const decision = decisionFor(context, item, members)
  switch (decision.kind) {
    case 'nothing':
      return decision.outcome
    case 'unsubscribe': {
      const isErased =
        item.op === 'delete' &&
        (item.because === 'erased' || context.config.whenGone === 'anonymise')
      await unsubscribeMember(context, decision.member, isErased ? 'anonymise' : 'unsubscribe')
      return { status: 'ok', remoteId: decision.member.id }
    }
    case 'add':
    case 'change': {
      const values = item.op === 'write' ? await valuesOf(context, list, item.item) : {}
      return decision.kind === 'add'
        ? addMember(context, list, who, values, decision.skipsOptIn)
        : changeMember(context, decision.member, who, values)
    }
    default:
      return decision satisfies never
  }
}

function decisionFor(
  { config, now }: Context<Settings>,
  item: Item,
  members: readonly MemberRow[],
): Decision {
  if (item.op === 'write')
    return decisionOf(standingOf(item.item, now()), members, config, ({ unsubscribed_at: at }) =>
      at === null ? undefined : instantOfLocal(at, config),
    )
  const [member] = members
  return member === undefined
    ? { kind: 'nothing', outcome: { status: 'ok' } }
    : { kind: 'unsubscribe', member }
}

/** What was done before must not be forgotten for a later item. */
async function outcomeFor(
  work: () => Promise<Outcome>,
  before: ReadonlyMap<number, Outcome>,
): Promise<Outcome> {
  try {
    return await work()
  } catch (error) {
    const outcome = outcomeOfFault(error)
    if (outcome !== undefined) return outcome
    if (before.size === 0) throw error
    return { status: 'unknown' }
  }
}
