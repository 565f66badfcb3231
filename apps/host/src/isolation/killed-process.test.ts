import { expect, test, vi } from 'vitest'
import type { LogEntry } from '../connections/index.ts'
import { doing, folderOf } from './testing/deeds.ts'
import { contentOf, isolatedConnection, isolatedRun, pagesOf } from './testing/isolated-run.ts'
import type { Isolation } from './index.ts'

/** Reads thirty pages of ten rows, and says so in the middle. */
const pages = `
import * as z from 'zod'
export const shop = {
  specificationVersion: 'v1', id: 'shop', name: 'Shop', config: z.object({}),
  hosts: () => [], check: async () => ({ account: {} }),
  parts: () => ({
    streams: {
      orders: {
        schema: z.object({ id: z.number(), total: z.string() }),
        key: (row) => row.id,
        version: (row) => row.id,
        deletes: 'absent',
        list: {
          params: z.null(),
          position: z.object({ page: z.number() }),
          plan: async function* () { yield { params: null } },
          read: async function* (context, _slice, from) {
            for (let page = from?.page ?? 0; page < 30; page += 1) {
              if (page === 15) context.log.info('half way')
              const rows = Array.from({ length: 10 }, (_, row) => ({ id: page * 10 + row, total: '1.00' }))
              yield { items: rows.map((row) => ({ op: 'upsert', row })), next: { page: page + 1 }, end: page === 29 }
            }
          },
        },
      },
    },
  }),
}
`

test('a process that is killed in the middle of a run is followed by another, and nothing is lost', async () => {
  let isolated: Isolation | undefined
  const killed: number[] = []
  const log = ({ message }: LogEntry) => {
    const pid = isolated?.processes().get('evil')?.life().pid() ?? 0
    if (message !== 'half way' || killed.length > 0) return
    killed.push(pid)
    process.kill(pid, 'SIGKILL')
  }
  const folder = folderOf(pages)
  const begin = (each: Isolation) => {
    isolated = each
  }
  const { report } = await isolatedRun(folder, { begin, log })
  expect(killed).toHaveLength(1)
  expect(report?.runs).toMatchObject([{ connection: 'evil', stream: 'orders' }])
  expect(report?.runs[0]?.fault).toBeUndefined()
  const whole = folderOf(pages)
  await isolatedRun(whole)
  expect(contentOf(folder)).toStrictEqual(contentOf(whole))
  expect(contentOf(folder)['record']).toHaveLength(300)
})

test('a process that nothing is asked of ends, and is started again when it is needed', async () => {
  const { connection, isolated } = await isolatedConnection(
    folderOf(doing({ orders: 'return 1' })),
    'evil',
    { idleMs: 20 },
  )
  expect(await pagesOf(connection, 'orders')).toHaveLength(1)
  const process = isolated.processes().get('evil')
  const first = process?.life()
  await vi.waitFor(() => expect(first?.isOver()).toBe(true), 5000)
  expect(await pagesOf(connection, 'orders')).toHaveLength(1)
  expect(process?.life().pid()).not.toBe(first?.pid())
})

test('a pure function is asked again where the process was killed meanwhile', async () => {
  const { connection, isolated } = await isolatedConnection(
    folderOf(doing({ orders: 'return 1' })),
    'evil',
  )
  const { connector, config } = connection
  const { streams } = connector.parts({ config, found: null })
  const before = isolated.processes().get('evil')?.life().pid() ?? 0
  process.kill(before, 'SIGKILL')
  // Until the signal has arrived the process that is to die may still answer; whoever does, answers right.
  await vi.waitFor(() => {
    expect(streams?.['orders']?.key({ id: 7 })).toBe(7)
    expect(isolated.processes().get('evil')?.life().pid()).not.toBe(before)
  }, 5000)
})
