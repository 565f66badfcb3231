import type { JsonObject } from '@cartograph/core'
import type { ItemProblem } from './checks/item-problem.ts'
import { feedItems, type FeedScene } from './feed-items.ts'
import { feedCount, type FeedCounts } from './feed-report.ts'
import { encoded, formOf } from './forms/form.ts'

/** One row as it would be written, and what is wrong with it. */
export interface PreviewedRow {
  readonly row: string
  /** Missing where an error keeps it out. */
  readonly item?: JsonObject
  readonly problems: readonly ItemProblem[]
}

export interface FeedPreview {
  readonly rows: readonly PreviewedRow[]
  /** How many were looked at and left out by filters to find them. */
  readonly leftOut: Readonly<Record<string, number>>
  /** A document of these rows alone. */
  readonly text: string
}

/** The first rows of a feed, with those that errors keep out; nothing is made or kept. */
export async function previewFeed(scene: FeedScene, most: number): Promise<FeedPreview> {
  const rows: PreviewedRow[] = []
  const count = feedCount()
  for await (const page of feedItems(scene)) {
    for (const each of page) {
      if (rows.length >= most) break
      count.add(each)
      const { row, item, problems, leftOut } = each
      if (leftOut === undefined) rows.push({ row, ...(item !== undefined && { item }), problems })
    }
    if (rows.length >= most) break
  }
  const items = rows.flatMap(({ item }) => (item === undefined ? [] : [item]))
  return { rows, leftOut: count.counts().leftOut, text: await textOf(scene, items) }
}

async function textOf({ feed }: FeedScene, items: readonly JsonObject[]): Promise<string> {
  const pages = async function* pages() {
    yield items
  }
  let text = ''
  for await (const piece of encoded(formOf(feed), pages())) text += piece
  return text
}

/** What a run would find wrong with the products as they are now; nothing is made or kept. */
export async function checkFeed(scene: FeedScene): Promise<FeedCounts> {
  const count = feedCount()
  for await (const page of feedItems(scene)) for (const each of page) count.add(each)
  return count.counts()
}
