import type { AutomationState } from '../store/index.ts'
import type { CompiledAutomation } from './compiled-automation.ts'
import type { Happening, SeenRow } from './happening.ts'

/** Rows that changed, or that a walk over all of them has come to. */
export interface Page {
  readonly lane: 'live' | 'bulk' | 'walk'
  /** The walk over all rows has not ended: what was never seen need not be new. */
  readonly isWalking: boolean
  readonly rows: readonly (SeenRow & {
    /** Its place in the change log; 0: none. */
    readonly seq: number
  })[]
}

export interface JudgedPage {
  readonly seen: readonly {
    readonly entity: string
    readonly id: string
    readonly state: string
  }[]
  readonly happenings: readonly HappenedRow[]
}

export interface HappenedRow extends Omit<Happening, 'happenedAt'> {
  readonly seen: SeenRow
  readonly happenedAt: number
  readonly seq: number
}

interface Judging {
  readonly compiled: Pick<CompiledAutomation, 'automation' | 'rule'>
  readonly state: Pick<AutomationState, 'active_since'>
  readonly now: number
}

/** What happened in a page that is to be answered, and what is to be remembered of it. */
export function judgePage(page: Page, judging: Judging): JudgedPage {
  const { automation, rule } = judging.compiled
  const seen: JudgedPage['seen'][number][] = []
  const happenings: HappenedRow[] = []
  for (const each of page.rows) {
    const { state, happening } = rule.judge(each)
    if (state !== undefined && state !== each.before)
      seen.push({ entity: each.entity, id: each.id, state })
    if (happening === undefined || !isOf(each, automation.connections)) continue
    const happenedAt = answeredAt(happening, each, page, judging)
    if (happenedAt !== undefined)
      happenings.push({
        ...happening,
        happenedAt,
        seen: each,
        seq: happening.again ? each.seq : 0,
      })
  }
  return { seen, happenings }
}

/**
 * When something happened, if it is to be answered: it is no history, and not too long ago. By a clock that is ahead it happens now,
 * never later.
 */
function answeredAt(
  { happenedAt }: Happening,
  { before }: SeenRow,
  { lane, isWalking }: Page,
  { compiled: { automation }, state, now }: Judging,
): number | undefined {
  if (automation.onHistory) return Math.min(happenedAt ?? now, now)
  if (happenedAt === undefined) {
    // Nothing says when: it is new only where it is seen to change, or where everything that was there has been seen.
    const isNews = lane === 'live' && (before !== undefined || !isWalking)
    return isNews ? now : undefined
  }
  const isRecent = happenedAt >= state.active_since && happenedAt >= now - automation.withinMs
  return isRecent ? Math.min(happenedAt, now) : undefined
}

/** Whether a row is of one of some connections; what is computed is of those whose customers it is about. */
export function isOf(
  { entity, row }: Pick<SeenRow, 'entity' | 'row'>,
  connections: readonly string[] | undefined,
): boolean {
  if (connections === undefined) return true
  const known = (row['connections'] ?? []) as readonly string[]
  if (entity === 'profile') return known.some((each) => connections.includes(each))
  const own = row['connection']
  if (typeof own === 'string' && connections.includes(own)) return true
  const about = row['customerId'] ?? row['orderId'] ?? row['productId']
  return own === 'segments' && typeof about === 'string' && connections.includes(prefixOf(about))
}

function prefixOf(id: string): string {
  return id.slice(0, id.indexOf(':'))
}
