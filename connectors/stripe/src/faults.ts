import { fault, faultFrom, type Fault } from '@cartograph/core'
import { Stripe } from 'stripe'
import * as z from 'zod'

const behindProxy =
  'A proxy may stand between; where it happens again, see `apiBase` and the proxy of this machine.'

export const keysPlace = 'In Stripe: Developers, API keys'

interface Asked {
  readonly method: string
  readonly route: string
}

type Parts = Omit<Fault, '$fault' | 'request'>

/** What the vendor's client throws for an answer that is an error; the words in it may quote ids, never the key. */
const refusal = z.object({
  statusCode: z.number(),
  code: z.string().optional(),
  rawType: z.string().optional(),
  param: z.string().optional(),
  message: z.string(),
  requestId: z.string().optional(),
  headers: z.record(z.string(), z.unknown()).optional(),
})
type Refusal = z.infer<typeof refusal>

/**
 * The fault that an error of the vendor's client means, for every request of the connector.
 *
 * @see https://docs.stripe.com/error-codes (statuses and classes as in Error.js of stripe 23.1.0)
 */
export function stripeFault(error: unknown, request: Asked): Error & Fault {
  const parsed = refusal.safeParse(error)
  if (!parsed.success) return fault({ ...brokenAnswer(error), request })
  const { statusCode: status, requestId } = parsed.data
  return fault({
    ...meaning(parsed.data),
    request: { ...request, status, ...(requestId !== undefined && { requestId }) },
  })
}

/** An error in JSON that is not Stripe's: only its status says something. */
export async function foreignRefusal(
  { status, headers }: Response,
  request: Asked,
): Promise<Error & Fault> {
  const { kind, retryAfterMs } = await faultFrom(new Response(null, { status, headers }))
  return fault({
    kind,
    message: `Something answered in the place of Stripe, and refused (${status}).`,
    hint: behindProxy,
    request: { ...request, status },
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  })
}

function meaning(told: Refusal): Parts {
  const { statusCode: status, code } = told
  if (status === 401) return unauthorised(told)
  if (code === 'account_invalid' || /does not have access to account/.test(told.message))
    return {
      kind: 'config',
      message: 'The key has no access to the connected account, or there is no such account.',
      hint: 'Take the id from Connect, Connected accounts, in the Stripe account that the key is of, in the same mode (live or test).',
      path: ['account'],
    }
  if (status === 403) return forbidden(told)
  if (code === 'lock_timeout')
    return {
      kind: 'transient',
      scope: 'slice',
      message: 'Stripe was changing the object at the same time (lock_timeout).',
    }
  if (status === 429 || code === 'rate_limit') return { ...limited(told), ...retryAfter(told) }
  if (status === 404 || code === 'resource_missing')
    return { kind: 'notFound', message: 'Stripe does not know this object in this mode.' }
  if (status === 409)
    return { kind: 'transient', scope: 'slice', message: 'Stripe reports a conflict (409).' }
  if (status >= 500)
    return {
      kind: 'transient',
      message: `Stripe could not answer (${status}).`,
      hint: 'Where it lasts, https://status.stripe.com tells more.',
      ...retryAfter(told),
    }
  return {
    kind: 'contract',
    message: `Stripe refuses the request (${[status, code, told.param].filter(Boolean).join(', ')}).`,
    hint: 'Its log under Developers, Logs, shows the request. An update of @cartograph/connector-stripe may help.',
  }
}

const unknownParameter = 'parameter_unknown'

/** Whether Stripe refused a request for a parameter that it does not know. */
export function isUnknownParameter({ kind, message }: Fault): boolean {
  return kind === 'contract' && message.includes(unknownParameter)
}

function unauthorised({ code }: Refusal): Parts {
  if (code === 'api_key_expired')
    return {
      kind: 'auth',
      message: 'The key has expired, or was rolled.',
      hint: `${keysPlace}: make a new key, and give it as \`secretKey\`.`,
    }
  return {
    kind: 'auth',
    message:
      'Stripe does not know the key: it was deleted, is of another system, or is not complete.',
    hint: `${keysPlace}: make a restricted key, and copy the whole of it (it begins with rk_live_ or rk_test_).`,
  }
}

function forbidden({ message }: Refusal): Parts {
  const [, permission] = /'(rak_\w+)'/.exec(message) ?? []
  const access = permission?.endsWith('_write') === true ? 'Write' : 'Read'
  return {
    kind: 'permission',
    message:
      permission === undefined
        ? 'The key may not do this.'
        : `The key lacks the permission ${permission}.`,
    hint: `${keysPlace}: edit the restricted key, and set what is missing to ${access}.`,
    ...(permission !== undefined && { permission }),
  }
}

function limited({ headers }: Refusal): Parts {
  const reason = headers?.['stripe-rate-limited-reason']
  return {
    kind: 'rateLimit',
    message: `Stripe asks for fewer requests (429${typeof reason === 'string' ? `, ${reason}` : ''}).`,
    hint: 'Something else that uses this account may ask at the same time.',
  }
}

function retryAfter({ headers }: Refusal): { readonly retryAfterMs?: number } {
  const seconds = Number(headers?.['retry-after'] ?? Number.NaN)
  return Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {}
}

/** No answer of the API: the connection broke off, or something between answered in its place. */
function brokenAnswer(error: unknown): Parts {
  if (error instanceof Stripe.errors.StripeConnectionError)
    return {
      kind: 'transient',
      message: 'The connection to Stripe broke off before it had answered.',
    }
  return {
    kind: 'transient',
    message: 'What answered in the place of Stripe is not JSON.',
    hint: behindProxy,
  }
}
