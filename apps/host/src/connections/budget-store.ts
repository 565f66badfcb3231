import {
  budgetQuery,
  giveSlotsQuery,
  grantOf,
  grantQuery,
  keepSlotsQuery,
  presenceQuery,
  reportQuery,
  slotsQuery,
  takenOf,
  takeSlotsQuery,
  type BudgetReport,
  type Grant,
  type GrantWish,
  type KeptSlot,
  type SlotWish,
  type Store,
  type TakenSlots,
} from '../store/index.ts'

/** What processes that share budgets ask their database for. Each rejects where it cannot be reached. */
export interface BudgetStore {
  readonly grant: (wish: GrantWish) => Promise<Grant>
  /** Says that this process uses a limit; how many do. */
  readonly presence: (key: string) => Promise<number>
  readonly report: (report: BudgetReport) => Promise<void>
  /** `total`: how many there are. */
  readonly takeSlots: (wish: Omit<SlotWish, 'owner'>, total: number) => Promise<TakenSlots>
  /** Keeps all slots of this process: those that it still has. */
  readonly keepSlots: () => Promise<readonly KeptSlot[]>
  /** Gives slots back and leaves the line. */
  readonly giveSlots: (key: string, slots: readonly number[]) => Promise<void>
}

/** The budgets in a store that several processes share; `owner` names this one. */
export function budgetStore(store: Store, owner: string): BudgetStore {
  const known = new Set<string>()
  return {
    async grant(wish) {
      const ask = async () =>
        grantOf(await store.once((dialect, org) => grantQuery(dialect, org, wish)))
      const granted = await ask()
      if (granted !== undefined) return granted
      await store.once((dialect, org) => budgetQuery(dialect, org, wish.key))
      const second = await ask()
      if (second === undefined) throw new Error('A limit cannot be made known.')
      return second
    },
    async presence(key) {
      const [row] = await store.once((dialect, org) => presenceQuery(dialect, org, key, owner))
      return row?.processes ?? 1
    },
    async report(report) {
      await store.once((dialect, org) => reportQuery(dialect, org, report))
    },
    async takeSlots(wish, total) {
      if (!known.has(wish.key)) {
        await store.once((dialect, org) => slotsQuery(dialect, org, wish.key, total))
        known.add(wish.key)
      }
      return takenOf(
        await store.once((dialect, org) => takeSlotsQuery(dialect, org, { ...wish, owner })),
      )
    },
    keepSlots: () => store.once((dialect, org) => keepSlotsQuery(dialect, org, owner)),
    async giveSlots(key, slots) {
      await store.once((dialect, org) => giveSlotsQuery(dialect, org, key, owner, slots))
    },
  }
}
