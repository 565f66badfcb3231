import { expect, test } from 'vitest'
import { measureWebhooks, webhooksTable, webhooksTargets } from './webhooks.ts'

test(
  'every webhook that was accepted is kept, and each is timed',
  { timeout: 240_000 },
  async () => {
    const figures = await measureWebhooks(40, { lengthMs: 1000, times: 1 })
    expect(figures.run).toMatchObject({ calls: 40, accepted: 40, kept: 40 })
    const { isSame, measured } = webhooksTargets(figures)
    expect(isSame).toBe(true)
    expect(Math.min(...Object.values(measured))).toBeGreaterThan(0)
    expect(webhooksTable(figures).split('\n')).toHaveLength(3)
  },
)
