/** A process that always has something to ask of an account, until it is told to stop: `workers-sender.ts CONFIGURATION ADDRESS…`. */
import { connectionContext, loadConfiguration, openLines, openStore } from '@cartograph/host'

const [file = '', ...addresses] = process.argv.slice(2)
/** More than the account's limits let it. */
const atOnce = 6

const { configuration } = await loadConfiguration(file, { environment: process.env })
const connection = configuration?.connections.get('pay')
if (configuration === undefined || connection === undefined)
  throw new Error(`The configuration ${file} has no connection pay.`)
const { store: location, organisation } = configuration
const store = await openStore({ store: location, organisation })
const lines = openLines({}, store)
const stopping = new AbortController()
const { fetch } = connectionContext(lines.of(connection), {
  clock: { now: Date.now, raise: () => {}, leadMs: () => 0 },
  signal: stopping.signal,
  dry: false,
  streams: [],
  holdMs: 600_000,
})
process.once('SIGTERM', () => stopping.abort())

const send = async (address: string): Promise<void> => {
  while (!stopping.signal.aborted) {
    const answer = await fetch(address)
    await answer.body?.cancel()
  }
}
process.stdout.write('ready\n')
await Promise.allSettled(
  addresses.flatMap((address) => Array.from({ length: atOnce }, () => send(address))),
)
await lines.close()
await store.close()
