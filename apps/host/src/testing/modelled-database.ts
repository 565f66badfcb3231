import type { BudgetStore, Timer } from '../connections/index.ts'
import {
  freshBudget,
  freshSlots,
  modelledGive,
  modelledGrant,
  modelledKeep,
  modelledReport,
  modelledTake,
  type ModelledBudget,
  type ModelledSlots,
} from './modelled-budgets.ts'
import type { VirtualTimer } from './virtual-timer.ts'

/** A database of shared budgets in virtual time. */
export interface ModelledDatabase {
  /** As the process sees it that has the name, with answers that take so long in each direction. */
  storeOf(owner: string, tripMs: () => number): BudgetStore
  /** Nobody reaches it while this is set. */
  isAway: boolean
  /** How many statements it carried out. */
  statements: number
}

/** Its clock is far from those of the processes. */
const epochMs = 1_700_000_000_000
const presentMs = 10_000

export function modelledDatabase(timer: VirtualTimer): ModelledDatabase {
  const budgets = new Map<string, ModelledBudget>()
  const slots = new Map<string, ModelledSlots>()
  const seen = new Map<string, ReadonlyMap<string, number>>()
  const now = () => epochMs + timer.now()
  const pass = (ms: number) =>
    new Promise<void>((resolve) => {
      timer.later(ms, resolve)
    })
  const budgetOf = (key: string) => budgets.get(key) ?? freshBudget
  const slotsOf = (key: string) => slots.get(key) ?? freshSlots(0)
  const database: ModelledDatabase = {
    isAway: false,
    statements: 0,
    storeOf(owner, tripMs) {
      const trip = async <Result>(statement: () => Result): Promise<Result> => {
        await pass(tripMs())
        if (database.isAway) throw new Error('The database is away.')
        database.statements += 1
        const result = statement()
        await pass(tripMs())
        return result
      }
      return {
        grant: (wish) =>
          trip(() => {
            const after = modelledGrant(budgetOf(wish.key), wish, now())
            budgets.set(wish.key, after.budget)
            return after.grant
          }),
        presence: (key) =>
          trip(() => {
            const present = new Map(seen.get(key)).set(owner, now())
            seen.set(key, present)
            return [...present.values()].filter((at) => at > now() - presentMs).length
          }),
        report: (report) =>
          trip(() => {
            budgets.set(report.key, modelledReport(budgetOf(report.key), report, now()))
          }),
        takeSlots: (wish, total) =>
          trip(() => {
            const before = slots.get(wish.key) ?? freshSlots(total)
            const after = modelledTake(before, { ...wish, owner }, now())
            slots.set(wish.key, after.slots)
            return after.taken
          }),
        keepSlots: () =>
          trip(() =>
            [...slots].flatMap(([key, before]) => {
              const after = modelledKeep(before, owner, now())
              slots.set(key, after.slots)
              return after.kept.map((slot) => Object.assign({ key }, slot))
            }),
          ),
        giveSlots: (key, given) =>
          trip(() => {
            slots.set(key, modelledGive(slotsOf(key), owner, given))
          }),
      }
    },
  }
  return database
}

/** A timer of a process that is late by chance, stands still now and then, and ends: nothing of it happens after that. */
export function shakyTimer(
  timer: VirtualTimer,
  options: {
    readonly offsetMs: number
    readonly lateMs: () => number
    readonly pauses: readonly { readonly at: number; readonly forMs: number }[]
    readonly endsAt: number
  },
): Timer {
  const { offsetMs, lateMs, pauses, endsAt } = options
  return {
    now: () => timer.now() + offsetMs,
    later: (ms, run) =>
      timer.later(ms + lateMs(), () => {
        const now = timer.now()
        const pause = pauses.find(({ at, forMs }) => at <= now && now < at + forMs)
        if (now >= endsAt) return
        if (pause === undefined) run()
        else timer.later(pause.at + pause.forMs - now, run)
      }),
  }
}
