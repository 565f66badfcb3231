import { fault, faultOf, isFault, type Fault } from '@cartograph/core'
import * as z from 'zod'
import { isPassing, replyOf, type Reply } from './reply.ts'
import { portOf, type Settings } from './settings.ts'

const thrown = z.object({
  code: z.string().optional().catch(undefined),
  originalCode: z.string().optional().catch(undefined),
  response: z.string().optional().catch(undefined),
})

const untrusted = /CERT|SIGNATURE|ISSUER|SELF_SIGNED|ALTNAME/

type Parts = Pick<Fault, 'kind' | 'message' | 'hint'>

/** Why no mail can be sent at all: the connection, its encryption or the log-in. Nothing was sent. */
export function connectionFault(error: unknown, config: Settings): Error & Fault {
  if (isFault(error)) return fault({ ...faultOf(error), scope: 'part' })
  const { code = '', originalCode = '', response } = thrown.parse(error)
  const address = `${config.host}:${portOf(config)}`
  const reply = replyOf(response)
  const request = { method: 'CONNECT', route: address, ...(reply && { status: reply.code }) }
  const found =
    reply === undefined ? silent(code, originalCode, address) : told(code, reply, address)
  return fault({ ...found, scope: 'part', request })
}

function told(code: string, reply: Reply, address: string): Parts {
  const { words } = reply
  if (isPassing(reply))
    return { kind: 'transient', message: `${address} asks to come back later (${words}).` }
  if (code === 'EAUTH')
    return {
      kind: 'auth',
      message: `${address} does not accept the user and the password (${words}).`,
      hint: 'Compare `user` and `password` in the settings; providers with two factors ask for an app password.',
    }
  if (code === 'ETLS' || code === 'ECONNECTION')
    return {
      kind: 'config',
      message: `${address} does not turn on encryption (${words}), and nothing is sent without it.`,
      hint: 'Try `encryption: tls` with port 465. If the provider says that it knows STARTTLS there, somebody on the way keeps it from you.',
    }
  return {
    kind: 'permission',
    message: `${address} lets nobody in from here (${words}).`,
    hint: 'Ask whoever runs the mail server; many do not take mails from private lines and unknown machines.',
  }
}

function silent(code: string, originalCode: string, address: string): Parts {
  if (untrusted.test(originalCode))
    return {
      kind: 'config',
      message: `The certificate of ${address} is not trusted (${originalCode}).`,
      hint: 'Write the name that the certificate has as `host`. A private authority is trusted when NODE_EXTRA_CA_CERTS names the file of its certificate.',
    }
  if (code === 'EAUTH')
    return {
      kind: 'config',
      message: `${address} knows no log-in by user and password.`,
      hint: 'Leave out `user` and `password`, or turn on encryption, without which many servers offer none.',
    }
  if (code === 'ETLS')
    return {
      kind: 'config',
      message: `${address} and this machine do not agree on an encryption.`,
      hint: 'The server may be too old. Ask whoever runs it for TLS 1.2 or newer.',
    }
  return code === 'ETIMEDOUT' || originalCode === 'ETIMEDOUT'
    ? { kind: 'transient', message: `${address} did not answer in time.` }
    : { kind: 'transient', message: `${address} broke off the connection.` }
}
