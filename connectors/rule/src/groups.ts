import type { Context } from '@cartograph/core'
import * as z from 'zod'
import { lookedAtSubscribers, setupIdentifier } from './assumptions.ts'
import { askRule, parsedAs } from './client.ts'
import { readSubscriber, ruleId } from './identity.ts'
import { readAll } from './lists.ts'
import { readRecords } from './records.ts'
import type { Settings } from './settings.ts'
import { subscriberList } from './subscribers.ts'

const groupRow = z.looseObject({
  id: ruleId,
  name: z.string(),
  fields: z.array(z.looseObject({ name: z.string(), type: z.string().nullish() })).catch([]),
})
export type RuleGroup = z.infer<typeof groupRow>

export function readGroups(context: Context<Settings>): Promise<readonly RuleGroup[]> {
  return readAll(context, { path: '/v2/customizations', name: 'groups', row: groupRow })
}

/** Names of groups are compared without regard to case: Rule's own pages write them in two ways. */
export function groupOf(groups: readonly RuleGroup[], name: string): RuleGroup | undefined {
  return groups.find((one) => one.name.toLowerCase() === name.toLowerCase())
}

/** The id of the subscriber in whose name the historical group is made, where there is one. */
export async function setupSubscriber(context: Context<Settings>): Promise<string | undefined> {
  const { setupSubscriber: email } = context.config
  const found =
    email === undefined
      ? await readSubscriber(context, 'custom_identifier', setupIdentifier)
      : await readSubscriber(context, 'email', email)
  return found === undefined ? undefined : String(found.id)
}

/**
 * Whether a group is historical; `undefined` where nothing shows it.
 *
 * No list of groups tells, only a record does: that of the set-up, or one of the first subscribers.
 */
export async function isHistorical(
  context: Context<Settings>,
  group: string,
): Promise<boolean | undefined> {
  const own = await setupSubscriber(context)
  const answer = await askRule(context, {
    path: subscriberList.path,
    query: { limit: String(lookedAtSubscribers) },
  })
  const shape = z.looseObject({ subscribers: z.array(subscriberList.row) })
  const others = parsedAs(shape, answer, subscriberList.path).subscribers.map(({ id }) =>
    String(id),
  )
  for (const id of [...(own === undefined ? [] : [own]), ...others])
    for await (const page of readRecords(context, id, { group })) {
      const [record] = page
      if (record !== undefined) return record.historical ?? undefined
      break
    }
  return undefined
}
