import { conditionText, type Condition, type Segment } from '../../segments/index.ts'
import { Exact } from '../currency/rate-table.ts'
import { evaluateSegment, type SegmentValue, type SegmentWorld } from './evaluate.ts'
import type { Explained } from './explain.ts'

/** The same by looking at all rows, where nothing is kept, or of another day; undefined where there is none of that name. */
export function explainByRows(
  segment: Segment,
  world: SegmentWorld,
  id: string,
): Explained | undefined {
  const item = world.items[segment.resource].find((each) => each.id === id)
  return item === undefined ? undefined : explained(segment.where)

  function explained(where: Condition): Explained {
    const isFulfilled = evaluateSegment({ ...segment, where }, world).members.includes(id)
    const said = { condition: conditionText(where), isFulfilled }
    if ('all' in where) return { ...said, parts: where.all.map(explained) }
    if ('any' in where) return { ...said, parts: where.any.map(explained) }
    if ('not' in where) return { ...said, parts: [explained(where.not)] }
    const value = 'field' in where ? shown(item?.values[where.field]) : undefined
    return value === undefined ? said : { ...said, value }
  }
}

function shown(value: SegmentValue): string | number | undefined {
  if (value === undefined || typeof value === 'number' || typeof value === 'string') return value
  if (value instanceof Exact) return value.toNumber()
  return typeof value === 'boolean' ? Number(value) : value.join(' ')
}
