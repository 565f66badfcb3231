import { fault, faultFrom, json, type Context } from '@cartograph/core'
import type * as z from 'zod'
import type { Settings } from './settings.ts'

/** The parsed body of an answer of the shop. */
export async function ask({ config, fetch }: Context<Settings>, path: string): Promise<unknown> {
  const response = await fetch(new URL(path, config.url))
  if (!response.ok) throw await refusal(response)
  return json(response)
}

/** What a failed answer means, with what the merchant has to do about it. */
export async function refusal(response: Response): Promise<Error> {
  const found = await faultFrom(response)
  if (found.kind !== 'auth' && found.kind !== 'permission') return found
  const { kind, message, request } = found
  return fault({
    kind,
    message,
    hint: 'In the shop: Settings, API. Make a new token, and put it into the settings.',
    ...(request !== undefined && { request }),
  })
}

/** A body that has the form we know, or a `contract` fault: the shop has changed, and the connector must follow. */
export function parsed<Value>(schema: z.ZodType<Value>, body: unknown): Value {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  throw fault({
    kind: 'contract',
    message: `The shop answered in a form that this connector does not know: ${result.error.issues[0]?.path.join('.') ?? ''}.`,
    hint: 'Update the connector.',
  })
}
