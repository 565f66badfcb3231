import { openSegments, type Segment } from '../analytics/index.ts'
import type { Installation } from '../connections/index.ts'
import { allSegmentMembers } from '../store/index.ts'
import { segmentsIn } from '../work/index.ts'

export interface CountedSegment {
  readonly id: string
  readonly name: string
  readonly resource: string
  readonly count: number
  readonly tooLittleData: boolean
  readonly members: readonly string[]
}

function doorOf({ store, configuration }: Installation) {
  const { settings, declared } = segmentsIn(configuration)
  return openSegments({ store, settings, declared, now: Date.now })
}

/** Those of the file, those made over the API, and the predefined ones. */
export async function knownSegments(installation: Installation): Promise<readonly Segment[]> {
  const { segments } = await doorOf(installation).list()
  return segments.map(({ segment }) => segment)
}

/** Who is kept as being in some segments; undefined where that may not be so any more. */
export async function keptSegmentsOf(
  installation: Installation,
  wanted: readonly Segment[],
): Promise<readonly CountedSegment[] | undefined> {
  const { segments, isCurrent } = await doorOf(installation).list()
  const kept = new Map(segments.map((each) => [each.segment.id, each]))
  if (!isCurrent || !wanted.every(({ id }) => kept.get(id)?.isOfToday === true)) return undefined
  const found: CountedSegment[] = []
  for (const { id, name, resource } of wanted) {
    const { members: counted = 0, tooLittleData = false } = kept.get(id) ?? {}
    const members =
      wanted.length > 1
        ? []
        : [
            ...(await installation.store.read((dialect, org) =>
              allSegmentMembers(dialect, org, id),
            )),
          ].toSorted()
    found.push({ id, name, resource, count: counted, tooLittleData, members })
  }
  return found
}
