import { bytesOf, limits } from './limits.ts'

/** A request as it leaves the script. */
export interface Fetched {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload?: string
  readonly followsRedirects: boolean
}

type Failure = 'timeout' | 'address' | 'quota'

/** What comes back, or why nothing does; `tookMs` passes on the script's clock. */
export type FetchOutcome =
  | { readonly status: number; readonly text: string; readonly tookMs: number }
  | { readonly failure: Failure; readonly tookMs: number }

interface FetchOptions {
  readonly method?: string
  readonly headers?: Readonly<Record<string, unknown>>
  readonly contentType?: string
  readonly payload?: string
  readonly muteHttpExceptions?: boolean
  readonly followRedirects?: boolean
}

/** `UrlFetchApp.fetch`: `send` gives the outcome at once, because a script cannot wait for a promise. */
export function urlFetchApp(send: (request: Fetched) => FetchOutcome, pass: (ms: number) => void) {
  let count = 0
  return {
    fetch: (url: string, options: FetchOptions = {}) => {
      count += 1
      if (count > limits.fetchesInDay) throw failureOf('quota', url)
      const request = checked(url, options)
      const outcome = send(request)
      pass(outcome.tookMs)
      if ('failure' in outcome) throw failureOf(outcome.failure, url)
      const { status } = outcome
      // What is longer is cut in the middle, and nobody says so.
      const text = Buffer.from(outcome.text).subarray(0, limits.bodyBytes).toString('utf8')
      if (status >= 400 && options.muteHttpExceptions !== true)
        throw new Error(
          `Exception: Request failed for ${url} returned code ${status}. Truncated server response: ${text.slice(0, 100)}`,
        )
      return { getResponseCode: () => status, getContentText: () => text }
    },
  }
}

const failureWords: Readonly<Record<Failure, string>> = {
  timeout: 'Exception: Timeout',
  address: 'Exception: Address unavailable',
  quota: 'Exception: Service invoked too many times for one day: urlfetch',
}

function failureOf(failure: Failure, url: string): Error {
  return new Error(`${failureWords[failure]}: ${url}`)
}

function checked(url: string, options: FetchOptions): Fetched {
  if (!/^https?:\/\/[^/]/u.test(url)) throw new Error(`Exception: Invalid argument: ${url}`)
  if (bytesOf(url) > limits.urlBytes)
    throw new Error('Exception: Limit Exceeded: URLFetch URL Length.')
  const given = Object.entries(options.headers ?? {}).map(([name, value]) => [name, String(value)])
  const headers: Record<string, string> = {
    ...(Object.fromEntries(given) as Record<string, string>),
    ...(options.contentType !== undefined && { 'content-type': options.contentType }),
  }
  const headerSize = Object.entries(headers).reduce(
    (sum, [name, value]) => sum + bytesOf(name) + bytesOf(value),
    0,
  )
  if (headerSize > limits.headerBytes)
    throw new Error('Exception: Limit Exceeded: URLFetch Header Size.')
  const { payload } = options
  if (payload !== undefined && bytesOf(payload) > limits.bodyBytes)
    throw new Error('Exception: Limit Exceeded: URLFetch POST Size.')
  return {
    url,
    method: (options.method ?? 'get').toUpperCase(),
    headers,
    followsRedirects: options.followRedirects ?? true,
    ...(payload !== undefined && { payload }),
  }
}
