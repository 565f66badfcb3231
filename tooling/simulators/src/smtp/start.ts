import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'

import { certificate, certificateKey } from './certificate.ts'
import { weatherOf, type Mishap, type Step, type Weather } from './weather.ts'

export interface MailServerOptions {
  /** `later`: by STARTTLS (default). `first`: from the first byte. `never`: not at all, also where it is asked for. */
  readonly tls?: 'later' | 'first' | 'never'
  /** Default: everybody must log in as `shop` with the password of `password`. `false`: nobody can. */
  readonly login?: boolean
  /** Bytes that a mail may have, as the server announces it. Default 1 MB. */
  readonly sizeLimit?: number
  /** Default false: only addresses of plain letters are taken. */
  readonly internationalAddresses?: boolean
}

/** A mail that the server has taken. */
export interface TakenMail {
  readonly from: string
  readonly to: readonly string[]
  /** As it came, headers and all. */
  readonly text: string
  readonly isEncrypted: boolean
  /** Counts the connections: mails with the same number came over one. */
  readonly connection: number
}

export interface SimulatedMailServer {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly weather: Weather
  readonly mails: readonly TakenMail[]
  /** How many connections there were. */
  readonly connections: () => number
  /** What clients did, in order: `auth`, `mail`, `recipient`, `dot`. */
  readonly steps: readonly Step[]
  close(): Promise<void>
}

const user = 'shop'
const password = 'correct-horse-battery'

/** Starts a mail server of its own on a free port of this machine. */
export async function startMailServer(
  options: MailServerOptions = {},
): Promise<SimulatedMailServer> {
  const { tls = 'later', login = true, sizeLimit = 1_000_000 } = options
  const weather = weatherOf()
  const mails: TakenMail[] = []
  const steps: Step[] = []
  const numbers = new Map<string, number>()

  const cut = ({ id }: SMTPServerSession) => {
    for (const connection of server.connections)
      if (connection.session.id === id) connection.close()
  }
  const refuse = (
    session: SMTPServerSession,
    { code, text = 'Not now' }: Extract<Mishap, { kind: 'reply' }>,
    answer: (error: Error) => void,
  ) => {
    answer(refusal(code, text))
    // Its last words must be on their way before the line is closed.
    if (code === 421) setTimeout(() => cut(session), 10).unref()
  }
  /** Goes on with the step, or meets what the weather has for it. */
  const step = (
    name: Step,
    session: SMTPServerSession,
    answer: (error?: Error) => void,
    work: () => void,
  ) => {
    steps.push(name)
    const mishap = weather.atStep(name)
    if (mishap === undefined) work()
    else if (mishap.kind === 'reply') refuse(session, mishap, answer)
    else if (mishap.kind === 'cut') cut(session)
  }

  const handlers: SMTPServerOptions = {
    onConnect(session, answer) {
      numbers.set(session.id, numbers.size + 1)
      const mishap = weather.atConnection()
      if (mishap === undefined) answer()
      else if (mishap.kind === 'hangUp') cut(session)
      else void sleep(mishap.delayMs).then(() => answer())
    },
    onAuth({ username, password: given }, session, answer) {
      step(
        'auth',
        session,
        (error) => answer(error),
        () => {
          if (username === user && given === password) answer(null, { user })
          else answer(refusal(535, '5.7.8 Authentication credentials invalid'))
        },
      )
    },
    onMailFrom({ args }, session, answer) {
      step('mail', session, answer, () => {
        const size = Number(args !== false ? (args['SIZE'] ?? 0) : 0)
        answer(size > sizeLimit ? refusal(552, '5.3.4 Message too big') : undefined)
      })
    },
    onRcptTo({ address }, session, answer) {
      step('recipient', session, answer, () => {
        const { mailFrom } = session.envelope
        const sender = mailFrom === false ? '' : mailFrom.address
        if (weather.isUnknown(address)) answer(refusal(550, `5.1.1 <${address}> does not exist`))
        else if (weather.isStranger(sender, address))
          answer(refusal(450, '4.7.1 Greylisted, come back later'))
        else answer()
      })
    },
    onData(stream, session, answer) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        steps.push('dot')
        const mishap = weather.atStep('dot')
        if (mishap?.kind === 'reply') {
          refuse(session, mishap, answer)
          return
        }
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(pieces).toString('utf8'),
          isEncrypted: session.secure,
          connection: numbers.get(session.id) ?? 0,
        })
        if (mishap === undefined) answer(null, `OK ${mails.length}`)
        else if (mishap.kind === 'cut') cut(session)
      })
    },
  }
  const server = new SMTPServer({
    ...handlers,
    key: certificateKey,
    cert: certificate,
    secure: tls === 'first',
    hideSTARTTLS: tls === 'never',
    disabledCommands: [...(tls === 'never' ? ['STARTTLS'] : []), ...(login ? [] : ['AUTH'])],
    allowInsecureAuth: tls === 'never',
    authOptional: !login,
    size: sizeLimit,
    hideSMTPUTF8: options.internationalAddresses !== true,
    disableReverseLookup: true,
    closeTimeout: 1,
    logger: false,
  })
  // A client that goes away in the middle of TLS is no failure of the server.
  server.on('error', () => {})
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.server.address() as AddressInfo
  return {
    host: '127.0.0.1',
    port,
    user,
    password,
    weather,
    mails,
    connections: () => numbers.size,
    steps,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
      }),
  }
}

function refusal(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code })
}
