import { fault, type Context } from '@cartograph/core'
import * as z from 'zod'
import { askHeyloyalty } from './client.ts'
import { customFieldsOf } from './expected-fields.ts'
import type { Segment } from './list-settings.ts'
import type { ListField, MemberList } from './lists.ts'
import type { Step } from './prepare-step.ts'
import type { Settings } from './settings.ts'
import { readSublist } from './sublists.ts'

const shownSegment = z.looseObject({
  id: z.coerce.number(),
  name: z.string(),
  logic: z.string().nullish(),
  filters: z.unknown().optional(),
})

/** Makes the segments of the settings, and changes those whose filters are others. */
export async function prepareSegments(
  context: Context<Settings>,
  list: MemberList,
): Promise<readonly Step[]> {
  const { segments = [] } = context.config
  if (segments.length === 0) return []
  const present = await readSublist(context, list.id, 'segments', shownSegment)
  const steps: Step[] = []
  for (const segment of segments) {
    const what = `The segment ${segment.name}`
    const wanted = wantedSegment(context.config, list, segment)
    const before = present.find(({ name }) => name === segment.name)
    const isSame =
      before !== undefined &&
      (before.logic ?? 'and') === wanted.logic &&
      JSON.stringify(before.filters) === JSON.stringify(wanted.filters)
    if (isSame) steps.push({ what, state: 'already' })
    else if (context.run.dry) steps.push({ what, state: 'wouldDo' })
    else {
      await askHeyloyalty(context, {
        method: before === undefined ? 'POST' : 'PUT',
        path: `/lists/${list.id}/segments${before === undefined ? '' : `/${before.id}`}`,
        route: '/lists/{id}/segments',
        ...(before === undefined && { effect: 'once' }),
        json: wanted,
      })
      steps.push({ what, state: 'done' })
    }
  }
  return steps
}

function wantedSegment(
  config: Settings,
  list: MemberList,
  { name, logic = 'and', filters }: Segment,
) {
  return {
    name,
    logic,
    filters: Object.fromEntries(
      Object.entries(filters).map(([field, operators]) => {
        const present = list.fields[field]
        // In a dry run those that would be made are not there yet.
        const isComing = customFieldsOf(config).some((one) => one.name === field)
        if (present === undefined && !isComing) throw fault(unknownField(list, name, field))
        return [
          field,
          Object.fromEntries(
            Object.entries(operators).map(([operator, wanted]) => [
              operator,
              [wanted ?? []].flat().map((value) => optionId(present, String(value))),
            ]),
          ),
        ]
      }),
    ),
  }
}

/** Filters name options by their ids. */
function optionId(field: ListField | undefined, value: string): string {
  const found = Object.entries(field?.options ?? {}).find(([, label]) => label === value)
  return found?.[0] ?? value
}

function unknownField({ name: list }: MemberList, segment: string, field: string) {
  return {
    kind: 'config',
    message: `The segment ${segment} filters by ${field}, which the list ${list} does not have.`,
    hint: 'Write another field, or name it in `fields`, so that it is made.',
    path: ['segments', segment],
  } as const
}
