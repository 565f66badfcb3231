import { failSpan, inSpan, routeTemplate } from '../telemetry/index.ts'
import type { AttemptOutcome, FetchScene } from './attempt.ts'
import type { Call, Progress } from './next-step.ts'

/**
 * One attempt of a request as a span of its own, named by its route.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/ (read 2026-11-25)
 */
export function requestSpan(
  { line }: FetchScene,
  { route, parts: { method } }: Call,
  { attempt }: Progress,
  work: () => Promise<AttemptOutcome>,
): Promise<AttemptOutcome> {
  const template = routeTemplate(route)
  const attributes = {
    'cartograph.connection': line.connection.id,
    'http.request.method': method,
    'url.template': template,
    ...(attempt > 1 && { 'http.request.resend_count': attempt - 1 }),
  }
  return inSpan(`${method} ${template}`, { attributes, kind: 'client' }, async (span) => {
    const outcome = await work()
    if ('response' in outcome) {
      const { status } = outcome.response
      span.setAttribute('http.response.status_code', status)
      if (status >= 400) failSpan(span, String(status))
    } else failSpan(span, outcome.failure.isTimeout ? 'timeout' : 'network')
    return outcome
  })
}
