import { join } from 'node:path'

import { exportFiles } from '@cartograph/simulators'
import { expect, onTestFinished, test } from 'vitest'

import { cartograph, cartographLines } from './command.ts'
import { openStage, type Stage } from './stage.ts'
import { tillOf } from './till.ts'

// Four processes, each of which starts the command anew.
const timeoutMs = 120_000

interface ShownPerson {
  readonly id: string
  readonly members: readonly string[]
}

interface CustomerRow {
  readonly id: string
  readonly email?: string | null
  readonly phone?: string | null
}

test(
  'customers of the web shop, its payments and the till are put together as they really are',
  { timeout: timeoutMs },
  async () => {
    const { signal } = new AbortController()
    const stage = await openStage({ orders: 400, seed: 4, signal })
    onTestFinished(() => stage.close(false))
    const { workspace, business } = stage
    await exportFiles(tillOf(business.shop), join(workspace.folder, 'export'))
    await cartograph(workspace, ['sync', '--json'])
    await cartograph(workspace, ['customers', 'update', '--json'])
    const { persons } = await cartograph<{ readonly persons: readonly ShownPerson[] }>(workspace, [
      'customers',
      '--limit',
      '100000',
      '--json',
    ])
    const truth = await whoIsWho(stage)
    const together = persons
      .map(({ members }) => members.flatMap((id) => truth.get(id) ?? []))
      .filter(({ length }) => length > 0)
    const real = new Set(truth.values())
    // Three systems know most of them, in two spellings of the address and four of the number.
    expect(truth.size).toBeGreaterThan(real.size * 1.3)
    expect(together.filter((names) => new Set(names).size > 1)).toStrictEqual([])
    expect(together).toHaveLength(real.size)
  },
)

/** Whom each record of a customer is of: the simulated shop gives everybody a number of their own, also in the address. */
async function whoIsWho({ workspace }: Stage): Promise<ReadonlyMap<string, string>> {
  const truth = new Map<string, string>()
  for await (const line of cartographLines(workspace, [
    'export',
    'customer',
    '--format',
    'ndjson',
  ])) {
    const row = JSON.parse(line) as CustomerRow
    const person = personOf(row)
    if (person !== undefined) truth.set(`customer/${row.id}`, person)
  }
  return truth
}

function personOf({ email, phone }: CustomerRow): string | undefined {
  const number = /\.(\d+)@example\.com$/u.exec((email ?? '').trim().toLowerCase())?.[1]
  if (number !== undefined) return String(20_000_000 + (((Number(number) - 1) * 7919) % 10_000_000))
  const digits = (phone ?? '').replaceAll(/\D/gu, '')
  return digits === '' ? undefined : digits.slice(-8)
}
