import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { News, Order } from './process.ts'

const entry = fileURLToPath(new URL('./process.ts', import.meta.url))

/** A process that follows carts, and is started again when it is killed. */
export interface CartFollower {
  /** Undefined: it was killed before it had answered. */
  ask(order: Order): Promise<News | undefined>
  kill(): void
  /** Settles when it is there, and starts it where it is not. */
  ready(): Promise<void>
  close(): void
}

export function cartFollower(configuration: string): CartFollower {
  let child: ChildProcess | undefined
  let heard: ((news: News | undefined) => void) | undefined
  const next = () =>
    new Promise<News | undefined>((resolve) => {
      heard = resolve
    })
  const tell = (news: News | undefined) => {
    const waiting = heard
    heard = undefined
    waiting?.(news)
  }
  return {
    ask: async (order) => {
      const answer = next()
      if (child === undefined) return undefined
      child.send(order)
      return answer
    },
    kill: () => child?.kill('SIGKILL'),
    ready: async () => {
      if (child !== undefined) return
      const started = fork(entry, [configuration], {
        execArgv: ['--conditions=@cartograph/source'],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      })
      child = started
      const answer = next()
      started.on('message', (news) => {
        // What one that was killed said before comes after its end.
        if (child === started) tell(news as News)
      })
      started.on('exit', () => {
        child = undefined
        tell(undefined)
      })
      if ((await answer)?.kind !== 'ready') throw new Error('The process did not begin.')
    },
    close: () => child?.kill('SIGKILL'),
  }
}
