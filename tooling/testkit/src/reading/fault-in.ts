import { isFault, type Fault } from '@cartograph/core'

/** The fault that something ends in. */
export async function faultIn(work: Promise<unknown>): Promise<Fault> {
  const found = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (isFault(found)) return found
  throw new Error('It did not end in a fault.', { cause: found })
}
