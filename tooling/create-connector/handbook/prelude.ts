/** What the code of the handbook takes as given, and its index says so: it goes on from the source of the tutorial. */
import { author, fault, faultFrom, faultOf, json, secret } from '@cartograph/core'
import * as z from 'zod'

export const settings = z.object({ url: z.url(), token: secret(z.string()) })
export const kit = author(settings)
export const { action, connector, feed, lookup, served, sink, stream } = kit
export type Settings = z.infer<typeof settings>
export type Order = z.infer<typeof order>

export const order = z.looseObject({
  id: z.int(),
  revision: z.int(),
  total: z.string(),
  changed: z.int(),
})
export const page = z.object({ orders: z.array(z.custom<Order>()), more: z.boolean() })

/** The parsed body of an answer. */
export async function ask<Body>(answer: Promise<Response>, schema: z.ZodType<Body>): Promise<Body> {
  const response = await answer
  if (!response.ok)
    throw fault({ ...faultOf(await faultFrom(response)), hint: 'Is the token right?' })
  const { data, success } = schema.safeParse(await json(response))
  if (success) return data
  throw fault({ kind: 'contract', message: 'The bakery answers in a form that is not known.' })
}
