import { fault, isFault, type Context } from '@cartograph/core'
import * as z from 'zod'
import { foreignRefusal, stripeFault } from './faults.ts'
import { withClient, type Send } from './idle-clients.ts'
import type { Settings } from './settings.ts'

/** The largest page that Stripe gives. */
export const pageSize = 100

/** Any object of Stripe's. */
export type StripeObject = { readonly id: string; readonly [field: string]: unknown }

export interface Ask {
  /** With `:id` in the place of the id: `/v1/charges/:id`. */
  readonly route: string
  readonly id?: string
  readonly query?: Readonly<Record<string, string>>
  readonly method?: 'GET' | 'POST' | 'DELETE'
  readonly body?: Readonly<Record<string, unknown>>
  /** Ask as the key's own account also where a connected one is read. */
  readonly asPlatform?: boolean
}

/**
 * Asks Stripe through its own client.
 *
 * The client does not know the key, so none can be in an error of its own: each attempt is signed by `signRequest`. It
 * neither retries nor measures nor counts time, because the platform's `fetch` does.
 *
 * @throws the fault that the refusal means, or that of the platform's `fetch` where Stripe cannot be reached.
 */
export async function ask(context: Context<Settings>, request: Ask): Promise<unknown> {
  const { route, id, query = {}, method = 'GET', body, asPlatform = false } = request
  const { config, signal } = context
  let thrown: unknown
  const send: Send = async (input, init) => {
    try {
      const response = await context.fetch.with({
        route,
        expect: [400, 401, 403, 404],
        // A repeat of a POST carries the same idempotency key, and a repeat of a DELETE finds nothing.
        effect: method === 'GET' ? 'none' : 'repeatable',
      })(input, init)
      return quietly(await ofStripe(response, { method, route }), context)
    } catch (error) {
      thrown = error
      throw error
    }
  }
  const search = new URLSearchParams(query).toString()
  const path = id === undefined ? route : route.replace(':id', encodeURIComponent(id))
  try {
    return await withClient(context, send, (client) =>
      client.rawRequest(method, search === '' ? path : `${path}?${search}`, body, {
        ...(config.account !== undefined && !asPlatform && { stripeAccount: config.account }),
      }),
    )
  } catch (error) {
    if (isFault(thrown) || signal.aborted) throw thrown ?? error
    throw stripeFault(error, { method, route })
  }
}

const stripeError = z.object({ error: z.unknown().refine((error) => error != null) })

/**
 * The answer, if Stripe itself gave it.
 *
 * An error that something between gave in Stripe's place has no `error` in its JSON, and the client would hand it on as an
 * object.
 *
 * @throws the fault that its status means.
 */
async function ofStripe(
  response: Response,
  request: { readonly method: string; readonly route: string },
): Promise<Response> {
  if (response.ok) return response
  const { status, headers } = response
  const text = await response.text()
  const parts = parsedJson(text)
  if (parts === undefined || stripeError.safeParse(parts).success)
    return new Response(text, { status, headers })
  throw await foreignRefusal(response, request)
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Notices of a sandbox go to the log; the client would write them to the standard error of the whole process. */
function quietly(response: Response, { log }: Context<Settings>): Response {
  const notice = response.headers.get('stripe-notice')
  if (notice === null) return response
  log.info('Stripe says something about this request.', { notice })
  const headers = new Headers(response.headers)
  headers.delete('stripe-notice')
  return new Response(response.body, { status: response.status, headers })
}

const listAnswer = z.looseObject({
  data: z.array(z.custom<StripeObject>((row) => typeof row === 'object' && row !== null)),
  has_more: z.boolean(),
})
export type ListAnswer = z.infer<typeof listAnswer>

/** A page of a list, of up to 100 objects. */
export async function askList(context: Context<Settings>, request: Ask): Promise<ListAnswer> {
  const answer = await ask(context, {
    ...request,
    query: { limit: String(pageSize), ...request.query },
  })
  const parsed = listAnswer.safeParse(answer)
  if (parsed.success) return parsed.data
  throw fault({
    kind: 'contract',
    message: `Stripe answers ${request.route} with something that is no list.`,
    request: { method: 'GET', route: request.route },
  })
}

const anyObject = z.looseObject({ id: z.string(), deleted: z.boolean().optional() })

/** A single object, or `null` where Stripe does not know it or knows only that it was deleted. */
export async function askObject(
  context: Context<Settings>,
  request: Ask,
): Promise<StripeObject | null> {
  let answer: unknown
  try {
    answer = await ask(context, request)
  } catch (error) {
    if (isFault(error) && error.kind === 'notFound') return null
    throw error
  }
  const parsed = anyObject.safeParse(answer)
  if (parsed.success) return parsed.data.deleted === true ? null : parsed.data
  throw fault({
    kind: 'contract',
    message: `Stripe answers ${request.route} with something that is no object with an id.`,
    request: { method: 'GET', route: request.route },
  })
}
