export interface Fault {
  readonly $fault: 'v1'
  /**
   * Who must act, and by default how much stops. The merchant: config, auth (connection), permission (part), record
   * (record). The operator: transient (slice), rateLimit (connection). The author: contract, the vendor answered in
   * another shape (part). Nobody: conflict, the slice starts again; notFound (record). Anything else thrown is a `contract` fault.
   */
  readonly kind:
    | 'config'
    | 'auth'
    | 'permission'
    | 'record'
    | 'transient'
    | 'rateLimit'
    | 'contract'
    | 'conflict'
    | 'notFound'
  readonly scope?: 'record' | 'slice' | 'part' | 'connection'
  /** Plain words for the one who must act; no secret, no personal data. */
  readonly message: string
  readonly hint?: string
  readonly permission?: string
  readonly path?: readonly (string | number)[]
  readonly retryAfterMs?: number
  readonly request?: {
    readonly method: string
    readonly route: string
    readonly status?: number
    readonly requestId?: string
  }
}

/**
 * Makes an error that carries a fault: throw it, or hand its data on.
 *
 * The error is told by its `$fault` mark, never by its class, so two copies of this package understand each other.
 */
export function fault(data: Omit<Fault, '$fault'>, cause?: unknown): Error & Fault {
  const error = new Error(data.message, cause === undefined ? undefined : { cause })
  error.name = `Fault (${data.kind})`
  // A message is not enumerable in an Error, and so would be missing from its JSON.
  Object.defineProperty(error, 'message', { value: data.message, enumerable: true })
  return Object.assign(error, { $fault: 'v1' as const }, data)
}

/** Tells a fault, thrown or plain data, from anything else. */
export function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && '$fault' in value && value.$fault === 'v1'
}

/**
 * Any thrown value as plain fault data.
 *
 * A vendor's client that wraps a fault in an error of its own hides nothing: it is found among the causes. What is no fault
 * is a mistake in code, and so a `contract` fault; `where` names the part that threw. Of a foreign error only the message is
 * kept.
 */
export function faultOf(thrown: unknown, where?: string): Fault {
  const found = faultWithin(thrown)
  if (found !== undefined) return plainFault(found)
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return {
    $fault: 'v1',
    kind: 'contract',
    message: where === undefined ? message : `${where}: ${message}`,
  }
}

/** More causes than that are a circle. */
const deepestCause = 8

function faultWithin(thrown: unknown): Fault | undefined {
  let error = thrown
  for (let depth = 0; depth < deepestCause; depth += 1) {
    if (isFault(error)) return error
    if (!(error instanceof Error)) return undefined
    error = error.cause
  }
  return undefined
}

function plainFault(thrown: Fault): Fault {
  const { kind, scope, message, hint, permission, path, retryAfterMs, request } = thrown
  return {
    $fault: 'v1',
    kind,
    message,
    ...(scope !== undefined && { scope }),
    ...(hint !== undefined && { hint }),
    ...(permission !== undefined && { permission }),
    ...(path !== undefined && { path }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(request !== undefined && { request }),
  }
}
