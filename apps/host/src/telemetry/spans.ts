import { isFault } from '@cartograph/core'
import {
  context,
  createContextKey,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Span,
} from '@opentelemetry/api'

/** Without an SDK this makes spans that are nothing; an SDK that is registered later still gets them. */
const tracer = trace.getTracer('@cartograph/host')

export interface SpanOptions {
  /** Names and numbers alone: no address, no key of a record, nothing that a vendor or a person wrote. */
  readonly attributes: Attributes
  readonly kind?: 'internal' | 'client'
}

/**
 * Does a piece of work as a span, below the span at hand; the work can tell more once it knows it.
 *
 * A failure, thrown or given back as a fault, is told by its kind alone: messages may quote what they are about.
 */
export function inSpan<Result>(
  name: string,
  { attributes, kind = 'internal' }: SpanOptions,
  work: (span: Span) => Promise<Result>,
): Promise<Result> {
  const spanKind = kind === 'client' ? SpanKind.CLIENT : SpanKind.INTERNAL
  return tracer.startActiveSpan(name, { attributes, kind: spanKind }, async (span) => {
    try {
      const result = await work(span)
      if (isFault(result)) failSpan(span, result.kind)
      return result
    } catch (error) {
      failSpan(span, isFault(error) ? error.kind : 'error')
      throw error
    } finally {
      span.end()
    }
  })
}

/** Marks a span as failed although its work went well; `kind`: of the fault. */
export function failSpan(span: Span, kind: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR })
  span.setAttribute('error.type', kind)
}

/** The key that instrumentations and propagators look at before they do anything; see `@opentelemetry/core`, suppress-tracing. */
const suppressed = createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING')

/** Does something that instrumentations of `fetch` leave alone: a vendor is sent no `traceparent`, and no URL becomes an attribute. */
export function untraced<Result>(work: () => Result): Result {
  return context.with(context.active().setValue(suppressed, true), work)
}
