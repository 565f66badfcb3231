import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** How many of these are still reachable after the garbage was collected. */
export async function stillHeld(rows: readonly WeakRef<object>[]): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  // A reference that was looked at is held until the turn ends.
  await new Promise((resolve) => {
    setImmediate(resolve)
  })
  collect()
  return rows.filter((row) => row.deref() !== undefined).length
}
