import { faultOf, isFault, type Fault, type Outcome } from '@cartograph/core'
import { calledOffMs, laterSignal } from './called-off.ts'
import { defaultTimeoutMs, type DeliveryScene } from './scene.ts'

/** What a sink answered, or why there is no answer. */
export interface Answer {
  readonly outcomes: readonly Outcome[]
  readonly fault: Fault | undefined
}

/**
 * Calls a sink under its time-out; the call is given up when the time is over, and its outcome is unknown.
 *
 * A run that is told to stop lets a call that has begun finish, for a while.
 */
export async function callWithTimeout(
  scene: DeliveryScene,
  call: (signal: AbortSignal) => Promise<readonly Outcome[]>,
): Promise<Answer> {
  const timeout = AbortSignal.timeout(scene.sink.timeoutMs ?? defaultTimeoutMs)
  const stop = laterSignal(scene.signal, calledOffMs * scene.waits.scale)
  const signal = AbortSignal.any([stop.signal, timeout])
  const late = new Promise<never>((_resolve, reject) => {
    const give = () =>
      reject({
        $fault: 'v1',
        kind: 'transient',
        message: timeout.aborted
          ? `${scene.connection.id} did not answer in time.`
          : 'The delivery was interrupted.',
      } satisfies Fault)
    if (signal.aborted) give()
    else signal.addEventListener('abort', give, { once: true })
  })
  late.catch(() => {})
  try {
    return { outcomes: await Promise.race([call(signal), late]), fault: undefined }
  } catch (error) {
    return {
      outcomes: [],
      fault: isFault(error) ? faultOf(error) : faultOf(error, scene.connection.connectorName),
    }
  } finally {
    stop.end()
  }
}

export function checkArity(scene: DeliveryScene, answer: Answer, expected: number): Answer {
  if (answer.fault !== undefined || answer.outcomes.length === expected) return answer
  return {
    outcomes: [],
    fault: {
      $fault: 'v1',
      kind: 'contract',
      scope: 'part',
      message: `${scene.connection.connectorName} gave ${answer.outcomes.length} outcomes for ${expected} items.`,
      hint: 'Report it to the author of the connector. The items are settled before they are sent again.',
    },
  }
}

/** A fault that every further request would meet as well. */
export function stops(found: Fault): boolean {
  if (found.scope !== undefined) return found.scope === 'part' || found.scope === 'connection'
  return ['auth', 'config', 'permission', 'contract'].includes(found.kind)
}

/**
 * The fault of an outcome that says of itself that more than its item must stop, such as an address that is gone for good.
 *
 * Its items are not at fault: they wait until it is mended, instead of becoming dead letters one after the other.
 */
export function stoppingFault(outcome: Outcome | undefined): Fault | undefined {
  if (outcome?.status !== 'failed') return undefined
  const { scope } = outcome.fault
  return scope === 'part' || scope === 'connection' ? outcome.fault : undefined
}

export function takenOver(scene: DeliveryScene): Fault {
  return {
    $fault: 'v1',
    kind: 'transient',
    scope: 'part',
    message: `Another run took over the delivery ${scene.delivery.id}.`,
  }
}
