/** The difference between the vendor's clock and ours, learnt from the `Date` headers of its answers. */
export interface VendorClock {
  /** Milliseconds to add to our clock. */
  offsetMs(): number
  learn(answer: DatedAnswer): void
  /** What an earlier process learnt; it holds until an answer of today says more. */
  recall(offsetMs: number): void
}

export interface DatedAnswer {
  readonly headers: Headers
  /** On the system's clock. */
  readonly sentAt: number
  readonly receivedAt: number
}

/** A `Date` header tells whole seconds: less than that is no difference. */
const resolutionMs = 1000
/** Enough that a few strange answers do not move the median. */
const remembered = 15

export function vendorClock(): VendorClock {
  const samples: number[] = []
  let recalledMs = 0
  return {
    offsetMs: () => (samples.length === 0 ? recalledMs : settledOffset(samples)),
    learn: (answer) => {
      const sample = offsetSample(answer)
      if (sample === undefined) return
      samples.push(sample)
      if (samples.length > remembered) samples.shift()
    },
    recall: (offsetMs) => {
      recalledMs = offsetMs
    },
  }
}

/** What one answer says of the difference; undefined where it says nothing, such as one out of a cache. */
export function offsetSample({ headers, sentAt, receivedAt }: DatedAnswer): number | undefined {
  const date = Date.parse(headers.get('date') ?? '')
  if (Number.isNaN(date) || Number(headers.get('age') ?? 0) > 0) return undefined
  const written = receivedAt - (receivedAt - sentAt) / 2
  return date + resolutionMs / 2 - written
}

/** The median of what answers said; differences that a header cannot show are none. */
export function settledOffset(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0
  return Math.abs(middle) < resolutionMs ? 0 : Math.round(middle)
}
