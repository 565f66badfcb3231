import { useAnswer } from '../../../api/use-answer.ts'
import { asEntry } from './as-entry.ts'
import { freeName } from './import-entries.ts'
import type { Recipe } from './recipes.ts'

/** The delivery that fills a table, or the one that would have to be made. */
export function useTableDelivery(target: string, { entity, sink }: Recipe) {
  const configuration = useAnswer('GET /api/configuration', {})
  const entries = (configuration.data?.entries ?? []).filter(
    ({ section }) => section === 'deliveries',
  )
  const made = entries.find(({ value }) => {
    const { from, to } = deliveryIn(value)
    return from === entity && to.connection === target && to.sink === sink
  })
  const id = freeName(
    `${sink}-to-${target}`.slice(0, 58),
    entries.map((entry) => entry.id),
  )
  return {
    isKnown: configuration.data !== undefined,
    made: made?.id,
    wanted: { id, value: asEntry({ from: entity, to: { connection: target, sink } }) },
  }
}

function deliveryIn(value: unknown): {
  readonly from?: unknown
  readonly to: { readonly connection?: unknown; readonly sink?: unknown }
} {
  if (typeof value !== 'object' || value === null) return { to: {} }
  const { from, to } = value as { readonly from?: unknown; readonly to?: unknown }
  return { from, to: typeof to === 'object' && to !== null ? to : {} }
}
