import type { CheckReport, Context } from '@cartograph/core'
import { openSession } from './session.ts'
import { portOf, type Settings } from './settings.ts'

/**
 * Connects, turns encryption on, logs in, and says good-bye: no mail is begun.
 *
 * Whether the server takes mails from the sender, and for whom, shows only a mail.
 */
export async function checkServer(context: Context<Settings>): Promise<CheckReport> {
  const { config } = context
  const session = await openSession(context)
  session.close()
  return { account: { name: `${config.host}:${portOf(config)}` } }
}
