import { parseArgs } from 'node:util'

import { isFault } from '@cartograph/core'

import { runDemo } from './demo.ts'
import { deletedText, happenedText, idleRoundText, roundText } from './round-text.ts'
import { secondsText } from './text-table.ts'

const usage = `npm run demo -- [--orders N] [--seed N] [--json] [--keep]

  --orders N  size of the shop, default 2000
  --seed N    which shop, default 1
  --json      one JSON object instead of tables
  --keep      keep the folder with the files, and say where it is
`

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
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  return {
    ...values,
    orders: wholeNumber(values.orders, 'orders', 1),
    seed: wholeNumber(values.seed, 'seed', 0),
  }
}

function wordsOf(error: unknown): string {
  const hint = isFault(error) && error.hint !== undefined ? `\n${error.hint}` : ''
  return `${error instanceof Error ? error.message : String(error)}${hint}`
}

async function main(): Promise<void> {
  const options = given()
  if (options.help) {
    process.stdout.write(usage)
    return
  }
  const result = await runDemo(options, (text) => process.stderr.write(`${text}\n`))
  if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`)
  else {
    const { rounds, deleted, ok, durationMs } = result
    const texts = [
      roundText(rounds.first),
      happenedText(result.happened),
      roundText(rounds.second),
      deletedText(deleted),
      idleRoundText(rounds.third),
    ]
    process.stdout.write(texts.join('\n'))
    process.stdout.write(
      ok
        ? `\nAll figures are the same everywhere, to the cent (${secondsText(durationMs)}).\n`
        : '\nSomething differs; see DIFFERS above.\n',
    )
  }
  if (!result.ok) process.exitCode = 1
}

try {
  await main()
} catch (error) {
  process.stderr.write(`The demo stopped: ${wordsOf(error)}\n`)
  process.exitCode = 1
}
