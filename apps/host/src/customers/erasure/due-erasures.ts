import { isFault } from '@cartograph/core'
import type { Actor } from '../../access/index.ts'
import type { Installation } from '../../connections/index.ts'
import { personLocks, postponeErasure, unlockPerson } from '../../store/index.ts'
import { erasePerson, type EraseOptions } from './erase-person.ts'
import type { Erasure } from './erasure.ts'
import { waitBeforeNext } from './waiting.ts'

/** What came of an erasure that was gone on with. */
export type GoneOn =
  | { readonly person: string; readonly erasure: Erasure }
  | { readonly person: string; readonly error: unknown }

const host: Actor = { kind: 'host' }

/** Goes on with the erasures that are due, one after the other; one that fails delays no other. */
export async function goOnWithErasures(
  scene: Pick<Installation, 'store' | 'configuration' | 'lines'>,
  { signal, now, alone }: Pick<EraseOptions, 'signal' | 'alone'> & { readonly now: () => number },
): Promise<readonly GoneOn[]> {
  const { store } = scene
  const locks = await store.read((dialect, org) => personLocks(dialect, org))
  const came: GoneOn[] = []
  for (const lock of locks.filter(({ dueAt }) => dueAt <= now())) {
    signal.throwIfAborted()
    const { person } = lock
    try {
      came.push({
        person,
        erasure: await erasePerson(scene, person, { by: host, signal, now, alone }),
      })
    } catch (error) {
      if (signal.aborted) throw error
      came.push({ person, error })
      await store.write(function* (dialect, org) {
        // Nobody has the name, and nothing is left to go on with.
        if (isFault(error) && error.kind === 'notFound') yield* unlockPerson(dialect, org, person)
        else
          yield* postponeErasure(dialect, org, {
            ...lock,
            attempts: lock.attempts + 1,
            dueAt: now() + waitBeforeNext(lock.attempts + 1, []),
          })
      })
    }
  }
  return came
}
