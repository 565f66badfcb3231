import { fault } from '@cartograph/core'
import {
  evaluateSegment,
  explainByRows,
  type Explained,
  type Segment,
  type SegmentWorld,
} from '../analytics/index.ts'
import type { Installation } from '../connections/index.ts'
import { personsOfSome } from '../store/index.ts'

export interface ExplainedSegment {
  readonly segment: string
  readonly name: string
  readonly member: string
  readonly isIn: boolean
  readonly tooLittleData: boolean
  readonly explained: Explained
}

/** Why a customer, an order or a product is in a segment or not; a customer also by the id of a record. */
export async function explainedMember(
  { store }: Installation,
  wanted: readonly Segment[],
  world: SegmentWorld,
  named: string,
): Promise<ExplainedSegment> {
  const [segment] = wanted
  if (segment === undefined || wanted.length !== 1)
    throw fault({
      kind: 'config',
      message: 'Why somebody is in a segment is asked of one segment.',
      hint: 'Name it: cartograph segments at_risk --why shop:17',
    })
  const persons =
    segment.resource === 'customer'
      ? await store.read((dialect, org) => personsOfSome(dialect, org, 'customer', [named]))
      : []
  const member = persons[0]?.person ?? named
  const explained = explainByRows(segment, world, member)
  if (explained === undefined)
    throw fault({
      kind: 'notFound',
      message: `There is no ${segment.resource} "${named}".`,
      hint: 'Give the id of a row, such as shop:17, or the name of a person; `cartograph customers update` finds out who is who.',
    })
  const { members, tooLittleData } = evaluateSegment(segment, world)
  return {
    segment: segment.id,
    name: segment.name,
    member,
    isIn: members.includes(member),
    tooLittleData,
    explained,
  }
}

export function explainedText({ name, isIn, tooLittleData, explained }: ExplainedSegment): string {
  const short = tooLittleData ? ' There is too little data for a percentile: nobody is in it.' : ''
  const verdict = isIn ? 'Is in it' : 'Is not in it'
  return `${name}: ${verdict}.${short}\n${lines(explained, '').join('\n')}\n`
}

function lines({ condition, isFulfilled, value, parts }: Explained, indent: string): string[] {
  const is = value === undefined ? '' : `   (${value})`
  return [
    `${indent}${isFulfilled ? 'yes' : 'no '}  ${parts === undefined ? condition : condition.replace(/ \(.*/su, '')}${is}`,
    ...(parts ?? []).flatMap((part) => lines(part, `${indent}  `)),
  ]
}
