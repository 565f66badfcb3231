import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Ending } from '../command.ts'
import { said } from '../story.ts'

const waitMs = 50

/** A port that is free now: the vendor must be told the address before anything listens there. */
export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** @throws if the process ends before. */
export async function untilItListens(
  port: number,
  { ended }: { readonly ended: Promise<Ending> },
): Promise<void> {
  let ending: Ending | undefined
  void ended.then((found) => (ending = found))
  while (!(await answers(port))) {
    if (ending !== undefined) throw new Error(`\`serve\` ended: ${said(ending)}`)
    await sleep(waitMs)
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health`)).ok
  } catch {
    return false
  }
}
