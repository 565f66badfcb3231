/** The same Stripe account read into PostgreSQL by us, by the peers, and by nothing but fetch, parse and write. */
import { randomUUID } from 'node:crypto'
import { startMeasuredServer, type MeasuredServer } from '@cartograph/host/measured-store'
import { startStripe } from '@cartograph/simulators/stripe'
import { contenders, type Contender, type Stage } from './contenders.ts'
import { digestOfAccount } from './digests.ts'
import { installDlt, installPeers, peerVersions } from './install-peers.ts'

export interface PeerRun {
  readonly name: string
  readonly latencyMs: number
  readonly objects: number
  /** Of all runs, in the middle. */
  readonly readingMs: number
  readonly computedMs: number
  readonly peakMemory: number
  /** All that the account was asked. */
  readonly requests: number
  /** Every customer and every charge is in its tables, with its amount. */
  readonly isSame: boolean
}

export interface PeerFigures {
  readonly runs: readonly PeerRun[]
  readonly times: number
  /** Who could not be measured here. */
  readonly missing: readonly string[]
}

/** Has everybody read so many customers and as many charges, one after the other, `times` times at each latency. */
export async function measurePeers(
  objects: number,
  options: {
    readonly times?: number
    readonly latencies?: readonly number[]
    /** Those whose names begin so. Default: all. */
    readonly only?: string
  } = {},
): Promise<PeerFigures> {
  const { times = 3, latencies = [0, 50], only = '' } = options
  const wanted = contenders.filter(({ name }) => name.startsWith(only))
  const needs = (what: Contender['needs']) => wanted.some((each) => each.needs === what)
  const packages = needs('packages') ? installPeers(peerVersions) : ''
  const python = needs('python') ? (installDlt() ?? '') : ''
  const isMissing = (each: Contender) => each.needs === 'python' && python === ''
  const chosen = wanted.filter((each) => !isMissing(each))
  const server = await startMeasuredServer({})
  const runs: PeerRun[] = []
  try {
    // A peer gives rights to it.
    await server.ask('create role postgres')
    for (const latencyMs of latencies) {
      const rounds = new Map<string, PeerRun[]>()
      // Round by round, so that what changes on the machine meanwhile meets all of them.
      for (let round = 0; round < times; round += 1)
        for (const contender of chosen) {
          const run = await once(contender, { server, packages, python, objects, latencyMs })
          rounds.set(contender.name, [...(rounds.get(contender.name) ?? []), run])
        }
      for (const all of rounds.values()) runs.push(middle(all))
    }
  } finally {
    await server.stop()
  }
  return { runs, times, missing: wanted.filter(isMissing).map(({ name }) => name) }
}

interface Course extends Pick<Stage, 'packages' | 'python'> {
  readonly server: MeasuredServer
  readonly objects: number
  readonly latencyMs: number
}

async function once({ name, measure }: Contender, course: Course): Promise<PeerRun> {
  const { server, objects, latencyMs, ...stage } = course
  const database = `peers_${randomUUID().replaceAll('-', '')}`
  await server.ask(`create database ${database}`)
  const stripe = await startStripe({
    size: { customers: objects, charges: objects },
    livemode: true,
    limits: 'off',
  })
  stripe.weather.set({ latencyMs })
  try {
    const { found, ...measured } = await measure({ ...stage, stripe, server, database })
    return {
      name,
      latencyMs,
      objects: objects * 2,
      ...measured,
      requests: stripe.log.length,
      isSame: JSON.stringify(found) === JSON.stringify(digestOfAccount(stripe)),
    }
  } finally {
    await stripe.close()
    await server.ask(`drop database ${database} with (force)`)
  }
}

function middle(runs: readonly PeerRun[]): PeerRun {
  const sorted = runs.toSorted((a, b) => a.readingMs - b.readingMs)
  const run = sorted[Math.floor(sorted.length / 2)]
  if (run === undefined) throw new Error('Nothing was measured.')
  return { ...run, isSame: runs.every(({ isSame }) => isSame) }
}
