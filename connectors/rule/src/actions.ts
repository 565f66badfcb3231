import { message } from './message.ts'
import { sendMessage } from './send-message.ts'
import { kit } from './settings.ts'
import { messageEffect } from './sinks.ts'

/** One transactional message, whenever an automation says so. */
export const actions = {
  message: kit.action({ schema: message, ...messageEffect, run: sendMessage }),
}
