import { parseArgs } from 'node:util'

import { isFault } from '@cartograph/core'
import { dayMs } from '@cartograph/simulators'

import { runDemo, type DemoResult } from './demo.ts'
import { paymentsText } from './payments-text.ts'
import { deletedText, happenedText, idleRoundText, roundText } from './round-text.ts'
import { serveStage } from './serve-stage.ts'
import { freePort } from './serving.ts'
import { openStage } from './stage.ts'
import { secondsText } from './text-table.ts'

const usage = `npm run demo -- [--orders N] [--seed N] [--json] [--serve] [--keep]

  --orders N  size of the merchant, from 20 on, default 2000
  --seed N    which merchant, default 1
  --json      one JSON object instead of tables
  --serve     then leave \`cartograph serve\` running beside the web shop, which goes on selling; Ctrl-C ends both
  --keep      keep the folder with the files, and say where it is
`

/** Of fewer, one that is deleted may be half of all, and so many are only deleted when somebody says so. */
const fewestOrders = 20

function wholeNumber(text: string, name: string, least: number): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value >= least) return value
  throw new Error(`--${name} takes a whole number from ${least} on; it was given "${text}".`)
}

function given() {
  const { values } = parseArgs({
    options: {
      orders: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      serve: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  return {
    ...values,
    orders: wholeNumber(values.orders, 'orders', fewestOrders),
    seed: wholeNumber(values.seed, 'seed', 0),
  }
}

function wordsOf(error: unknown): string {
  const hint = isFault(error) && error.hint !== undefined ? `\n${error.hint}` : ''
  return `${error instanceof Error ? error.message : String(error)}${hint}`
}

/** Aborts when the demo is told to end. */
function stopSignal(): AbortSignal {
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => stopping.abort())
  }
  return stopping.signal
}

function resultText(result: DemoResult): string {
  const { rounds, happened, deleted, payments, requests, ok, durationMs } = result
  const texts = [
    roundText(rounds.first),
    happenedText(happened),
    roundText(rounds.second),
    deletedText(deleted),
    paymentsText(payments),
    idleRoundText(rounds.third),
    ok
      ? `All figures are the same everywhere, to the cent. The web shop and Stripe answered ${requests} requests (${secondsText(durationMs)}).\n`
      : 'Something differs; see DIFFERS above.\n',
  ]
  return texts.join('\n')
}

const tell = (text: string) => {
  process.stderr.write(`${text}\n`)
}

async function main(signal: AbortSignal): Promise<void> {
  const options = given()
  if (options.help) {
    process.stdout.write(usage)
    return
  }
  const { orders, seed, serve, json, keep } = options
  const url = `http://127.0.0.1:${serve ? await freePort() : 4700}`
  const stage = await openStage({
    orders,
    seed,
    signal,
    hostUrl: url,
    // A year that can pass before the shop's clock meets this machine's.
    ...(serve && { startsAt: Date.now() - 365 * dayMs }),
  })
  try {
    if (keep) tell(`The files are in ${stage.workspace.folder}`)
    const result = await runDemo(stage, tell)
    process.stdout.write(json ? `${JSON.stringify(result)}\n` : resultText(result))
    if (!result.ok) process.exitCode = 1
    if (serve) await serveStage(stage, { url, tell })
  } finally {
    await stage.close(keep)
  }
}

const signal = stopSignal()
try {
  await main(signal)
} catch (error) {
  tell(signal.aborted ? 'The demo was stopped.' : `The demo stopped: ${wordsOf(error)}`)
  process.exitCode = signal.aborted ? 130 : 1
}
