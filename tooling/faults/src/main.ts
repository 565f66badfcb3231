/**
 * Kills the real command again and again, and looks for what was lost: `npm run test:faults -- [--short] [--seed N] [--mutants]`.
 *
 * `--only files` and `--only shop` run one part; `--kills` is a number for each phase of the files, and for the shop in all.
 */
import { parseArgs } from 'node:util'
import { fileSuite } from './file-suite.ts'
import { shopSuite } from './shop/suite.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string' },
    orders: { type: 'string' },
    only: { type: 'string' },
    short: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
  },
})
const { short, mutants } = values
const seed = Number(values.seed)
const failures: string[] = []
if (values.only !== 'shop')
  failures.push(
    ...(await fileSuite({
      seed,
      perPhase: Number(values.kills ?? (short ? 3 : 15)),
      orders: Number(values.orders ?? (short ? 700 : 1500)),
      mutants,
    })),
  )
if (values.only !== 'files')
  failures.push(
    ...(await shopSuite({
      seed,
      kills: Number(values.kills ?? (short ? 5 : 50)),
      orders: Number(values.orders ?? (short ? 200 : 400)),
      mutants,
      say: (line) => console.log(line),
    })),
  )
for (const failure of failures) console.log(`FAILED ${failure}`)
console.log(
  failures.length === 0
    ? '0 lost, 0 doubled, 0 wrongly deleted'
    : `${failures.length} failures; the seed is ${seed}`,
)
process.exitCode = failures.length === 0 ? 0 : 1
