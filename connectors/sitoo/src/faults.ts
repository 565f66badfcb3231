import { fault, faultOf, isFault, type Fault } from '@cartograph/core'
import * as z from 'zod'

export const keysPlace = 'In Sitoo: Settings, Sitoo REST API'

/** What any error of the REST API looks like. */
const vendorError = z.looseObject({ statuscode: z.number(), errortext: z.string() })

/** The words of an error that may be told on: they name fields, never what is in them. */
export function errorTextOf(body: unknown): string | undefined {
  const { success, data } = vendorError.safeParse(body)
  return success && /^[\w\s.,:'()-]{1,120}$/.test(data.errortext) ? data.errortext : undefined
}

/**
 * The same fault with the way out of it.
 *
 * @see https://developer.sitoo.com/introduction and the status codes of https://developer.sitoo.com/api-reference/orders (read 2026-11-25)
 */
export function explained(found: Fault, body?: unknown): Error & Fault {
  const { kind, request, message, retryAfterMs } = found
  const told = {
    ...(request !== undefined && { request }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  }
  if (kind === 'auth')
    return fault({
      ...told,
      kind,
      message: 'Sitoo refuses the API ID or the password (401).',
      hint: `${keysPlace}: generate a password, and copy API ID, password and base URL. The key must be of the account that \`accountId\` names, and calls must be allowed from this machine.`,
    })
  if (kind === 'permission')
    return fault({
      ...told,
      kind,
      scope: 'part',
      message: `The key may not read ${request?.route ?? 'this'} (403).`,
      hint: `${keysPlace}: give the key the right to it, and see that calls are allowed from this machine.`,
    })
  const words = errorTextOf(body)
  if (request?.status === 400)
    return fault({
      ...told,
      kind: 'contract',
      message: `Sitoo refuses the request (400${words === undefined ? '' : `: ${words}`}).`,
      hint: 'The account may know other fields or filters than this connector.',
    })
  return fault({ ...faultOf(found), message })
}

/** Whether something is not there, or may not be seen. */
export function isHidden(error: unknown): boolean {
  return isFault(error) && (error.kind === 'permission' || error.kind === 'notFound')
}
