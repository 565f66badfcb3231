import { faultOf, nearest, type EntityName } from '@cartograph/core'
import { parseSegment, predefinedSegments, type Resource, type Segment } from '../segments/index.ts'
import type { DeliverySegment } from './configuration.ts'
import type { Path } from './document.ts'
import { entriesOf } from './environment.ts'
import { choice } from './naming.ts'
import type { Reading } from './reading.ts'
import { segmentShape, type SegmentShape } from './segment-shape.ts'

/** The entities whose rows a segment can choose from. */
const chosenBy: Readonly<Record<Resource, readonly EntityName[]>> = {
  customer: ['profile', 'customer', 'order', 'cart', 'subscription', 'event'],
  order: ['order'],
  product: ['product', 'variant'],
}

/** The segments that the file declares; one of a wrong shape has been reported by then. */
export function readSegments(
  value: unknown,
  reading: Reading,
): ReadonlyMap<string, Segment> | undefined {
  if (value === undefined || value === null) return undefined
  const segments = new Map<string, Segment>()
  for (const [id, entry] of entriesOf(value)) {
    const shape = segmentShape.safeParse(entry)
    const segment = shape.success ? readSegment(id, shape.data, reading) : undefined
    if (segment !== undefined) segments.set(id, segment)
  }
  return segments
}

function readSegment(
  id: string,
  shape: SegmentShape,
  { document, problems }: Reading,
): Segment | undefined {
  const base: Path = ['segments', id]
  const predefined = predefinedSegments.find((each) => each.id === id)
  if (shape === 'predefined') {
    if (predefined === undefined) {
      const ids = predefinedSegments.map((each) => each.id)
      const message = `there is no predefined segment "${id}"${choice(nearest(id, ids), ids)}`
      problems.add(document, base, { part: 'key', message })
    }
    return predefined
  }
  if (predefined !== undefined) {
    problems.add(document, base, {
      part: 'key',
      message: `"${id}" is a predefined segment; take another name, or write \`${id}: predefined\``,
    })
    return undefined
  }
  try {
    const { name = id, of = 'customer', where } = shape
    return parseSegment({ id, name, resource: of, where })
  } catch (error) {
    const { message, hint, path = [] } = faultOf(error)
    problems.add(document, [...base, ...path.map(placeOf)], {
      message: message
        .replace(/^The segment is not understood: (?:where[\w.]*: )?/u, '')
        .replace(/\.$/u, ''),
      hint,
    })
    return undefined
  }
}

function placeOf(name: string | number): string | number {
  return typeof name === 'string' && /^\d+$/u.test(name) ? Number(name) : name
}

/** The segment that a delivery names; undefined where there is none, or where its rows cannot be chosen by it. */
export function segmentOfDelivery(
  wanted: string,
  { path, from }: { readonly path: Path; readonly from: EntityName },
  declared: ReadonlyMap<string, Segment>,
  { document, problems }: Reading,
): DeliverySegment | undefined {
  const found = declared.get(wanted) ?? predefinedSegments.find((each) => each.id === wanted)
  if (found === undefined) {
    const ids = [...declared.keys(), ...predefinedSegments.map((each) => each.id)]
    const message = `there is no segment "${wanted}"${choice(nearest(wanted, ids), ids)}`
    problems.add(document, path, { message })
    return undefined
  }
  const { resource } = found
  if (chosenBy[resource].includes(from)) return { id: wanted, resource }
  problems.add(document, path, {
    message: `"${wanted}" is a segment of ${resource}s, which chooses among ${chosenBy[resource].join(', ')} and not among rows of ${from}`,
  })
  return undefined
}
