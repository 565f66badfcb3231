import { Duplex, Readable } from 'node:stream'
import { fault, type Context } from '@cartograph/core'
import SmtpConnection from 'nodemailer/lib/smtp-connection'
import * as z from 'zod'
import { domainOf } from './address.ts'
import { greetingTimeoutMs } from './assumptions.ts'
import { connectionFault } from './connection-fault.ts'
import { addressOf } from './mail.ts'
import { replyOf, type Reply } from './reply.ts'
import { portOf, type Settings } from './settings.ts'

export interface Envelope {
  readonly from: string
  readonly to: readonly string[]
}

/** What became of one mail. */
export type Sent =
  | { readonly kind: 'taken'; readonly refused: readonly RefusedRecipient[] }
  | { readonly kind: 'refused'; readonly at: 'sender' | 'content'; readonly reply: Reply }
  | { readonly kind: 'nobody'; readonly refused: readonly RefusedRecipient[] }
  | { readonly kind: 'tooLarge' }
  /** The connection is gone. `isOpen`: the end of the mail may have arrived. */
  | { readonly kind: 'broken'; readonly isOpen: boolean; readonly reply: Reply | undefined }

export interface RefusedRecipient {
  readonly address: string
  readonly reply: Reply | undefined
}

export interface Session {
  /** The server takes addresses of other signs than ASCII. */
  readonly isInternational: boolean
  send(envelope: Envelope, mail: Buffer): Promise<Sent>
  /** Readies the connection for another mail after one that was refused. */
  reset(): Promise<boolean>
  close(): void
}

const thrown = z.object({
  code: z.string().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
  response: z.string().optional().catch(undefined),
  recipient: z.string().optional().catch(undefined),
  rejectedErrors: z.array(z.unknown()).optional().catch(undefined),
})

/** A mail is handed over in pieces, so that it shows how far it came. */
const pieceBytes = 16_384

/**
 * A connection on which mails may be sent: encrypted as the settings say, and logged in.
 *
 * @throws a fault that says why there is none; nothing was sent.
 */
export async function openSession({ config, connect }: Context<Settings>): Promise<Session> {
  const { host, encryption = 'startTls', user, password, from } = config
  if (connect === undefined)
    throw fault({
      kind: 'config',
      message: 'This host gives connectors no connections to mail servers.',
      hint: 'Update @cartograph/host.',
    })
  const port = portOf(config)
  const { readable, writable } = await connect({ host, port, tls: encryption === 'tls' })
  const socket = Object.assign(Duplex.fromWeb({ readable, writable }), {
    // The host cuts a connection on which nothing moves.
    setTimeout: () => socket,
  })
  // Whoever speaks over it hears of it too; here nobody is left to.
  socket.on('error', ignore)
  const connection = new SmtpConnection({
    host,
    port,
    name: domainOf(addressOf(from)),
    connection: socket as never,
    ...(encryption === 'tls' && { secure: true, secured: true }),
    ...(encryption === 'startTls' && { requireTLS: true, tls: { rejectUnauthorized: true } }),
    ...(encryption === 'none' && { ignoreTLS: true }),
    connectionTimeout: greetingTimeoutMs,
    greetingTimeout: greetingTimeoutMs,
    logger: false,
  })
  try {
    await settled(connection, (done) => connection.connect(done))
    const isInternational = /^250[ -]SMTPUTF8\b/im.test(String(connection.lastServerResponse))
    if (user !== undefined && password !== undefined)
      await settled(connection, (done) => connection.login({ user, pass: password }, done))
    connection.on('error', ignore)
    return sessionOn(connection, isInternational)
  } catch (error) {
    connection.on('error', ignore)
    connection.close()
    throw connectionFault(error, config)
  }
}

function sessionOn(connection: SmtpConnection, isInternational: boolean): Session {
  return {
    isInternational,
    send: async ({ from, to }, mail) => {
      let isHandedOver = false
      const message = Readable.from(pieces(mail))
      message.once('end', () => {
        isHandedOver = true
      })
      try {
        const envelope = { from, to: [...to], size: mail.length }
        const info = await settled<{ rejectedErrors?: unknown[] | undefined }>(connection, (done) =>
          connection.send(envelope, message, done),
        )
        return { kind: 'taken', refused: refusedIn(info.rejectedErrors) }
      } catch (error) {
        return sentOf(error, isHandedOver)
      }
    },
    reset: async () => {
      try {
        await settled(connection, (done) => connection.reset(done))
        return true
      } catch {
        return false
      }
    },
    close: () => {
      connection.quit()
      // Whoever has the answer already need not wait for the good-bye.
      connection.close()
    },
  }
}

/** One step of the conversation; a connection that breaks meanwhile ends it, whatever waits for an answer. */
function settled<Result = unknown>(
  connection: SmtpConnection,
  begin: (done: (error?: Error | null, result?: Result) => void) => void,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const end = (work: () => void) => {
      connection.off('error', fail)
      connection.off('end', gone)
      work()
    }
    const fail = (error: Error) => end(() => reject(error))
    const gone = () => fail(Object.assign(new Error('It is closed.'), { code: 'ECONNECTION' }))
    connection.on('error', fail)
    connection.once('end', gone)
    begin((error, result) => {
      if (error === undefined || error === null) end(() => resolve(result as Result))
      else fail(error)
    })
  })
}

function* pieces(mail: Buffer) {
  for (let at = 0; at < mail.length; at += pieceBytes) yield mail.subarray(at, at + pieceBytes)
}

function sentOf(error: unknown, isHandedOver: boolean): Sent {
  const { code, command, response, rejectedErrors } = thrown.parse(error)
  const reply = replyOf(response)
  if (code === 'EMESSAGE') return reply === undefined ? { kind: 'tooLarge' } : atContent(reply)
  if (code === 'EENVELOPE' && command === 'RCPT TO')
    return { kind: 'nobody', refused: refusedIn(rejectedErrors) }
  if (code === 'EENVELOPE' && reply !== undefined)
    return command === 'MAIL FROM' ? { kind: 'refused', at: 'sender', reply } : atContent(reply)
  return { kind: 'broken', isOpen: isHandedOver, reply }
}

function atContent(reply: Reply): Sent {
  return { kind: 'refused', at: 'content', reply }
}

function refusedIn(errors: readonly unknown[] = []): readonly RefusedRecipient[] {
  return errors.map((error) => {
    const { recipient = '', response } = thrown.parse(error)
    return { address: recipient, reply: replyOf(response) }
  })
}

function ignore(): void {}
