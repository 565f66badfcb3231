import * as z from 'zod'
import { counts, toldFault } from './told-values.ts'

/** Epoch milliseconds, as rows have them; missing where nobody knows. */
const milliseconds = z.number().optional()

const sourced = {
  value: z.unknown(),
  member: z.string(),
  connection: z.string(),
  at: milliseconds,
}
const chosen = z.strictObject({ ...sourced, others: z.array(z.strictObject(sourced)) })
const statement = z.strictObject({
  channel: z.string(),
  purpose: z.string(),
  state: z.enum(['granted', 'denied', 'withdrawn']),
  at: milliseconds,
  expiresAt: milliseconds,
  member: z.string(),
  connection: z.string(),
  source: z.string().optional(),
  wording: z.string().optional(),
})

const profile = z.strictObject({
  properties: z.record(z.string(), chosen),
  extended: z.record(z.string(), chosen),
  consents: z.array(
    z.strictObject({
      channel: z.string(),
      purpose: z.string(),
      present: statement,
      history: z.array(statement),
    }),
  ),
  findings: z.array(
    z.strictObject({
      property: z.string(),
      member: z.string(),
      value: z.unknown(),
      problem: z.string(),
    }),
  ),
  since: milliseconds,
  updatedAt: milliseconds,
})

/** A person as the whole organisation knows them. */
export const person = z.strictObject({
  id: z.string(),
  members: z.array(z.string()),
  since: milliseconds,
  profile,
})

/** A person as a node sees them. */
export const seenPerson = z.strictObject({
  id: z.string(),
  members: z.array(z.string()),
  profile,
})

const step = {
  from: z.string(),
  to: z.string(),
  by: z.string(),
  shared: z.string().optional(),
}

export const personExplanation = z.strictObject({
  person,
  joins: z.array(z.strictObject({ member: z.string(), path: z.array(z.strictObject(step)) })),
  refusals: z.array(z.strictObject({ ...step, because: z.string() })),
  shared: z.array(z.string()),
  leftOut: z.array(z.string()),
})

const vendors = z.array(
  z.strictObject({
    connection: z.string(),
    status: z.enum(['done', 'pending', 'failed', 'unable']),
    fault: toldFault.optional(),
    reason: z.string().optional(),
    afterMs: z.number().optional(),
  }),
)
const left = z.array(z.strictObject({ table: z.string(), column: z.string(), rows: z.number() }))

/** What was erased, and what is left; nothing in it tells who it was. */
export const erasure = z.strictObject({
  person: z.string(),
  dry: z.boolean(),
  records: z.number(),
  removed: counts,
  kept: counts,
  letters: z.number(),
  webhooks: z.number(),
  vendors,
  shared: z.number(),
  left,
  ok: z.boolean(),
})

export const listedErasure = z.strictObject({
  person: z.string(),
  askedAt: z.number(),
  askedBy: z.string(),
  state: z.enum(['done', 'open', 'byHand']),
  attempts: z.number().optional(),
  nextAt: z.number().optional(),
  vendors,
  left,
})
