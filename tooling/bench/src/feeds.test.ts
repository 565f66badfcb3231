import { expect, test } from 'vitest'
import { feedsTable } from './feeds-table.ts'
import { measureFeeds } from './feeds.ts'

test(
  'a feed in each form is made, read back as it should be, and measured',
  { timeout: 240_000 },
  async () => {
    const figures = await measureFeeds(37)
    expect(
      figures.feeds.map(({ form, rows, isSame, broken }) => [form, rows, isSame, broken]),
    ).toStrictEqual([
      ['rss', 37, true, 0],
      ['xml', 37, true, 0],
      ['csv', 37, true, 0],
      ['json', 37, true, 0],
    ])
    for (const { bytes, peakMemory } of figures.feeds) {
      expect(bytes).toBeGreaterThan(1000)
      expect(peakMemory).toBeGreaterThan(10e6)
    }
    expect(feedsTable(figures).split('\n')).toHaveLength(6)
  },
)
