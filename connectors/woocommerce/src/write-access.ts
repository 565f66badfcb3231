import { faultOf, type CheckReport, type Context } from '@cartograph/core'
import { ask } from './client.ts'
import { answerFault, keysPlace } from './faults.ts'
import type { Settings } from './settings.ts'

type Problem = NonNullable<CheckReport['problems']>[number]

/** There is no record with this number, so a change of it changes nothing; the shop looks at the key first. */
const nobody = 'orders/0'

/** Whether the key may write, where the settings want persons to be erased; else nobody need know. */
export async function erasureProblems(context: Context<Settings>): Promise<readonly Problem[]> {
  if (context.config.erase === undefined) return []
  const answer = await ask(context, {
    path: nobody,
    method: 'put',
    body: {},
    effect: 'none',
    expect: [400, 401, 403, 404],
  })
  if (answer.status !== 401 && answer.status !== 403) return []
  const found = faultOf(answerFault(answer))
  if (found.kind !== 'permission') return [{ severity: 'error', fault: found }]
  return [
    {
      severity: 'error',
      fault: {
        ...found,
        message: 'The key may read only, and erasing persons (`erase`) needs it to write.',
        hint: `${keysPlace}: edit the key and choose Read/Write. Or leave \`erase\` out, and erase persons in WordPress by hand.`,
      },
    },
  ]
}
