import type { Connector, Context } from '@cartograph/core'
import { setupIdentifier } from './assumptions.ts'
import { askRule } from './client.ts'
import { expectedFields } from './expected-fields.ts'
import { groupOf, isHistorical, readGroups, setupSubscriber, type RuleGroup } from './groups.ts'
import { keyField } from './record-item.ts'
import { groupsOf, type Settings } from './settings.ts'

type Step = Awaited<ReturnType<NonNullable<Connector<Settings>['prepare']>>>[number]

/** Makes the three groups and their fields, with their types; the one of orders historical. */
export async function prepare(context: Context<Settings>): Promise<readonly Step[]> {
  const groups = await readGroups(context)
  const names = groupsOf(context.config)
  const steps: Step[] = []
  for (const which of ['contact', 'address'] as const)
    steps.push(await madeFields(context, names[which], which, groupOf(groups, names[which])))
  return [...steps, ...(await orderSteps(context, names.order, groupOf(groups, names.order)))]
}

async function madeFields(
  context: Context<Settings>,
  name: string,
  which: keyof typeof expectedFields,
  there: RuleGroup | undefined,
): Promise<Step> {
  const what = `The group ${name} and its fields`
  const known = new Set(there?.fields.map((field) => field.name))
  const missing = Object.entries(expectedFields[which]).filter(([field]) => !known.has(field))
  if (missing.length === 0) return { what, state: 'already' }
  if (context.run.dry) return { what, state: 'wouldDo' }
  await askRule(context, {
    method: 'POST',
    path: '/v2/customizations',
    body: {
      fields: missing.map(([field, type]) => ({ key: `${there?.name ?? name}.${field}`, type })),
    },
  })
  return { what, state: 'done' }
}

/**
 * The historical flag can only be set by the write that makes the group, and v3 writes after it has answered; made by its fields
 * first, the group would not be historical.
 */
async function orderSteps(
  context: Context<Settings>,
  name: string,
  there: RuleGroup | undefined,
): Promise<readonly Step[]> {
  const what = `The historical group ${name}`
  if (there !== undefined) {
    const historical = await isHistorical(context, there.name)
    const flag: Step =
      historical === false
        ? {
            what,
            state: 'byHand',
            how: `In Rule: app.rule.io/#/subscriber/groups, choose ${name}, and make it historical.`,
          }
        : { what, state: 'already' }
    return [flag, await madeFields(context, name, 'order', there)]
  }
  if (context.run.dry) return [{ what, state: 'wouldDo' }]
  const owner = (await setupSubscriber(context)) ?? (await makeSetupSubscriber(context))
  if (owner === undefined) return [byHand(what, name)]
  await askRule(context, {
    method: 'POST',
    path: `/v3/custom-field-data/${encodeURIComponent(owner)}`,
    route: '/v3/custom-field-data/{id}',
    body: {
      groups: [
        {
          group: name,
          create_if_not_exists: true,
          historical: true,
          values: [{ field: keyField, create_if_not_exists: true, value: setupIdentifier }],
        },
      ],
    },
  })
  const made = groupOf(await readGroups(context), name)
  if (made === undefined)
    return [
      {
        what,
        state: 'byHand',
        how: 'Rule is still making it. Run `cartograph prepare` again in a minute, for its fields.',
      },
    ]
  return [{ what, state: 'done' }, await madeFields(context, name, 'order', made)]
}

function byHand(what: string, name: string): Step {
  return {
    what,
    state: 'byHand',
    how: `Rule makes no subscriber without an address. Give \`setupSubscriber\`, an address of your own, and prepare again; or make ${name} in Rule: app.rule.io/#/subscriber/groups, and make it historical.`,
  }
}

async function makeSetupSubscriber(context: Context<Settings>): Promise<string | undefined> {
  const { setupSubscriber: email } = context.config
  await askRule(context, {
    method: 'POST',
    path: '/v3/subscribers',
    expect: [400, 409, 422],
    body:
      email === undefined ? { custom_identifier: setupIdentifier, status: 'BLOCKED' } : { email },
  })
  return setupSubscriber(context)
}
