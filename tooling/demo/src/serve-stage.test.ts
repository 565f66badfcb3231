import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { dayMs } from '@cartograph/simulators'
import { expect, onTestFinished, test } from 'vitest'

import { cartograph } from './command.ts'
import { serveStage } from './serve-stage.ts'
import { freePort } from './serving.ts'
import { openStage } from './stage.ts'

// Three processes, each of which starts the command anew.
const timeoutMs = 90_000

test(
  'an order that is placed while the host serves is told to it and delivered, and all ends on the signal',
  async () => {
    const url = `http://127.0.0.1:${await freePort()}`
    const stopping = new AbortController()
    const stage = await openStage({
      orders: 3_000,
      seed: 4,
      startsAt: Date.now() - 90 * dayMs,
      hostUrl: url,
      signal: stopping.signal,
    })
    onTestFinished(() => stage.close(false))
    const { workspace } = stage
    await cartograph(workspace, ['sync', 'shop', '--stream', 'orders', '--json'])
    await cartograph(workspace, ['push', 'orders-csv', '--json'])

    const told: string[] = []
    const placed: string[] = []
    const tell = (text: string) => {
      told.push(text)
      const [, id] = /order\.created (\d+), answered 200/u.exec(text) ?? []
      if (id !== undefined) placed.push(id)
      if (placed.length > 0 && /orders-csv: [1-9]\d* sent/u.test(text)) stopping.abort()
    }
    await serveStage(stage, { url, tell, hourTakesMs: 100 })

    const delivered = await readFile(join(workspace.folder, 'out', 'orders.csv'), 'utf8')
    expect(delivered).toMatch(new RegExp(`^shop:${placed[0]},`, 'mu'))
    expect(told.at(-1)).toBe('The host has stopped, and the shop closes.')
    expect(told.at(-2)).toBe('  host   Stopped.')
  },
  timeoutMs,
)
