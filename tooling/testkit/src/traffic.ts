import { setTimeout as sleep } from 'node:timers/promises'
import { openDial, type Dial } from '@cartograph/host'
import { unwatched } from './guard.ts'

/** What a request meets in place of its answer. */
export type Mishap =
  | { readonly kind: 'answer'; readonly response: () => Response }
  /** The connection breaks before the request arrives. */
  | { readonly kind: 'reset' }
  /** The vendor does what was asked, and the answer is lost. */
  | { readonly kind: 'lost' }
  /** Nothing ever comes back. */
  | { readonly kind: 'silence' }

export interface Asked {
  readonly method: string
  readonly url: string
  /** On the virtual clock. */
  readonly at: number
}

/** What goes over the wire to the vendor. */
export interface Traffic {
  readonly asked: Asked[]
  /** What the request with this number, from 0, meets. */
  mishap: (index: number, request: Request) => Mishap | undefined
  underWay: number
  /** How many connections were opened that are no requests. */
  dialled: number
  /** How long answers are held back, so that it shows what nobody waits for. */
  holdAnswersMs: number
  readonly transport: (input: string | URL | Request, init?: RequestInit) => Promise<Response>
  /** Opens a connection that is no request; of the mishaps it meets those that need no answer. */
  readonly dial: Dial
}

/** Doubles are on this machine, and whose account is recorded says where it is. */
const anywhere = openDial(['0.0.0.0/0', '::/0'])

export function openTraffic(
  send: (request: Request) => Promise<Response>,
  clocks: {
    /** The virtual clock. */
    readonly elapsedMs: () => number
    /** Left out where the vendor's own answers tell its time. */
    readonly vendorNow?: () => number
  },
): Traffic {
  const traffic: Traffic = {
    asked: [],
    mishap: () => undefined,
    underWay: 0,
    dialled: 0,
    holdAnswersMs: 0,
    transport: async (input, init) => {
      const request = new Request(input, init)
      const index = traffic.asked.length
      traffic.asked.push({ method: request.method, url: request.url, at: clocks.elapsedMs() })
      traffic.underWay += 1
      try {
        const response = await unwatched(() =>
          answered(request, traffic.mishap(index, request), send),
        )
        if (traffic.holdAnswersMs > 0) await sleep(traffic.holdAnswersMs)
        // A double on this machine tells the machine's time, whatever its own clock says.
        if (clocks.vendorNow !== undefined)
          response.headers.set('date', new Date(clocks.vendorNow()).toUTCString())
        return response
      } finally {
        traffic.underWay -= 1
      }
    },
    dial: async (to, signal) => {
      const mishap = traffic.mishap(traffic.dialled, new Request(`http://${to.host}:${to.port}/`))
      traffic.dialled += 1
      traffic.underWay += 1
      try {
        if (mishap?.kind === 'reset') throw broken()
        if (mishap?.kind === 'silence') return await silence(signal)
        return await unwatched(() => anywhere(to, signal))
      } finally {
        traffic.underWay -= 1
      }
    },
  }
  return traffic
}

async function answered(
  request: Request,
  mishap: Mishap | undefined,
  send: (request: Request) => Promise<Response>,
): Promise<Response> {
  if (mishap?.kind === 'answer') return withAddress(mishap.response(), request.url)
  if (mishap?.kind === 'reset') throw broken()
  if (mishap?.kind === 'silence') return silence(request.signal)
  const response = await send(request)
  // Read to the end here, so that nothing is under way when the answer is handed on.
  const bytes = await response.arrayBuffer()
  if (mishap?.kind === 'lost') throw broken()
  const body = bytes.byteLength === 0 ? null : bytes
  const { status, statusText } = response
  const headers = new Headers(response.headers)
  return withAddress(new Response(body, { status, statusText, headers }), request.url)
}

/** A response that is made by hand has no address; connectors and their clients look at it. */
function withAddress(response: Response, url: string): Response {
  return Object.defineProperty(response, 'url', { value: url, enumerable: true })
}

function broken(): Error {
  const cause = Object.assign(new Error('The connection was reset.'), { code: 'ECONNRESET' })
  return new TypeError('fetch failed', { cause })
}

function silence(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = () => reject(signal.reason as Error)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}

/** An answer with a status and a JSON body that says nothing. */
export function statusAnswer(status: number, headers: Record<string, string> = {}): Mishap {
  return {
    kind: 'answer',
    response: () =>
      new Response('{"message":"refused by the test"}', {
        status,
        headers: { 'content-type': 'application/json', ...headers },
      }),
  }
}

/** A page for people in place of data. */
export const htmlAnswer: Mishap = {
  kind: 'answer',
  response: () =>
    new Response('<!doctype html><title>Please sign in</title>', {
      headers: { 'content-type': 'text/html', 'x-request-id': 'request-7' },
    }),
}
