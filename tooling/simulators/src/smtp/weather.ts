/** What a mail server does in place of taking the next mail. */
export type Mishap =
  /** The first word comes late. Met by the next connection. */
  | { readonly kind: 'slowBanner'; readonly delayMs: number }
  /** The connection ends before a word is said. Met by the next connection. */
  | { readonly kind: 'hangUp' }
  /** A step is answered with this code, such as 451; after a 421 the server closes the connection. */
  | { readonly kind: 'reply'; readonly at: Step; readonly code: number; readonly text?: string }
  /** The connection is cut in place of an answer to a step. At `dot` the mail was taken. */
  | { readonly kind: 'cut'; readonly at: Step }
  /** Nothing is answered to a step, and the connection stays. At `dot` the mail was taken. */
  | { readonly kind: 'silence'; readonly at: Step }

/** `dot`: the end of the mail. */
export type Step = 'auth' | 'mail' | 'recipient' | 'dot'

export interface Weather {
  /** Comes once each, in this order; one that is for another step waits for it, and keeps the others waiting. */
  next(...mishaps: readonly Mishap[]): void
  /** Each pair of sender and recipient is told once to come later (450), as servers do that hold off strangers. */
  greylist(isOn: boolean): void
  /** Recipients that do not exist (550). */
  unknown(...addresses: readonly string[]): void
}

export interface WeatherState extends Weather {
  atConnection(): Extract<Mishap, { kind: 'slowBanner' | 'hangUp' }> | undefined
  atStep(step: Step): Exclude<Mishap, { kind: 'slowBanner' | 'hangUp' }> | undefined
  isStranger(sender: string, recipient: string): boolean
  isUnknown(recipient: string): boolean
}

export function weatherOf(): WeatherState {
  const coming: Mishap[] = []
  const seen = new Set<string>()
  const gone = new Set<string>()
  let isGreylisting = false
  return {
    next(...mishaps) {
      coming.push(...mishaps)
    },
    greylist(isOn) {
      isGreylisting = isOn
      seen.clear()
    },
    unknown(...addresses) {
      for (const address of addresses) gone.add(address)
    },
    atConnection() {
      const [first] = coming
      if (first?.kind !== 'slowBanner' && first?.kind !== 'hangUp') return undefined
      coming.shift()
      return first
    },
    atStep(step) {
      const [first] = coming
      if (first === undefined || !('at' in first) || first.at !== step) return undefined
      coming.shift()
      return first
    },
    isStranger(sender, recipient) {
      if (!isGreylisting) return false
      const pair = `${sender} ${recipient}`
      const isNew = !seen.has(pair)
      seen.add(pair)
      return isNew
    },
    isUnknown: (recipient) => gone.has(recipient),
  }
}
