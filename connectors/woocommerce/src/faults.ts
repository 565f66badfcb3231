import { fault, faultOf, isFault, type Fault } from '@cartograph/core'
import * as z from 'zod'
import type { Answer } from './answer.ts'
import { busy, pageFault, redirected, retryAfter, type Meaning, type Told } from './page-faults.ts'

/** What any error of the REST API looks like. */
const vendorError = z.looseObject({ code: z.string(), message: z.string().optional() })
export type VendorError = z.infer<typeof vendorError>

export const keysPlace = 'In WordPress: WooCommerce, Settings, Advanced, REST API'

/** The error that an answer carries, if it is one of the API. */
export function vendorErrorOf(answer: Pick<Answer, 'json'>): VendorError | undefined {
  const parsed = vendorError.safeParse(answer.json)
  return parsed.success ? parsed.data : undefined
}

/**
 * The fault that an answer means, for every request of the connector.
 *
 * @see https://woocommerce.github.io/woocommerce-rest-api-docs/#errors (read 2026-11-22); codes and texts of WooCommerce 11.0.1
 */
export function answerFault(answer: Told): Error & Fault {
  const { status, method, route } = answer
  return fault({ ...meaning(answer, vendorErrorOf(answer)), request: { method, route, status } })
}

/**
 * The fault of an answer in the middle of a run: a page for people in the place of a good answer may be gone in a moment, as
 * the shop answered its check before.
 */
export function passing(answer: Told): Error & Fault {
  const found = answerFault(answer)
  const isPage = answer.status === 200 && found.kind === 'config'
  return isPage ? fault({ ...faultOf(found), kind: 'transient' }) : found
}

/** A plugin that closes the API to whoever has no key; most let a key through, and none shows the index. */
export function closedSite(): Error & Fault {
  return fault({
    kind: 'config',
    scope: 'part',
    message: 'A security plugin hides the name and the time zone of the shop at /wp-json/.',
    hint: 'Let it allow /wp-json/ to visitors; the key protects what is private.',
  })
}

/** Whether the shop does not know what it was asked for, such as a status of newer versions. */
export function isRefusedQuery(error: unknown): boolean {
  return isFault(error) && error.kind === 'contract' && error.request?.status === 400
}

function meaning(answer: Told, error: VendorError | undefined): Meaning {
  const { status } = answer
  if (status >= 300 && status < 400) return redirected(answer)
  if (status === 429)
    return {
      ...busy('The shop, or what stands before it, asks for fewer requests (429).'),
      kind: 'rateLimit',
      ...retryAfter(answer),
    }
  if (error === undefined) return pageFault(answer)
  if (status === 401) return unauthorised(answer, error)
  if (status === 403) return forbidden(answer)
  if (status === 404 && error.code === 'rest_no_route')
    return {
      kind: 'config',
      scope: 'part',
      message: `This shop has no ${answer.route}.`,
      hint: 'Its WooCommerce is too old for it, or the extension that brings it is switched off. Update WooCommerce, or leave this stream out.',
    }
  if (status === 404)
    return { kind: 'notFound', message: 'The shop does not know this record (404).' }
  if (status >= 500 || status === 408)
    return {
      kind: 'transient',
      message: `The shop could not answer (${status}, ${error.code}).`,
      hint: 'Where it happens again: in WordPress, WooCommerce, Status, Logs tells what went wrong there. A smaller `pageSize` helps slow shops.',
      ...retryAfter(answer),
    }
  return {
    kind: 'contract',
    message: `The shop refuses the request (${status}, ${error.code}${parametersOf(error)}).`,
    hint: 'It may run a version or an extension that this connector does not know.',
  }
}

/**
 * All that has to do with the key has one code; the texts are translated into the shop's language, so without a known one
 * the hint names all causes.
 */
function unauthorised({ method }: Told, { code, message = '' }: VendorError): Meaning {
  if (code !== 'woocommerce_rest_authentication_error')
    return {
      kind: 'auth',
      message: 'The shop does not accept the key, or did not see it (401).',
      hint: `${keysPlace}: is the key there, and is \`url\` the Site Address under Settings, General, to the letter? Behind a proxy WordPress must also know that it is reached by https.`,
    }
  if (
    /write permission/i.test(message) ||
    (method !== 'GET' && !/key|secret|signature|nonce|timestamp/i.test(message))
  )
    return {
      kind: 'permission',
      scope: 'part',
      permission: 'write',
      message: 'The key may read only, and this needs it to write.',
      hint: `${keysPlace}: edit the key and choose Read/Write, which webhooks and erasing persons need. Without it everything is still read, at intervals.`,
    }
  if (/read permission/i.test(message))
    return {
      kind: 'auth',
      permission: 'read',
      message: 'The key may write only.',
      hint: `${keysPlace}: edit the key and choose Read, or Read/Write for webhooks.`,
    }
  if (/timestamp/i.test(message))
    return {
      kind: 'auth',
      message: 'The clocks of the shop and of this machine are more than 15 minutes apart.',
      hint: 'Set the clock of the machine that is wrong, best by its time service (NTP).',
    }
  if (/nonce/i.test(message))
    return {
      kind: 'transient',
      message: 'The shop says that it has seen this request before.',
      hint: 'Something between here and the shop repeats requests; the next attempt is signed anew.',
    }
  if (/signature/i.test(message))
    return {
      kind: 'auth',
      message: 'The shop computes another signature.',
      hint: `The consumer secret is not the one of this key, or a proxy changes the address. ${keysPlace}: make a new key, and copy both parts.`,
    }
  if (/secret/i.test(message))
    return {
      kind: 'auth',
      message: 'The consumer secret is not the one of this key.',
      hint: `A secret is shown only once. ${keysPlace}: make a new key, and copy both parts.`,
    }
  if (/key/i.test(message))
    return {
      kind: 'auth',
      message: 'The shop does not know the consumer key.',
      hint: `${keysPlace}: is the key there, was it revoked, and is it of this shop?`,
    }
  return {
    kind: 'auth',
    message: 'The shop refuses the key.',
    hint: `${keysPlace}: make a new key with permission Read, copy both parts, and see that the clocks of both machines are right.`,
  }
}

function forbidden({ route }: Told): Meaning {
  return {
    kind: 'permission',
    scope: 'part',
    message: `The user that the key belongs to may not read ${route}.`,
    hint: `${keysPlace}: let the key belong to a user whose role is Shop manager or Administrator.`,
  }
}

/** The names of parameters that were refused, never their values. */
function parametersOf(error: VendorError): string {
  const found = z
    .looseObject({ data: z.looseObject({ params: z.record(z.string(), z.unknown()) }) })
    .safeParse(error)
  return found.success ? `: ${Object.keys(found.data.data.params).join(', ')}` : ''
}
