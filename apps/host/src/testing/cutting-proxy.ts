import { connect, createServer, type Socket } from 'node:net'

/** Stands between a client and a server, and cuts their connection where it is told to. */
export interface CuttingProxy {
  readonly port: number
  /**
   * The next message of the client that contains the word breaks its connection: before the server has it, or after it has done it
   * and before the client is told.
   */
  cutAt(word: string, when: 'before' | 'after'): void
  /** How many connections were cut. */
  cuts(): number
  stop(): Promise<void>
}

export async function cuttingProxy(serverPort: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>()
  let plan: { readonly word: string; readonly when: 'before' | 'after' } | undefined
  let count = 0
  const proxy = createServer((client) => {
    const server = connect(serverPort, '127.0.0.1')
    const cut = () => {
      count += 1
      client.destroy()
      server.destroy()
    }
    let isCut = false
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        server.destroy()
      })
    }
    client.on('data', (chunk) => {
      const cutting = plan !== undefined && chunk.includes(plan.word) ? plan : undefined
      if (cutting === undefined) {
        server.write(chunk)
        return
      }
      plan = undefined
      isCut = true
      if (cutting.when === 'before') cut()
      else server.write(chunk)
    })
    server.on('data', (chunk) => {
      if (isCut) cut()
      else client.write(chunk)
    })
  })
  await new Promise<void>((resolve) => {
    proxy.listen(0, '127.0.0.1', resolve)
  })
  const address = proxy.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    cutAt: (word, when) => {
      plan = { word, when }
    },
    cuts: () => count,
    stop: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => {
        proxy.close(() => resolve())
      })
    },
  }
}
