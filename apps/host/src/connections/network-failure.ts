import { fault, type Fault } from '@cartograph/core'
import * as z from 'zod'
import { closedAddress } from '../egress/index.ts'

/** Why no answer came, or not a whole one. */
export interface NetworkFailure {
  /** The vendor may have received the request. */
  readonly wasSent: boolean
  /** Trying again will not help. */
  readonly isLasting: boolean
  readonly isTimeout: boolean
  readonly explain: (host: string) => Omit<Fault, '$fault' | 'request'>
  readonly cause: unknown
}

const thrownShape = z.object({
  code: z.string().optional().catch(undefined),
  syscall: z.string().optional().catch(undefined),
  cause: z.unknown().optional(),
  /** Where several addresses of a name were tried. */
  errors: z.array(z.unknown()).optional().catch(undefined),
})

interface ErrorFacts {
  readonly code: string
  readonly syscall: string
}

/** The platform's fetch says only that it failed; the reason is in its cause, and there in the causes of that. */
function factsOf(error: unknown): ErrorFacts {
  let at: unknown = error
  let facts: ErrorFacts = { code: '', syscall: '' }
  for (let depth = 0; depth < 5; depth += 1) {
    const parsed = thrownShape.safeParse(at)
    if (!parsed.success) break
    const { code = facts.code, syscall = facts.syscall, cause, errors = [] } = parsed.data
    facts = { code, syscall }
    at = cause ?? errors[0]
  }
  return facts
}

/** Explains what the platform's fetch threw. */
export function networkFailure(error: unknown): NetworkFailure {
  const { code, syscall } = factsOf(error)
  const certificate = certificateProblem(code)
  const named = explanations[code]
  const beforeSending =
    syscall === 'connect' || syscall === 'getaddrinfo' || code === 'UND_ERR_CONNECT_TIMEOUT'
  return {
    wasSent: !beforeSending && certificate === undefined && code !== wrongVersion,
    isLasting: certificate !== undefined || code === wrongVersion || code === closedAddress,
    isTimeout: code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT',
    explain: (host) => {
      if (certificate !== undefined)
        return {
          kind: 'config',
          message: `The certificate of ${host} is not trusted: ${certificate.why}.`,
          hint: certificate.hint,
        }
      return named?.(host) ?? unreachable(host)
    },
    cause: error,
  }
}

/** The answer did not come within the time that was given. */
export function timedOut(afterMs: number, cause: unknown): NetworkFailure {
  return {
    wasSent: true,
    isLasting: false,
    isTimeout: true,
    explain: (host) => ({
      kind: 'transient',
      message: `${host} did not answer in time (${afterMs / 1000} s).`,
    }),
    cause,
  }
}

/** The answer ended before its declared length. */
export function cutOff(cause: unknown): NetworkFailure {
  return {
    wasSent: true,
    isLasting: false,
    isTimeout: false,
    explain: (host) => ({
      kind: 'transient',
      message: `An answer of ${host} was cut off on the way.`,
    }),
    cause,
  }
}

/** The failure as an error that can be thrown. */
export function networkFault(
  failure: NetworkFailure,
  host: string,
  request: NonNullable<Fault['request']>,
): Error & Fault {
  return fault({ ...failure.explain(host), request }, failure.cause)
}

const wrongVersion = 'ERR_SSL_WRONG_VERSION_NUMBER'

type Explanation = (host: string) => Omit<Fault, '$fault' | 'request'>

function unreachable(host: string): ReturnType<Explanation> {
  return { kind: 'transient', message: `${host} cannot be reached.` }
}

const explanations: Readonly<Record<string, Explanation>> = {
  ENOTFOUND: (host) => ({
    kind: 'transient',
    message: `The name ${host} is not known.`,
    hint: 'Check how the address is written in the settings, and whether this machine can resolve names.',
  }),
  EAI_AGAIN: (host) => ({
    kind: 'transient',
    message: `The name ${host} could not be looked up: the name server does not answer.`,
  }),
  ECONNREFUSED: (host) => ({
    kind: 'transient',
    message: `${host} accepts no connections.`,
    hint: 'Is the vendor down, or a firewall in between, or the port in the settings another one?',
  }),
  UND_ERR_CONNECT_TIMEOUT: (host) => ({
    kind: 'transient',
    message: `${host} did not accept a connection in time.`,
    hint: 'A firewall may drop the requests of this machine.',
  }),
  ECONNRESET: (host) => ({
    kind: 'transient',
    message: `${host} broke off the connection.`,
  }),
  UND_ERR_SOCKET: (host) => ({
    kind: 'transient',
    message: `${host} broke off the connection.`,
  }),
  [closedAddress]: (host) => ({
    kind: 'config',
    message: `${host} is at an address of a private network or of this machine, and those are closed to connections.`,
    hint: 'If it is meant, the operator opens its range in cartograph.yaml, such as host: { egress: { private: ["10.0.0.0/8"] } }.',
  }),
  [wrongVersion]: (host) => ({
    kind: 'config',
    message: `${host} does not speak TLS there.`,
    hint: 'Write http:// in place of https:// in the settings, or the port that speaks TLS.',
  }),
}

interface CertificateProblem {
  readonly why: string
  readonly hint: string
}

const authorityHint =
  'The server should send its whole chain. A private authority is trusted when NODE_EXTRA_CA_CERTS names the file of its certificate.'

const certificateProblems: Readonly<Record<string, CertificateProblem>> = {
  CERT_HAS_EXPIRED: { why: 'it has expired', hint: 'Renew it on the server.' },
  CERT_NOT_YET_VALID: {
    why: 'it is not valid yet',
    hint: 'Check the clocks of the server and of this machine.',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    why: 'it was made out for another name',
    hint: 'Write the name that the certificate has in the settings, or renew the certificate.',
  },
  DEPTH_ZERO_SELF_SIGNED_CERT: { why: 'it is signed by itself', hint: authorityHint },
  SELF_SIGNED_CERT_IN_CHAIN: { why: 'its authority is not a known one', hint: authorityHint },
}

function certificateProblem(code: string): CertificateProblem | undefined {
  const known = certificateProblems[code]
  if (known !== undefined) return known
  if (/^(CERT_|UNABLE_TO_(VERIFY|GET|DECRYPT)|ERR_TLS_CERT|INVALID_CA|CRL_)/.test(code))
    return { why: `nobody known vouches for it (${code})`, hint: authorityHint }
  return undefined
}
