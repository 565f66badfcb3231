/** What a run of a delivery came to. */
export interface DeliveryOutcome {
  readonly sent: number
  readonly failed: number
  readonly unknown: number
  /** Items of the document that the vendor fetches; undefined: it fetches none. */
  readonly served?: number
}

/** As the report of a run tells it; undefined: it is under way, or told nothing. */
export function deliveryOutcome(report: unknown): DeliveryOutcome | undefined {
  if (!isRecord(report)) return undefined
  const { sent, deleted, failed, unknown, served } = report
  if (typeof sent !== 'number') return undefined
  const items = isRecord(served) ? served['items'] : undefined
  return {
    sent: sent + numberIn(deleted),
    failed: numberIn(failed),
    unknown: numberIn(unknown),
    ...(typeof items === 'number' && { served: items }),
  }
}

function numberIn(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
