import type { CustomerSettings } from '../../config/index.ts'
import { openLines } from '../../connections/index.ts'
import { engineClock } from '../../queue/index.ts'
import { openStore, type Store } from '../../store/index.ts'
import { noWaits } from '../../testing/scripted-installation.ts'
import { newStorePlace } from '../../testing/test-stores.ts'
import { catchUpCustomers } from '../persons/catch-up.ts'
import { followCustomers } from '../persons/follow.ts'
import { personNamed, personsAfter, type Person } from '../persons/person.ts'
import { openWriting, type WritingScene } from '../writing/writing-scene.ts'

/** A store of its own in which staff write. */
export interface HandScene {
  readonly store: Store
  readonly scene: WritingScene
  /** Where the clock stands. */
  at: number
  follow(): Promise<void>
  person(name: string): Promise<Person | undefined>
  persons(): Promise<readonly Person[]>
  close(): Promise<void>
}

export async function handScene(settings?: CustomerSettings): Promise<HandScene> {
  const place = await newStorePlace()
  const store = await openStore({ store: place.address, organisation: 'nordlys' })
  const { signal } = new AbortController()
  const follow = async () => {
    await followCustomers(store, { settings, signal, now: () => hand.at })
  }
  const hand: HandScene = {
    store,
    at: Date.parse('2026-11-01T10:00:00Z'),
    follow,
    scene: openWriting({
      store,
      lines: openLines(),
      settings,
      engine: { waits: noWaits },
      clock: engineClock(() => hand.at),
      signal,
      owner: 'test',
      catchUp: () => catchUpCustomers(store, { settings, now: () => hand.at }),
    }),
    person: (name) => store.read((dialect, org) => personNamed(dialect, org, name)),
    persons: () => store.read((dialect, org) => personsAfter(dialect, org, '', 100)),
    close: async () => {
      await store.close()
      await place.remove()
    },
  }
  // Nothing is caught up with before somebody follows.
  await follow()
  return hand
}

/** What counts of a person, by property. */
export function valuesOf(person: Person | undefined): Readonly<Record<string, unknown>> {
  const { properties = {}, extended = {} } = person?.profile ?? {}
  return Object.fromEntries(
    Object.entries({ ...properties, ...extended }).map(([name, { value }]) => [name, value]),
  )
}
