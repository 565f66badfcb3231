import type { Context, Outcome, SinkItem } from '@cartograph/core'
import { decisionOf, type Decision } from './decision.ts'
import { outcomeOfFault } from './faults.ts'
import { importMembers } from './import-members.ts'
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
import { valuesOf, type Values } from './member-values.ts'
import type { Settings } from './settings.ts'
import { standingOf } from './standing.ts'

type Item = SinkItem<MemberItem>

/** What is to be done with one item, and with which values. */
interface Planned {
  readonly index: number
  readonly item: Item
  readonly decision: Decision
  readonly values: Values
}

/** Adds, changes and unsubscribes members: each is looked for first, and nobody who unsubscribed is written to. */
export async function writeMembers(
  context: Context<Settings>,
  items: readonly Item[],
): Promise<readonly Outcome[]> {
  const list = await theList(context)
  if ((context.config.updateWith ?? 'patch') !== 'patch' && hasPasswords(list))
    throw unsafeUpdate(list.name)
  const people = items.map((item) => ({ ...whoOf(item), id: item.remoteId }))
  const known = await knownMembers(context, list, people)
  const outcomes = new Map<number, Outcome>()
  const planned: Planned[] = []
  for (const [index, item] of items.entries()) {
    const decision = decisionFor(context, item, known[index] ?? [])
    try {
      const isWritten = decision.kind === 'add' || decision.kind === 'change'
      const values =
        isWritten && item.op === 'write' ? await valuesOf(context, list, item.item) : {}
      planned.push({ index, item, decision, values })
    } catch (error) {
      const outcome = outcomeOfFault(error)
      if (outcome === undefined) throw error
      outcomes.set(index, outcome)
    }
  }
  const imported = importedOf(context.config, list, planned)
  let isHeld: Outcome | undefined
  for (const one of planned)
    if (!imported.has(one)) {
      const outcome = isHeld ?? (await outcomeFor(() => carryOut(context, list, one), outcomes))
      if (outcome.status === 'untouched') isHeld = outcome
      if (outcome.status === 'failed' && outcome.fault.scope === 'part')
        isHeld = { status: 'untouched' }
      outcomes.set(one.index, outcome)
    }
  for (const field of ['email', 'mobile'] as const) {
    const all = [...imported].filter(({ item }) => whoOf(item).field === field)
    if (all.length === 0) continue
    const values = all.map((one) => one.values)
    const outcome = await outcomeFor(() => importMembers(context, list.id, field, values), outcomes)
    for (const { index } of all) outcomes.set(index, outcome)
  }
  return items.map((_item, index) => outcomes.get(index) ?? { status: 'unknown' })
}

/** New people of a back-fill, where they are many, and where Heyloyalty needs to ask nobody to confirm. */
function importedOf(
  config: Settings,
  { doubleOptIn }: MemberList,
  planned: readonly Planned[],
): ReadonlySet<Planned> {
  const { importFrom = 50, contactEmail, unsubscribedAre } = config
  if (contactEmail === undefined || unsubscribedAre === 'hidden') return new Set()
  const fitting = planned.filter(
    ({ item, decision }) =>
      item.cause === 'backfill' && decision.kind === 'add' && (decision.skipsOptIn || !doubleOptIn),
  )
  return new Set(fitting.length < importFrom ? [] : fitting)
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

async function carryOut(
  context: Context<Settings>,
  list: MemberList,
  { item, decision, values }: Planned,
): Promise<Outcome> {
  switch (decision.kind) {
    case 'nothing':
      return decision.outcome
    case 'add':
      return addMember(context, list, whoOf(item), values, decision.skipsOptIn)
    case 'change':
      return changeMember(context, decision.member, whoOf(item), values)
    case 'unsubscribe': {
      const isErased =
        item.op === 'delete' &&
        (item.because === 'erased' || context.config.whenGone === 'anonymise')
      await unsubscribeMember(context, decision.member, isErased ? 'anonymise' : 'unsubscribe')
      return { status: 'ok', remoteId: decision.member.id }
    }
    default:
      return decision satisfies never
  }
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

function whoOf(item: Item) {
  return item.op === 'write' ? identityOf(item.item) : identityOfKey(String(item.key[0]))
}
