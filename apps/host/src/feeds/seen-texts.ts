/** Texts that were met: sixteen bytes for each at the most, however long it is. */
export interface SeenTexts {
  /** False: it was there before. */
  add(text: string): boolean
  has(text: string): boolean
}

const begin = 1024

/**
 * A set of hashes of 64 bits. Among a million texts the chance that any two of them are taken for the same is one in eighteen million.
 */
export function seenTexts(): SeenTexts {
  let low = new Uint32Array(begin)
  let high = new Uint32Array(begin)
  let count = 0
  const placeOf = (one: number, other: number) => {
    const mask = low.length - 1
    let at = one & mask
    while ((low[at] !== 0 || high[at] !== 0) && (low[at] !== one || high[at] !== other))
      at = (at + 1) & mask
    return at
  }
  const put = (one: number, other: number): boolean => {
    const at = placeOf(one, other)
    if (low[at] !== 0 || high[at] !== 0) return false
    low[at] = one
    high[at] = other
    return true
  }
  const grow = () => {
    const [lows, highs] = [low, high]
    low = new Uint32Array(lows.length * 2)
    high = new Uint32Array(lows.length * 2)
    for (const [index, one] of lows.entries())
      if (one !== 0 || highs[index] !== 0) put(one, highs[index] ?? 0)
  }
  return {
    add: (text) => {
      const [one, other] = hashOf(text)
      const isNew = put(one, other)
      if (isNew) count += 1
      if (count * 2 > low.length) grow()
      return isNew
    },
    has: (text) => {
      const [one, other] = hashOf(text)
      const at = placeOf(one, other)
      return low[at] !== 0 || high[at] !== 0
    },
  }
}

/** Two halves that are never both nothing, since nothing means that a place is free. */
function hashOf(text: string): readonly [number, number] {
  let one = 0x9e3779b9
  let other = 0x85ebca6b
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    one = Math.imul(one ^ code, 0x5bd1e995)
    one ^= one >>> 15
    other = Math.imul(other ^ code, 0x27d4eb2f)
    other ^= other >>> 13
  }
  one = Math.imul(one ^ text.length, 0xc2b2ae35)
  other = Math.imul(other ^ text.length, 0x165667b1)
  return [(one ^ (one >>> 16)) >>> 0, ((other ^ (other >>> 16)) | 1) >>> 0]
}
