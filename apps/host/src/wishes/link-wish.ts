import * as z from 'zod'

const text = z.string().trim().min(1).max(600)

/** Which link to a hosted page somebody wants, of a person by their name or of an address. */
export const linkWish = z.discriminatedUnion('page', [
  z.strictObject({ page: z.literal('sign-up'), form: text }),
  z.strictObject({ page: z.literal('update'), form: text, person: text }),
  z.strictObject({
    page: z.literal('unsubscribe'),
    person: text.optional(),
    address: text.optional(),
    channel: z.enum(['email', 'sms']).default('email'),
    purpose: text.default('marketing'),
    node: text.optional(),
  }),
])

export type LinkWish = z.infer<typeof linkWish>
