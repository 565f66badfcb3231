/** What a failed statement means for its transaction. */
export type Failure =
  /** Others were in the way; the same again may succeed. */
  | 'conflict'
  /** The connection is gone, and with it what was not committed. */
  | 'lost'
  /** The same again would fail again. */
  | 'final'

/** Deadlock, serialization failure, lock time-out, and a row that somebody else made at the same moment. */
const conflicts: ReadonlySet<string> = new Set(['40P01', '40001', '55P03', '23505'])

/** The server ends the connection or does not take one yet: shut down, crashed, starting, idle in a transaction, out of places. */
const ended: ReadonlySet<string> = new Set(['57P01', '57P02', '57P03', '57P05', '25P03', '53300'])

/** Of Node's network: the other side is gone, or is not there at the moment. */
const unreachable: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
])

/** What the client says without a code. */
const endings = [
  'Connection terminated',
  'not queryable',
  'Query read timeout',
  'timeout exceeded when trying to connect',
]

export function failureOf(error: unknown): Failure {
  const code = codeOf(error)
  if (conflicts.has(code)) return 'conflict'
  if (ended.has(code) || unreachable.has(code) || code.startsWith('08')) return 'lost'
  const message = error instanceof Error ? error.message : ''
  return code === '' && endings.some((ending) => message.includes(ending)) ? 'lost' : 'final'
}

/** The code of PostgreSQL (SQLSTATE) or of Node; empty where there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''
}
