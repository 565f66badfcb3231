import type * as z from 'zod'
import { campaignEvents } from './campaign-events.ts'
import { commerceEvents } from './commerce-events.ts'
import { otherEvents } from './other-events.ts'

/** The properties of every type of event that is published. */
export const eventTypes: Readonly<Record<string, z.ZodType>> = {
  ...campaignEvents,
  ...commerceEvents,
  ...otherEvents,
}
