import { contentHash } from '../../../store/index.ts'
import {
  constantsIn,
  percentilesIn,
  predefinedSegments,
  type Condition,
  type Linked,
  type Segment,
} from '../../../segments/index.ts'

/** A segment whose members are kept. */
export interface KeptSegment {
  readonly segment: Segment
  /** Whether events tell who enters and leaves: of those that somebody declared. */
  readonly isTold: boolean
  /** Changes with what the segment says. */
  readonly hash: string
  /** Its members change with what others do: a percentile, a number of the shop, a product, another's value. */
  readonly isOfShop: boolean
}

/** The predefined segments and those that were declared, each once. */
export function keptSegments(declared: Iterable<Segment>): readonly KeptSegment[] {
  const own = new Map([...declared].map((segment) => [segment.id, segment]))
  const others = predefinedSegments.filter(({ id }) => !own.has(id))
  return [
    ...[...own.values()].map((segment) => kept(segment, true)),
    ...others.map((segment) => kept(segment, false)),
  ]
}

/** Changes with what a segment says. */
export function definitionHash({ resource, where }: Segment): string {
  return contentHash(JSON.stringify([resource, where]))
}

function kept(segment: Segment, isTold: boolean): KeptSegment {
  const { resource, where } = segment
  return {
    segment,
    isTold,
    hash: definitionHash(segment),
    isOfShop:
      percentilesIn(segment).length > 0 ||
      constantsIn(segment).length > 0 ||
      looksBeyond(where, resource),
  }
}

/** Whether conditions ask for what changes without anything of the item itself: what other customers bought of its products. */
function looksBeyond(where: Condition, of: Linked): boolean {
  if ('all' in where) return where.all.some((part) => looksBeyond(part, of))
  if ('any' in where) return where.any.some((part) => looksBeyond(part, of))
  if ('not' in where) return looksBeyond(where.not, of)
  if ('field' in where) return false
  const linked = where.count ?? where.of
  if (linked === undefined) return false
  const isOwn = of === 'customer' && (linked === 'order' || linked === 'event')
  const isOfItsCustomer = of === 'order' && linked === 'customer'
  const isBeyond = !isOwn && !isOfItsCustomer
  return isBeyond || (where.where !== undefined && looksBeyond(where.where, linked))
}
