import { faultOf } from '@cartograph/core'
import { noteTokenUse, type Store } from '../store/index.ts'
import type { Log } from '../telemetry/index.ts'
import type { Caller } from './caller.ts'

const everyMs = 60_000

/** Notes that a token was used, once a minute at the most; whoever asks is answered even where that cannot be noted. */
export async function noteUse(
  { store, now, log }: { readonly store: Store; readonly now: () => number; readonly log: Log },
  { id, lastUsedAt }: Caller,
): Promise<void> {
  const at = now()
  const since = at - everyMs
  if (lastUsedAt !== undefined && lastUsedAt > since) return
  try {
    await store.write((dialect, org) => noteTokenUse(dialect, org, id, { now: at, since }))
  } catch (error) {
    log({ level: 'warn', message: faultOf(error).message })
  }
}
