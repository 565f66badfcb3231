import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { FaultOrders } from '../preload.ts'
import type { News, Order } from './process.ts'

const entry = fileURLToPath(new URL('./process.ts', import.meta.url))
const preload = new URL('../preload.ts', import.meta.url).href

/** A process that answers what happens. */
export interface Answering {
  /** Undefined: it died before it had answered. */
  ask(order: Order): Promise<News | undefined>
  /** Settles when it has ended. */
  end(): Promise<void>
}

/** Starts it under fault orders; undefined: it died before it could be asked anything. */
export async function startAnswering(
  configuration: string,
  orders: FaultOrders,
): Promise<Answering | undefined> {
  const child: ChildProcess = fork(entry, [configuration], {
    execArgv: ['--conditions=@cartograph/source', `--import=${preload}`],
    env: { ...process.env, CARTOGRAPH_FAULT_ORDERS: JSON.stringify(orders) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  let heard: ((news: News | undefined) => void) | undefined
  const next = () =>
    new Promise<News | undefined>((resolve) => {
      heard = resolve
    })
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      heard?.(undefined)
      resolve()
    })
  })
  child.on('message', (news) => heard?.(news as News))
  const first = await next()
  if (first === undefined) return undefined
  return {
    ask: async (order) => {
      const answer = next()
      if (child.connected) child.send(order)
      return child.connected ? answer : undefined
    },
    end: async () => {
      if (child.connected) child.send({ kind: 'end' } satisfies Order)
      await exited
    },
  }
}
