import { message } from './message.ts'
import { kit, type Settings } from './settings.ts'
import { effectOf, post } from './sinks.ts'

/** A message, whenever an automation says so. */
export function actionsOf(config: Settings) {
  return {
    message: kit.action({
      schema: message,
      ...effectOf(config),
      onUnknown: 'lose',
      run: (context, input, { idempotencyKey }) => post(context, input, idempotencyKey),
    }),
  }
}
