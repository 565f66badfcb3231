import { isFollowed } from '../../customers/index.ts'
import type { Store } from '../../store/index.ts'
import { answerByRows } from '../asking/answer-by-rows.ts'
import { answerBySums } from '../asking/answer-by-sums.ts'
import { questionIn } from '../asking/question.ts'
import type { Day } from '../calendar/day.ts'
import type { Figures } from '../query/figure-rows.ts'
import type { Membership } from '../query/in-segment.ts'

export interface BothWays {
  readonly bySums: Figures | undefined
  readonly byRows: Figures
}

/** The same question answered from the sums that are kept, and from all rows. */
export async function figuresBothWays(
  store: Store,
  asked: object,
  options: {
    readonly today?: Day
    readonly segments?: ReadonlyMap<string, Membership>
    readonly zoneOf?: (connection: string) => string
  } = {},
): Promise<BothWays> {
  const question = questionIn(asked)
  const { today = 20_759, segments = new Map<string, Membership>(), zoneOf } = options
  const { signal } = new AbortController()
  const now = today * 86_400_000
  const source = {
    store,
    connections: [],
    now: () => now,
    ...(zoneOf !== undefined && { zoneOf }),
    personsAreCurrent: isFollowed,
    segmentOf: async (id: string) => segments.get(id),
  }
  return {
    bySums: await store.read((dialect, org) =>
      answerBySums(dialect, org, {
        question,
        segments: question.segments.flatMap((id) => segments.get(id) ?? []),
        today,
        now,
        onlyCurrent: true,
      }),
    ),
    byRows: await answerByRows(source, question, { today, signal }),
  }
}
