import { AsyncLocalStorage } from 'node:async_hooks'
import type { JsonObject } from '@cartograph/core'
import { isSpanContextValid, trace } from '@opentelemetry/api'

const requests = new AsyncLocalStorage<string>()

/** Does what a request asks for; every line that is logged meanwhile, however deep, tells which request it was. */
export function inRequest<Result>(id: string, work: () => Result): Result {
  return requests.run(id, work)
}

/** Does something that no request asked for. */
export function outsideRequest<Result>(work: () => Result): Result {
  return requests.exit(work)
}

/** What a line is logged because of: the request that is answered, and the span that is open. */
export function logOrigin(): JsonObject {
  const requestId = requests.getStore()
  const span = trace.getActiveSpan()?.spanContext()
  return {
    ...(requestId !== undefined && { requestId }),
    ...(span !== undefined &&
      isSpanContextValid(span) && { traceId: span.traceId, spanId: span.spanId }),
  }
}
