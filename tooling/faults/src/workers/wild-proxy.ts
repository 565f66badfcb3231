import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** Stands between one process and the database, and does to their connections what bad networks do. */
export interface WildProxy {
  readonly port: number
  /** Breaks every connection. */
  cut(): void
  /** Breaks the connection on which the next commit goes through, before its answer is heard. */
  loseCommit(): void
  /** Lets half of the server's next answer through, and breaks the connection. */
  truncate(): void
  /** Holds everything back for so long; 0 lets it through at once. */
  delay(ms: number): void
  /** Takes no connection, and breaks those that there are. */
  refuse(isRefusing: boolean): void
  /** From which ports the database was called for this process, and since when; ports are used again. */
  readonly calls: readonly { readonly port: number; readonly atMs: number }[]
  close(): Promise<void>
}

export async function openWildProxy(serverPort: number): Promise<WildProxy> {
  const pairs = new Set<() => void>()
  const calls: { readonly port: number; readonly atMs: number }[] = []
  let isRefusing = false
  let losesCommit = false
  let truncates = false
  let delayMs = 0
  const proxy = createServer((client) => {
    if (isRefusing) {
      client.resetAndDestroy()
      return
    }
    const server = connect(serverPort, '127.0.0.1', () =>
      calls.push({ port: server.localPort ?? 0, atMs: Date.now() }),
    )
    const cut = () => {
      pairs.delete(cut)
      client.resetAndDestroy()
      server.destroy()
    }
    pairs.add(cut)
    for (const socket of [client, server]) {
      socket.on('error', () => {})
      socket.on('close', cut)
    }
    const toServer = patientLine(server)
    const toClient = patientLine(client)
    let isLosing = false
    client.on('data', (chunk) => {
      if (losesCommit && chunk.includes('commit\0')) {
        losesCommit = false
        isLosing = true
      }
      toServer(chunk, delayMs)
    })
    server.on('data', (chunk) => {
      if (isLosing) cut()
      else if (truncates) {
        truncates = false
        client.write(chunk.subarray(0, Math.ceil(chunk.length / 2)), cut)
      } else toClient(chunk, delayMs)
    })
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const cutAll = () => {
    for (const cut of pairs) cut()
  }
  return {
    port: (proxy.address() as AddressInfo).port,
    cut: cutAll,
    loseCommit: () => {
      losesCommit = true
    },
    truncate: () => {
      truncates = true
    },
    delay: (ms) => {
      delayMs = ms
    },
    refuse: (wanted) => {
      isRefusing = wanted
      if (wanted) cutAll()
    },
    calls,
    close: async () => {
      cutAll()
      proxy.close()
      await once(proxy, 'close')
    },
  }
}

/** Passes chunks on in their order, each as late as was wished when it came. */
function patientLine(to: Socket): (chunk: Buffer, delayMs: number) => void {
  let waiting = 0
  let before: Promise<unknown> = Promise.resolve()
  return (chunk, delayMs) => {
    if (waiting === 0 && delayMs === 0) {
      to.write(chunk)
      return
    }
    waiting += 1
    const due = sleep(delayMs)
    before = Promise.all([before, due]).then(() => {
      waiting -= 1
      return to.write(chunk)
    })
  }
}
