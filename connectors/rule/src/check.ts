import { fault, type CheckReport, type Context } from '@cartograph/core'
import { expectedFields } from './expected-fields.ts'
import { groupOf, isHistorical, readGroups, type RuleGroup } from './groups.ts'
import { apiBaseOf, groupsOf, type Settings } from './settings.ts'
import { notHistorical } from './write-records.ts'

type Problem = NonNullable<CheckReport['problems']>[number]

/** Reads the groups, and sees whether orders would be kept and values would fit. Rule tells no name of the account. */
export async function checkRule(context: Context<Settings>): Promise<CheckReport> {
  const { config } = context
  const groups = await readGroups(context)
  const problems = [...(await orderProblems(context, groups)), ...typeProblems(config, groups)]
  return {
    account: { name: new URL(apiBaseOf(config)).host },
    ...(problems.length > 0 && { problems }),
  }
}

async function orderProblems(
  context: Context<Settings>,
  groups: readonly RuleGroup[],
): Promise<readonly Problem[]> {
  const { order: name } = groupsOf(context.config)
  const group = groupOf(groups, name)
  if (group === undefined)
    return [
      warning(
        `The group ${name} is not there yet.`,
        '`cartograph prepare` makes it historical. A person who makes it by hand must do so too.',
      ),
    ]
  const historical = await isHistorical(context, group.name)
  if (historical === true) return []
  if (historical === false)
    return [{ severity: 'error', part: 'sinks.orders', fault: notHistorical(group.name) }]
  return [
    warning(
      `Whether the group ${name} is historical cannot be seen, because no subscriber has an order in it yet.`,
      `See in Rule: app.rule.io/#/subscriber/groups, choose ${name}. It must be historical, or only the last order of each customer is kept.`,
    ),
  ]
}

function typeProblems(config: Settings, groups: readonly RuleGroup[]): readonly Problem[] {
  const names = groupsOf(config)
  return (['contact', 'address', 'order'] as const).flatMap((which) => {
    const there = groupOf(groups, names[which])
    const wrong = (there?.fields ?? []).flatMap(({ name, type }) => {
      const expected = expectedFields[which][name]
      return expected === undefined || (type ?? expected) === expected
        ? []
        : [`${names[which]}.${name} is ${type} and is written as ${expected}`]
    })
    if (wrong.length === 0) return []
    return [
      {
        ...warning(
          `Fields in Rule have another type than the default mappings write: ${wrong.join(', ')}.`,
          'Rule refuses such values. Rename the field in Rule, or write another one by a mapping of your own.',
        ),
        part: which === 'order' ? ('sinks.orders' as const) : ('sinks.subscribers' as const),
      },
    ]
  })
}

function warning(message: string, hint: string): Problem {
  return {
    severity: 'warning',
    part: 'sinks.orders',
    fault: fault({ kind: 'config', message, hint }),
  }
}
