/**
 * Runs the real command in this process, as often as its parent says: whoever was not killed serves the next schedule too, since
 * to start a process and load the host takes longer than a schedule.
 *
 * The command itself knows nothing of it. What the clock shows and what is taken out of the protocol is changed around it.
 */
import { Client } from 'pg'
import { protocolMutations, type ProtocolMutation } from './protocol-mutations.ts'

/** What the parent may say. */
export type Order =
  | {
      readonly kind: 'run'
      readonly words: readonly string[]
      readonly environment: Readonly<Record<string, string>>
    }
  | { readonly kind: 'stop' }
  | { readonly kind: 'clock'; readonly aheadMs: number }

/** What the parent is told. */
export type News =
  | { readonly kind: 'ready' }
  | { readonly kind: 'ended'; readonly code: number; readonly output: string }

interface Command {
  readonly runCommand: (
    words: readonly string[],
    terminal: Readonly<Record<string, unknown>>,
  ) => Promise<number>
}

const command = new URL('../../../../apps/host/src/cli/run.ts', import.meta.url).href
const keptOutput = 20_000

let aheadMs = 0
let stopping = new AbortController()

function moveClock(): void {
  const machine = Date
  const now = () => machine.now() + aheadMs
  globalThis.Date = new Proxy(machine, {
    construct: (target, given: unknown[], own) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, own) as object,
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  })
}

function mutate(name: ProtocolMutation): void {
  const { sql } = protocolMutations[name]
  const { query } = Client.prototype as { query: (...given: unknown[]) => unknown }
  Client.prototype.query = function mutated(this: Client, ...given: unknown[]) {
    const [text, values] = given
    const isText = typeof text === 'string'
    return query.apply(this, isText ? [sql(text, values), ...given.slice(1)] : given)
  } as typeof Client.prototype.query
}

function tell(news: News): void {
  process.send?.(news)
}

async function run(
  { runCommand }: Command,
  { words, environment }: Extract<Order, { kind: 'run' }>,
): Promise<void> {
  stopping = new AbortController()
  let output = ''
  const keep = (text: string) => {
    output = (output + text).slice(-keptOutput)
  }
  const code = await runCommand(words, {
    out: (text: string) => {
      keep(text)
      return Promise.resolve()
    },
    say: (text: string) => keep(`${text}\n`),
    bars: undefined,
    isInteractive: false,
    folder: process.cwd(),
    environment: { ...process.env, ...environment },
    signal: stopping.signal,
  })
  aheadMs = 0
  tell({ kind: 'ended', code, output })
}

moveClock()
const mutation = process.env['CARTOGRAPH_FAULT_MUTATION']
if (mutation !== undefined) mutate(mutation as ProtocolMutation)
// Nobody is there any more who could tell what to do.
process.on('disconnect', () => process.exit())
const loaded = (await import(command)) as Command
process.on('message', (order: Order) => {
  if (order.kind === 'stop') stopping.abort()
  else if (order.kind === 'clock') aheadMs = order.aheadMs
  else void run(loaded, order)
})
// What a command needs is loaded when it is asked for; so is most of it now.
await loaded.runCommand(['worker', '--config', '/nowhere.yaml'], {
  out: () => Promise.resolve(),
  say: () => undefined,
  bars: undefined,
  isInteractive: false,
  folder: process.cwd(),
  environment: process.env,
  signal: stopping.signal,
})
tell({ kind: 'ready' })
