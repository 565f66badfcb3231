import { AsyncResource } from 'node:async_hooks'
import { context, ROOT_CONTEXT } from '@opentelemetry/api'
import { outsideRequest } from './request-scope.ts'

/** Begins work that goes on by itself: it belongs neither to the request nor to the span that happened to wake it. */
export function detached<Result>(work: () => Result): Result {
  return outsideRequest(() => context.with(ROOT_CONTEXT, work))
}

/** Work that waits in a queue and, when its turn comes, still belongs to the request and the span that it was asked for in. */
export function attached<Result>(work: () => Result): () => Result {
  return AsyncResource.bind(work)
}
