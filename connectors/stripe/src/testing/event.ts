import { apiVersion } from '../api-version.ts'
import { november } from './context.ts'

export interface GivenEvent {
  readonly id?: string
  readonly created?: number
  readonly version?: string | null
  readonly [field: string]: unknown
}

/** An event as Stripe words it, of the 1st of November 2026 where nothing else is said. */
export function eventOf(
  type: string,
  object: Readonly<Record<string, unknown>>,
  { id = 'evt_1', created = november / 1000, version = apiVersion, ...more }: GivenEvent = {},
) {
  return {
    id,
    object: 'event' as const,
    type,
    created,
    api_version: version,
    livemode: false,
    data: { object: { object: 'charge', ...object } },
    ...more,
  }
}
