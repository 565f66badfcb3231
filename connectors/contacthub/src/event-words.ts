import * as z from 'zod'

/** Pieces of which the schemas of events are made. Nothing is required but where it is said. */
export const text = z.string().optional()
export const texts = z.array(z.string()).optional()
export const number = z.number().optional()
export const whole = z.int().optional()
export const positive = z.number().min(0).optional()
export const address = z.url().optional()
export const instant = z.iso.datetime({ offset: true }).optional()
/** What a schema leaves to whoever writes it. */
export const extraProperties = z.record(z.string(), z.unknown()).optional()

export function words<const Value extends string>(...values: readonly Value[]) {
  return z.enum(values).optional()
}

export const channel = words('SMS', 'EMAIL', 'PUSH', 'FAX')
export const anyChannel = words('SMS', 'EMAIL', 'PUSH', 'FAX', 'IM')
