import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { openStore, rowsAfter, type Store } from '../store/index.ts'
import { openTill, redeem } from '../testing/open-till.ts'
import { newStorePlace } from '../testing/test-stores.ts'

interface Redeemer {
  readonly lines: readonly string[]
  /** Settles when a line was told that is wanted. */
  until(isWanted: (line: string) => boolean): Promise<void>
  begin(): void
  kill(): Promise<void>
  ended(): Promise<void>
}

/** Processes take seconds to start where others do as well. */
const patient = { timeout: 120_000 }

const program = fileURLToPath(new URL('../testing/redeeming-process.ts', import.meta.url))

async function sharedStore(): Promise<{ readonly store: Store; readonly address: string }> {
  const place = await newStorePlace('postgres')
  const store = await openStore({ store: place.address, organisation: 'nordlys' })
  onTestFinished(async () => {
    await store.close()
    await place.remove()
  })
  return { store, address: place.address }
}

async function redeemer(address: string, deed: string, name: string): Promise<Redeemer> {
  const given = ['--conditions=@cartograph/source', program, address, deed, name]
  const child: ChildProcess = spawn(process.execPath, given, { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: string[] = []
  const waiting: { readonly isWanted: (line: string) => boolean; readonly tell: () => void }[] = []
  const exit = once(child, 'exit')
  if (child.stdout === null) throw new Error('The process has no output.')
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    for (const { isWanted, tell } of waiting) if (isWanted(line)) tell()
  })
  const until = (isWanted: (line: string) => boolean) =>
    new Promise<void>((resolve) => {
      waiting.push({ isWanted, tell: resolve })
      if (lines.some(isWanted)) resolve()
    })
  await until((line) => line === 'ready')
  return {
    lines,
    until,
    begin: () => void child.stdin?.write('go\n'),
    kill: async () => {
      child.kill('SIGKILL')
      await exit
    },
    ended: async () => void (await exit),
  }
}

async function idsOf(store: Store, entity: string): Promise<readonly string[]> {
  const rows = await store.read((dialect, org) => rowsAfter(dialect, org, entity, '', 10_000))
  return rows.map(({ id }) => id)
}

test(
  'of several processes that redeem the same vouchers at once one redeems each',
  patient,
  async () => {
    const { store, address } = await sharedStore()
    const processes = await Promise.all(
      ['x', 'y', 'z'].map((name) => redeemer(address, 'race', name)),
    )
    for (const each of processes) each.begin()
    await Promise.all(processes.map((each) => each.ended()))
    const told = processes.flatMap(({ lines }) => lines.filter((line) => line.startsWith('B')))
    const codes = Array.from({ length: 20 }, (_, index) => `B${index}`)
    expect(told.map((line) => line.replace(/ .*/u, '')).toSorted()).toStrictEqual(codes.toSorted())
    expect(await idsOf(store, 'voucherRedemption')).toStrictEqual(
      codes.map((code) => `till:${code}`).toSorted(),
    )
  },
)

test(
  'a process that hangs under a lock keeps nobody out, and when it is killed nothing is left of it',
  patient,
  async () => {
    const { store, address } = await sharedStore()
    const hanging = await redeemer(address, 'hang', 'x')
    hanging.begin()
    await hanging.until((line) => line === 'inside')
    expect(await redeem(openTill(store), 'B0', 'y')).toBe('spent by y')
    await hanging.kill()
    const [row] = await store.read((dialect, org) =>
      rowsAfter(dialect, org, 'voucherRedemption', '', 10),
    )
    expect(JSON.parse(row?.data ?? '{}')).toMatchObject({ receipt: 'y' })
  },
)

test(
  'a process that is killed in the middle leaves all of a call or nothing, and all that it told of',
  patient,
  async () => {
    const { store, address } = await sharedStore()
    const pairing = await redeemer(address, 'pairs', 'x')
    pairing.begin()
    await pairing.until((line) => line === 'P25')
    await pairing.kill()
    const redeemed = await idsOf(store, 'voucherRedemption')
    expect(await idsOf(store, 'customer')).toStrictEqual(redeemed)
    const told = pairing.lines.filter((line) => line.startsWith('P'))
    expect(told.filter((code) => !redeemed.includes(`till:${code}`))).toStrictEqual([])
  },
)
