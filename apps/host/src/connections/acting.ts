import { fault, faultOf, type Action, type Fault, type Outcome } from '@cartograph/core'
import { withoutSecrets, type CheckOptions } from './account.ts'
import { connectionContext } from './context.ts'
import type { Line } from './line.ts'

/** What came of an action that was asked for once, without an entry in any ledger. */
export interface Acted {
  readonly outcome: Outcome
  /** Why nobody knows the outcome, where something was thrown. */
  readonly fault?: Fault
}

/**
 * What does not fit the shape of an action's input.
 *
 * @throws a `record` fault that names the first field that does not fit.
 */
export async function checkInput(action: Action<unknown>, input: unknown): Promise<void> {
  const { issues = [] } = await action.schema['~standard'].validate(input)
  const [first] = issues
  if (first === undefined) return
  const path = (first.path ?? []).map((part) => (typeof part === 'object' ? part.key : part))
  throw fault({
    kind: 'record',
    message: `The input does not fit: ${first.message}.`,
    path: path.map((part) => (typeof part === 'number' ? part : String(part))),
    ...(issues.length > 1 && { hint: `${issues.length - 1} more fields do not fit either.` }),
  })
}

/** Runs an action once. What it throws before a request with an effect went out is a failure; after that nobody knows. */
export async function actOnce(
  line: Line,
  action: Action<unknown>,
  input: object,
  { clock, signal, engine, idempotencyKey }: CheckOptions & { readonly idempotencyKey: string },
): Promise<Acted> {
  const effects = { acted: 0, refused: 0 }
  const context = connectionContext(line, {
    ...engine,
    clock,
    signal,
    dry: false,
    isInteractive: true,
    streams: [],
    effects,
  })
  try {
    const outcome = await action.run(context, input, { idempotencyKey })
    return {
      outcome:
        outcome.status === 'failed'
          ? { ...outcome, fault: withoutSecrets(line, outcome.fault) }
          : outcome,
    }
  } catch (error) {
    const found = withoutSecrets(line, faultOf(error, line.connection.connectorName))
    return effects.acted === 0
      ? { outcome: { status: 'failed', fault: found } }
      : { outcome: { status: 'unknown' }, fault: found }
  }
}
