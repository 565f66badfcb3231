import * as z from 'zod'

/** What a mapping makes: the key that tells one from another, and the body that is sent. */
export const webhookItem = z.strictObject({
  key: z.union([z.string().min(1), z.number()]).meta({
    description: 'What tells the item from others. Stands for {key} in the address.',
  }),
  body: z.record(z.string(), z.json()).meta({ description: 'The object that is sent.' }),
})

export type WebhookItem = z.infer<typeof webhookItem>
