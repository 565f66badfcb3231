import type { JsonObject } from '@cartograph/core'
import type { AutomationDryRun } from '../automation/index.ts'
import type { Automation } from '../config/index.ts'
import type { AutomationStanding, ShownRun } from '../work/index.ts'
import { count, counted, table } from './table.ts'

export function standingsText(automations: readonly AutomationStanding[]): string {
  if (automations.length === 0)
    return 'There are no automations. docs/automations/index.md shows how to declare one.\n'
  return `${table(
    [
      { heading: 'automation', align: 'left', cell: ({ id }) => id },
      { heading: 'on', align: 'left', cell: ({ on }) => on },
      { heading: 'state', align: 'left', cell: ({ state }) => state },
      { heading: 'waiting', align: 'right', cell: stepsThat('due') },
      { heading: 'done', align: 'right', cell: stepsThat('acked') },
      { heading: 'skipped', align: 'right', cell: stepsThat('skipped') },
      { heading: 'failed', align: 'right', cell: stepsThat('failed') },
      { heading: 'unknown', align: 'right', cell: stepsThat('unknown') },
    ],
    automations,
  )}\n`
}

function stepsThat(state: string): (each: AutomationStanding) => string {
  return ({ steps }) => count(steps[state] ?? 0)
}

export function standingText(
  { id, on, steps, purpose, brake, perMinute }: Automation,
  standing: AutomationStanding | undefined,
): string {
  const lines = [
    `${id}: ${standing?.state ?? 'active'}${standing?.reason === undefined ? '' : `. ${standing.reason}`}`,
    `answers ${on.event}${on.segment === undefined ? '' : ` ${on.segment}`}; ${purpose}`,
    ...(standing?.since === undefined ? [] : [`what happened before ${standing.since} is history`]),
    `at most ${counted(perMinute, 'step')} a minute; held from ${counted(brake, 'run')} an hour on`,
    ...steps.map(
      ({ deed, afterMs }, place) =>
        `step ${place + 1}: ${deed.action}${'through' in deed ? ` through ${deed.through}` : ''}${afterMs === 0 ? '' : `, after ${Math.round(afterMs / 60_000)} min`}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

export function runsText(runs: readonly ShownRun[]): string {
  if (runs.length === 0) return 'Nothing was answered yet.\n'
  const lines = runs.flatMap(({ automation, what, of, at, steps }) => [
    `${at}  ${automation}: ${what} of ${of}`,
    ...steps.map(
      ({ step, action, state, at: when, reason }) =>
        `  step ${step} (${action}): ${words[state]} ${when}${reason === undefined ? '' : `. ${reason}`}`,
    ),
  ])
  return `${lines.join('\n')}\n`
}

const words: Readonly<Record<ShownRun['steps'][number]['state'], string>> = {
  due: 'due',
  sent: 'under way since',
  acked: 'done',
  failed: 'failed',
  unknown: 'begun, and nobody knows how it ended,',
  skipped: 'skipped',
}

const deeds: Readonly<Record<string, string>> = {
  mail: 'sent {} mails',
  tag: 'tagged {} people',
  set: 'changed {} people',
  webhook: 'called {} webhooks',
  slack: 'posted {} messages',
  act: 'acted {} times',
}

export function dryRunText(
  { automation, from, to, happened, wanted, steps }: Omit<AutomationDryRun, 'examples'>,
  examples: readonly JsonObject[],
): string {
  const lines = [
    `From ${from} to ${to} it happened ${counted(happened, 'time')}, and the conditions of ${automation} were met ${counted(wanted, 'time')}.`,
    ...steps.flatMap(({ action, would, not }, place) => [
      `Step ${place + 1} would have ${(deeds[action] ?? 'acted {} times').replace('{}', count(would))}.`,
      ...Object.entries(not).map(([reason, times]) => `  not ${count(times)}: ${reason}`),
    ]),
    'Nothing was sent.',
    ...examples.map((example) => JSON.stringify(example, null, 2)),
  ]
  return `${lines.join('\n')}\n`
}
