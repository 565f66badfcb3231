import type { JsonObject, Sink } from '@cartograph/core'
import { contentHash, keyText } from '../store/index.ts'
import { feedItems, type FeedScene } from './feed-items.ts'
import type { FeedCount } from './feed-report.ts'
import type { Target } from './push-target.ts'

/** A row as a sink is given it. */
export interface Given {
  readonly key: string
  readonly row: string
  readonly item: JsonObject
  readonly hash: string
}

/** The rows of the feed as the sink takes them; what it does not take is a problem of the row. */
export async function* rowsToPush(
  scene: FeedScene,
  { sink, shape }: Target,
  count: FeedCount,
): AsyncGenerator<readonly Given[]> {
  for await (const page of feedItems(scene)) {
    const given: Given[] = []
    for (const { row, item } of page) {
      if (item === undefined) continue
      const problem = await misfit(sink, item)
      if (problem === undefined) {
        const hash = contentHash(`${shape} ${JSON.stringify(item)}`)
        given.push({ key: keyText(sink.key(item)), row, item, hash })
      } else
        count.addProblem(row, { field: '', rule: 'value', severity: 'error', expected: problem })
    }
    yield given
  }
}

async function misfit(sink: Sink<unknown>, item: JsonObject): Promise<string | undefined> {
  const { issues } = await sink.schema['~standard'].validate(item)
  const [issue] = issues ?? []
  if (issue === undefined) return undefined
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part))
  return `what the sink takes${path.length === 0 ? '' : `, at ${path.join('.')}`}: ${issue.message}`
}
