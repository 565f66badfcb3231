import * as z from 'zod'

/** An instant in UTC, such as `2026-11-26T10:00:00.000Z`. */
export const instant = z.iso.datetime()

export const day = z.iso.date()

export const counts = z.record(z.string(), z.number())

/** What went wrong, for whoever must act. */
export const toldFault = z.looseObject({
  kind: z.enum([
    'config',
    'auth',
    'permission',
    'record',
    'transient',
    'rateLimit',
    'contract',
    'conflict',
    'notFound',
  ]),
  message: z.string(),
  hint: z.string().optional(),
})

/** An object whose fields are those of the model or of a vendor. */
export const anyObject = z.record(z.string(), z.unknown())

/** How many things a page of a list has at the most. */
export function limitUpTo(most: number, usual: number) {
  return z.coerce.number<number>().int().min(1).max(most).default(usual)
}

/** What a page begins after: the `next` of the page before. */
export const after = z.string().min(1).max(600).optional()

/** What the next page is asked for with; null: this was the last. */
export const next = z.string().nullable()

/** What was sent to somebody, and what came of it. */
export const told = z.array(
  z.strictObject({
    period: z.string(),
    to: z.string(),
    state: z.string(),
    at: instant,
    problem: z.string().optional(),
  }),
)
