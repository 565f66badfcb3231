import * as z from 'zod'

/** A session of a visitor that turned out to be a customer's: its events, past and to come, are theirs. */
export const sessionItem = z.strictObject({
  sessionId: z.string().min(1).meta({ description: 'As the events of the session name it.' }),
  externalId: z
    .string()
    .min(1)
    .meta({ description: 'Of the customer, as in the sink `customers`.' }),
})
export type SessionItem = z.infer<typeof sessionItem>
