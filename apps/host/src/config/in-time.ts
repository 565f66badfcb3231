/**
 * What a promise settles to.
 *
 * A promise that does not settle within the limit is left alone, and what `late` makes is thrown.
 */
export async function inTime<Value>(
  promise: PromiseLike<Value>,
  limitMs: number,
  late: () => Error,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late()), limitMs)
  })
  try {
    return await Promise.race([promise, limit])
  } finally {
    clearTimeout(timer)
  }
}
