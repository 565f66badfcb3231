import {
  keptSlots,
  missingSlots,
  noSlots,
  surplusSlots,
  usableSlots,
  withSlots,
  type Slots,
} from './budget-slots.ts'
import type { BudgetStore } from './budget-store.ts'
import { withinTime, type Timer } from './budget-time.ts'
import { slotLeaseMs, type KeptSlot } from '../store/index.ts'

/** The requests that a process may have under way at once, where several share what the vendor allows. */
export interface Places {
  readonly usable: (isInteractive: boolean, now: number) => number
  /** Says how many are under way, or would be. Gives back after how long it wants to hear again. */
  readonly want: (wish: PlaceWish, now: number) => number
  readonly keep: KeepPlaces
  readonly giveBack: () => Promise<void>
}

/** Begins to keep what is held, and takes what the database says of it. */
export type KeepPlaces = (now: number) => ((rows: readonly KeptSlot[]) => void) | undefined

export interface PlaceWish {
  readonly underWay: number
  readonly needed: number
  /** A person waits for one. */
  readonly isInteractive: boolean
}

export interface PlacesScene {
  readonly store: BudgetStore
  readonly timer: Timer
  /** Between 0 and 1. */
  readonly random: () => number
  readonly changed: () => void
}

/** How often a process that wants more asks again: where it has none, and where it has some. */
const askAgainMs = { none: 100, some: 300 } as const
const retryMs = 1000

export function sharedPlaces(scene: PlacesScene, key: string, total: number): Places {
  const { store, timer, random } = scene
  /** The others are kept for people. */
  const ordinary = total - Math.floor(total / 10)
  let slots: Slots = noSlots
  let isAsking = false
  let isInLine = false
  let askAfter = Number.NEGATIVE_INFINITY

  const take = async (wanted: number, isInteractive: boolean): Promise<void> => {
    const askedAt = timer.now()
    const taken = await store.takeSlots(
      {
        key,
        wanted,
        isInteractive,
        below: isInteractive ? total : ordinary,
        held: slots.held.size,
      },
      total,
    )
    slots = withSlots(slots, taken, askedAt + slotLeaseMs, timer.now())
    isInLine = slots.held.size === 0
    if (taken.slots.length < wanted)
      askAfter = timer.now() + askAgainMs[isInLine ? 'none' : 'some'] * (0.5 + random())
  }

  const asked = (wanted: number, isInteractive: boolean) => {
    isAsking = true
    withinTime(timer, take(wanted, isInteractive))
      .catch(() => {
        askAfter = timer.now() + retryMs
      })
      .finally(() => {
        isAsking = false
        scene.changed()
      })
  }

  /** What cannot be given back comes free when its lease ends. */
  const give = (surplus: readonly number[]) => store.giveSlots(key, surplus).catch(() => {})

  return {
    usable: (isInteractive, now) => usableSlots(slots, isInteractive ? total : ordinary, now),
    want: ({ underWay, needed, isInteractive }, now) => {
      const spared = surplusSlots(
        slots,
        { underWay, needed, total: isInteractive ? total : ordinary },
        now,
      )
      ;({ slots } = spared)
      if (spared.surplus.length > 0 || (isInLine && needed === 0 && !isAsking)) {
        isInLine = false
        void give(spared.surplus)
      }
      const missing = missingSlots(slots, needed, now)
      if (missing === 0 || isAsking) return spared.againMs
      if (askAfter > now) return Math.min(spared.againMs, askAfter - now)
      asked(missing, isInteractive)
      return spared.againMs
    },
    keep: (now) => {
      if (slots.held.size === 0) return undefined
      const before = new Set(slots.held.keys())
      return (rows) => {
        const kept = new Set(rows.map(({ n }) => n))
        const { others = 0, waiting = 0 } = rows[0] ?? {}
        slots = keptSlots(slots, before, kept, now + slotLeaseMs, {
          others,
          isAwaited: waiting > 0,
        })
      }
    },
    giveBack: async () => {
      const all = [...slots.held.keys()]
      slots = noSlots
      if (all.length > 0 || isInLine) await give(all)
    },
  }
}
