import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** The most bytes of the heap that are held, beside what is held now, while a walk stands between its pages. */
export async function heldHeap(pages: AsyncIterable<unknown>): Promise<number> {
  collect()
  const before = process.memoryUsage().heapUsed
  let most = 0
  const walk = pages[Symbol.asyncIterator]()
  while ((await walk.next()).done !== true) {
    collect()
    most = Math.max(most, process.memoryUsage().heapUsed - before)
  }
  return most
}
