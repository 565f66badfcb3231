import type { Context, Files } from '@cartograph/core'
import { fault } from '@cartograph/core'

/** Something with an effect at a vendor, as it leaves this process: signed, and with nothing hidden yet. */
export interface NotedRequest {
  /** Of HTTP; `CONNECT` for what goes over a connection, `WRITE` and `APPEND` for files. */
  readonly method: string
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export type NoteRequest = (request: NotedRequest) => void

export async function notedRequest(request: Request): Promise<NotedRequest> {
  const { method, url, headers } = request
  return {
    method,
    address: url,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: await request.clone().bytes(),
  }
}

/**
 * A connection that leads nowhere: what is written to it is noted when it is closed, and nobody answers.
 *
 * Who speaks to a server in turns can only put there what it would hand over.
 */
export function rehearsedConnect(note: NoteRequest): NonNullable<Context<unknown>['connect']> {
  return async ({ host, port, tls }) => ({
    readable: new ReadableStream<Uint8Array>({ start: (controller) => controller.close() }),
    writable: collecting((body) =>
      note({
        method: 'CONNECT',
        address: `${tls ? 'tls' : 'tcp'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
        headers: {},
        body,
      }),
    ),
  })
}

/** An empty folder that keeps nothing, so that what is noted of a file is what was added to it alone. */
export function rehearsedFiles(note: NoteRequest): Files {
  return {
    list: nothing,
    read: async (path) => {
      throw fault({ kind: 'notFound', message: `There is no file ${path} in a dry run.` })
    },
    write: async (path) =>
      collecting((body) => note({ method: 'WRITE', address: path, headers: {}, body })),
    append: async (path, at, bytes) => {
      note({ method: 'APPEND', address: path, headers: {}, body: bytes })
      return at + bytes.length
    },
    remove: async () => {},
  }
}

async function* nothing(): AsyncGenerator<never> {}

function collecting(done: (all: Uint8Array) => void): WritableStream<Uint8Array> {
  const pieces: Uint8Array[] = []
  return new WritableStream<Uint8Array>({
    write: (piece) => {
      pieces.push(piece.slice())
    },
    close: () => done(Buffer.concat(pieces)),
  })
}
