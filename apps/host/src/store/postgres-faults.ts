import { fault, isFault } from '@cartograph/core'
import { codeOf, failureOf } from './postgres-failures.ts'
import { isCommitUnknown } from './postgres-transaction.ts'

/** Says what an error of the database means for the one who must act; `shown` names the database, without user and password. */
export function postgresFault(shown: string, error: unknown): unknown {
  if (isFault(error) || !(error instanceof Error)) return error
  const known = configFault(shown, error) ?? transientFault(shown, error)
  return known ?? withoutData(error)
}

type Meaning = readonly [message: string, hint: string]

function configFault(shown: string, error: Error): Error | undefined {
  const meaning = wrongAccess(shown, error) ?? wrongSetUp(shown, error)
  if (meaning === undefined) return undefined
  const [message, hint] = meaning
  // The client's own words may repeat the address, password included.
  return fault({ kind: 'config', path: ['store'], message, hint })
}

function wrongAccess(shown: string, error: Error): Meaning | undefined {
  const code = codeOf(error)
  const isOpen = /no encryption|SSL off/.test(error.message)
  if (code === '28000' && isOpen)
    return [
      `The server of ${shown} takes only encrypted connections.`,
      'Add ?sslmode=verify-full to the address under `store:`, with &sslrootcert=FILE where its certificate is not a public one.',
    ]
  if (code === '28P01' || code === '28000' || error.message.startsWith('SASL'))
    return [
      `The server of ${shown} refuses the user or the password that the address under \`store:\` carries.`,
      'Check both, and that the server lets this user in from here (pg_hba.conf). Characters such as @ / ? # % are written as %40 %2F %3F %23 %25.',
    ]
  if (code === '3D000')
    return [
      `There is no such database: ${shown}.`,
      'Make it with CREATE DATABASE, or name another one under `store:`.',
    ]
  if (code === 'ENOTFOUND')
    return [
      `No server has the name that the address of ${shown} gives.`,
      'Check the host name under `store:`.',
    ]
  if (code === 'ENOENT' || code === 'EACCES')
    return [
      `A file or socket that the address of ${shown} names cannot be opened.`,
      'Check `host`, `sslrootcert`, `sslcert` and `sslkey` in the address under `store:`.',
    ]
  return wrongEncryption(shown, error)
}

function wrongEncryption(shown: string, error: Error): Meaning | undefined {
  if (error.message.includes('does not support SSL'))
    return [
      `The server of ${shown} takes no encrypted connections, which the address under \`store:\` asks for.`,
      'Switch TLS on at the server, or, where the network is safe, write ?sslmode=disable.',
    ]
  if (/CERT|ISSUER|LEAF_SIGNATURE/.test(codeOf(error)))
    return [
      `The certificate of the server of ${shown} cannot be trusted (${codeOf(error)}).`,
      'Name the certificate of its authority in the address under `store:`, as &sslrootcert=FILE; sslmode=no-verify does without, and anybody in between can read along.',
    ]
  return undefined
}

function wrongSetUp(shown: string, error: Error): Meaning | undefined {
  const code = codeOf(error)
  if (code === '25006')
    return [
      `Nothing can be written to ${shown}: the server is a copy that only reads, or this user may only read.`,
      'Name the main server under `store:`, and a user without default_transaction_read_only.',
    ]
  if (code === '42501')
    return [
      `The user that the address of ${shown} carries lacks a right: ${error.message}.`,
      'As its owner: GRANT USAGE, CREATE ON SCHEMA public TO the user; tables that another user made go to it with ALTER TABLE … OWNER TO.',
    ]
  if (error.message.includes('statement pooling mode'))
    return [
      `The pooler in front of ${shown} gives each statement another connection, so no transaction is possible.`,
      'Set its pool_mode to transaction or session.',
    ]
  if (error.message.includes('unsupported startup parameter'))
    return [
      `The pooler in front of ${shown} does not know a parameter of the address: ${error.message}.`,
      'Leave it out under `store:`, or add it to ignore_startup_parameters of the pooler.',
    ]
  return undefined
}

function transientFault(shown: string, error: Error): Error | undefined {
  const meaning = unavailable(shown, error) ?? overloaded(shown, error)
  if (meaning === undefined) return undefined
  const [message, hint] = meaning
  return fault({ kind: 'transient', message, hint })
}

const savedHint =
  'Everything up to the last page is saved; it goes on by itself, or when the command is run again.'

function unavailable(shown: string, error: Error): Meaning | undefined {
  if (isCommitUnknown(error))
    return [
      `The connection to ${shown} was lost while a transaction ended; whether it was saved is not known.`,
      'Nothing is to be done: what comes next looks at what is there.',
    ]
  if (codeOf(error) === 'ECONNREFUSED')
    return [
      `No PostgreSQL answers for ${shown}.`,
      'Check host and port under `store:`, and that the server runs.',
    ]
  if (codeOf(error) === '53300')
    return [
      `The server of ${shown} has no place for another connection.`,
      'Each Cartograph process takes up to 10. End other programs, raise max_connections, or put a pooler in between.',
    ]
  if (failureOf(error) === 'lost')
    return [`The connection to ${shown} broke, or its server does not answer.`, savedHint]
  return undefined
}

function overloaded(shown: string, error: Error): Meaning | undefined {
  const code = codeOf(error)
  if (failureOf(error) === 'conflict' && code !== '23505')
    return [`Others kept changing or holding the same rows of ${shown}.`, savedHint]
  if (code === '53100')
    return [`The disk of the server of ${shown} is full.`, `Free some space. ${savedHint}`]
  if (code === '57014')
    return [
      `The server of ${shown} ended a statement that took too long.`,
      'Raise statement_timeout for this user, or see what keeps the server busy.',
    ]
  if (code.startsWith('53'))
    return [`The server of ${shown} has not enough memory or places (${code}).`, savedHint]
  return undefined
}

/** What is left is a mistake of ours. The details of such an error quote rows, and those may be of persons. */
function withoutData(error: Error): Error {
  const code = codeOf(error)
  if (code === '' || !/^[0-9A-Z]{5}$/.test(code)) return error
  const words = code.startsWith('22') ? 'a value that it cannot keep' : error.message
  return new Error(`The database refused a statement: ${words} (${code}).`)
}
