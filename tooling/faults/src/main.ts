/**
 * Kills the real command again and again, and looks for what was lost: `npm run test:faults -- [--short] [--seed N] [--mutants]`.
 *
 * `--only files`, `--only shop`, `--only stripe`, `--only till`, `--only webhooks`, `--only carts`, `--only automations` and `--only workers` run one part; `--receipts` is how many the tills make, `--visitors` how many leave carts and `--days` on how many days; `--kills` is a number for each phase of the
 * files, for the shop in all, and for each of the two weeks of the Stripe account. Of the workers, `--schedules` is how many are
 * played, `--lanes` how many at the same time, `--pace 3` makes every wait three times as long for a machine that has other work, and `--keep 0,3` leaves only these faults of each.
 */
import { parseArgs } from 'node:util'
import { automationSuite } from './automations/suite.ts'
import { cartSuite } from './carts/suite.ts'
import { fileSuite } from './file-suite.ts'
import { shopSuite } from './shop/suite.ts'
import { stripeSuite } from './stripe/suite.ts'
import { tillSuite } from './till/suite.ts'
import { webhookSuite } from './webhooks/suite.ts'
import { workersSuite } from './workers/suite.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string' },
    orders: { type: 'string' },
    receipts: { type: 'string' },
    visitors: { type: 'string' },
    days: { type: 'string', default: '7' },
    only: { type: 'string' },
    short: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
    schedules: { type: 'string' },
    lanes: { type: 'string', default: '2' },
    pace: { type: 'string', default: '1' },
    keep: { type: 'string' },
  },
})
const { short, mutants } = values
const seed = Number(values.seed)
const failures: string[] = []
const isWanted = (part: string) => values.only === undefined || values.only === part
if (isWanted('files'))
  failures.push(
    ...(await fileSuite({
      seed,
      perPhase: Number(values.kills ?? (short ? 3 : 15)),
      orders: Number(values.orders ?? (short ? 700 : 1500)),
      mutants,
    })),
  )
if (isWanted('shop'))
  failures.push(
    ...(await shopSuite({
      seed,
      kills: Number(values.kills ?? (short ? 5 : 50)),
      orders: Number(values.orders ?? (short ? 200 : 400)),
      mutants,
      say: (line) => console.log(line),
    })),
  )
if (isWanted('stripe'))
  failures.push(
    ...(await stripeSuite({
      seed,
      kills: Number(values.kills ?? (short ? 4 : 30)),
      orders: Number(values.orders ?? 200),
      say: (line) => console.log(line),
    })),
  )
if (isWanted('till'))
  failures.push(
    ...(await tillSuite({
      seed,
      kills: Number(values.kills ?? (short ? 3 : 20)),
      receipts: Number(values.receipts ?? (short ? 300 : 2000)),
      mutants,
      say: (line) => console.log(line),
    })),
  )
if (isWanted('webhooks'))
  failures.push(
    ...(await webhookSuite({
      seed,
      kills: Number(values.kills ?? (short ? 3 : 40)),
      mutants,
      say: (line) => console.log(line),
    })),
  )
if (isWanted('carts'))
  failures.push(
    ...(await cartSuite({
      seed,
      kills: Number(values.kills ?? (short ? 8 : 200)),
      visitors: Number(values.visitors ?? (short ? 150 : 20_000)),
      days: Number(values.days),
      say: (line) => console.log(line),
    })),
  )
if (isWanted('automations'))
  failures.push(
    ...(await automationSuite({
      seed,
      kills: Number(values.kills ?? (short ? 8 : 150)),
      say: (line) => console.log(line),
    })),
  )
let counted = ''
if (isWanted('workers')) {
  const workers = await workersSuite({
    seed,
    schedules: Number(values.schedules ?? (short ? 4 : 1000)),
    lanes: Number(values.lanes),
    pace: Number(values.pace),
    ...(values.keep !== undefined && { keep: values.keep.split(',').map(Number) }),
    mutants,
    say: (line) => console.log(line),
  })
  failures.push(...workers.failures)
  counted = `${workers.counted}: `
}
for (const failure of failures) console.log(`FAILED ${failure}`)
console.log(
  failures.length === 0
    ? `${counted}0 lost, 0 doubled, 0 wrongly deleted`
    : `${failures.length} failures; the seed is ${seed}`,
)
// The server of a database may hold on to the process.
process.exit(failures.length === 0 ? 0 : 1)
