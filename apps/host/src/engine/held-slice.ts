import { defaultWaits } from '../queue/index.ts'
import { keepSlice, releaseSlice, type HeldSlice } from '../store/index.ts'
import type { StreamScene } from './stream-run.ts'

/** A slice that this process reads, with its lease kept alive meanwhile. */
export interface SliceHold {
  /** The stream's, with a signal that aborts too when another process has the slice. */
  readonly scene: StreamScene
  /** Is it still this process that reads the slice? */
  isOurs(): Promise<boolean>
  /** Gives the slice back. */
  end(): Promise<void>
}

/** Keeps the lease of a slice until it is given back. That nobody else writes is for its fence to see to. */
export function holdSlice(scene: StreamScene, slice: HeldSlice): SliceHold {
  const { store, place } = scene
  const leaseMs = scene.waits.leaseMs ?? defaultWaits.leaseMs
  const lost = new AbortController()
  const keep = () => store.write((dialect, org) => keepSlice(dialect, org, place, slice, leaseMs))
  const keeping = setInterval(() => {
    keep().then(
      (isOurs) => {
        if (!isOurs) lost.abort()
        return undefined
      },
      // A store that fails for a moment is asked again; one that stays away stops the next commit.
      () => undefined,
    )
  }, leaseMs / 4)
  return {
    scene: { ...scene, signal: AbortSignal.any([scene.signal, lost.signal]) },
    isOurs: keep,
    end: async () => {
      clearInterval(keeping)
      await store.write((dialect, org) => releaseSlice(dialect, org, place, slice))
    },
  }
}
