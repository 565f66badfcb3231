import { fault } from '@cartograph/core'
import * as z from 'zod'

const exchangeSchema = z.strictObject({
  request: z.strictObject({
    method: z.string(),
    url: z.string(),
    /** Hash of the body, where there was one. */
    body: z.string().optional(),
  }),
  response: z.strictObject({
    status: z.number().int(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
    /** How the body is written here; left out, it is the text itself. */
    encoding: z.literal('base64').optional(),
  }),
})

const cassetteSchema = z.strictObject({
  version: z.literal(1),
  /** Answers are as old as that; a replay tells its context this time. */
  recordedAt: z.iso.datetime(),
  /** The vendor's name for the version of its API that answered. */
  apiVersion: z.string().optional(),
  exchanges: z.array(exchangeSchema),
})

/** Requests and the answers that a vendor gave to them, without secrets and personal data, to be replayed without it. */
export type Cassette = z.infer<typeof cassetteSchema>
export type Exchange = Cassette['exchanges'][number]

/** @throws a `config` fault that names the file and what is wrong in it. */
export function parseCassette(text: string, file: string): Cassette {
  const wrong = (why: string) =>
    fault({ kind: 'config', message: `${file} is no cassette: ${why}`, hint: 'Record it again.' })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw wrong('it is not JSON.')
  }
  const parsed = cassetteSchema.safeParse(value)
  if (parsed.success) return parsed.data
  throw wrong(z.prettifyError(parsed.error))
}

/** The text of the file: one that people can read, and compare with the one before. */
export function cassetteText(cassette: Cassette): string {
  return `${JSON.stringify(cassette, null, 2)}\n`
}
