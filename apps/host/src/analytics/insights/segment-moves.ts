import { dayText } from '../calendar/day.ts'
import type { DayRange } from '../calendar/range.ts'
import { importanceOf, type Insight } from './insight.ts'

/** How many came into a segment and left it within a period. */
export interface SegmentTurnover {
  readonly segment: string
  readonly name: string
  readonly members: number
  readonly entered: number
  readonly left: number
}

const leastMoved = 5
const leastShare = 0.1
/** Customers who are worth most and may be lost. */
const urgent: ReadonlySet<string> = new Set(['at_risk_vip', 'lost_vip', 'at_risk', 'vip'])

/** Segments that gained or lost at least five members and a tenth of those they had. One that was judged for the first time did not move. */
export function segmentMovesIn(
  turnovers: readonly SegmentTurnover[],
  period: DayRange,
): readonly Insight[] {
  return turnovers.flatMap(({ segment, name, members, entered, left }): readonly Insight[] => {
    const net = entered - left
    const before = members - net
    const share = before <= 0 ? 0 : Math.abs(net) / before
    if (Math.abs(net) < leastMoved || share < leastShare) return []
    return [
      {
        id: `segmentMove:${segment}:${dayText(period.to)}`,
        kind: 'segmentMove',
        says: net > 0 ? 'segmentGrew' : 'segmentShrank',
        subject: segment,
        period,
        importance: importanceOf((urgent.has(segment) ? 45 : 20) + 30 * Math.min(1, share)),
        facts: {
          name: { type: 'name', value: name },
          entered: { type: 'count', value: String(entered) },
          left: { type: 'count', value: String(left) },
          members: { type: 'count', value: String(members) },
        },
      },
    ]
  })
}
