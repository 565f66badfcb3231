import { letterOf } from './body.ts'
import { webhookItem } from './item.ts'
import { sendLetter } from './send.ts'
import { kit, type Settings } from './settings.ts'
import { effectOf } from './sinks.ts'

/** One request, whenever an automation says so. */
export function actionsOf(config: Settings) {
  return {
    request: kit.action({
      schema: webhookItem,
      ...effectOf(config),
      run: (context, { key, body }, { idempotencyKey }) =>
        sendLetter(
          context,
          letterOf({ ...context.config, batchSize: 1 }, [
            { op: 'write', key: [key], idempotencyKey, body },
          ]),
        ),
    }),
  }
}
