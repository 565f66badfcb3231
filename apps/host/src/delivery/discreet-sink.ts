import { fault, faultOf, type Outcome, type Sink } from '@cartograph/core'
import { withoutSecrets, type Line } from '../connections/index.ts'

/**
 * The same sink, in whose outcomes and faults no secret of its connection stands: vendors quote what they were sent, and what they say
 * is kept with dead letters and in the ledger.
 */
export function discreetSink(sink: Sink<unknown>, line: Line): Sink<unknown> {
  const { onUnknown } = sink
  const discreet = async (call: () => Promise<readonly Outcome[]>) => {
    try {
      return (await call()).map((outcome) => withoutSecretsIn(outcome, line))
    } catch (error) {
      throw fault(withoutSecrets(line, faultOf(error, line.connection.connectorName)), error)
    }
  }
  return {
    ...sink,
    write: (...asked) => discreet(() => sink.write(...asked)),
    ...(sink.poll !== undefined && {
      poll: (...asked) => discreet(async () => sink.poll?.(...asked) ?? []),
    }),
    ...(typeof onUnknown === 'object' && {
      onUnknown: {
        ...onUnknown,
        resolve: (...asked) => discreet(() => onUnknown.resolve(...asked)),
      },
    }),
  } as Sink<unknown>
}

function withoutSecretsIn(outcome: Outcome, line: Line): Outcome {
  return 'fault' in outcome && outcome.fault !== undefined
    ? { ...outcome, fault: withoutSecrets(line, outcome.fault) }
    : outcome
}
