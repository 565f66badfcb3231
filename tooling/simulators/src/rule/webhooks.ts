export interface WebhookWeather {
  /** Every webhook is sent twice. */
  readonly doubled: boolean
  /** Webhooks are sent in the order that they did not happen in. */
  readonly late: boolean
}

export interface RuleWebhooks {
  /** Where Rule sends, as somebody has written it into its settings. */
  send(url: string | undefined): void
  happened(body: object): void
  /** Sends what has happened; nothing is sent before. */
  deliver(weather?: Partial<WebhookWeather>): Promise<void>
}

/** Webhooks as Rule sends them: JSON without a signature and without the name of the event. */
export function webhooksOf(): RuleWebhooks {
  let address: string | undefined
  let waiting: object[] = []
  return {
    send(url) {
      address = url
    },
    happened(body) {
      waiting.push(body)
    },
    async deliver({ doubled = false, late = false } = {}) {
      const bodies = late ? waiting.toReversed() : waiting
      waiting = []
      if (address === undefined) return
      for (const body of doubled ? bodies.flatMap((one) => [one, one]) : bodies)
        await fetch(address, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
    },
  }
}
