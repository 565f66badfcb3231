import type { Context } from '@cartograph/core'
import { failureOf } from './failures.ts'
import type { Argument, ContextData } from './protocol.ts'
import { bodyOf, requestData, responseData } from './web-data.ts'

/** Arguments on their way into a connector's process. */
export interface Packed {
  readonly arguments: readonly Argument[]
  readonly bytes?: Uint8Array | undefined
}

export interface PackOptions {
  /** Parts that may have an address of their own. */
  readonly addresses: readonly string[]
  /** Keeps what is walked piece by piece, and gives its number. */
  readonly keep: (steps: AsyncIterator<unknown>) => number
}

/** More of an answer nobody needs to know how long it asks to wait. */
const mostAnswerBytes = 1_048_576

/** @throws where two arguments have bodies; no function of the contract has. */
export async function packed(given: readonly unknown[], options: PackOptions): Promise<Packed> {
  let bytes: Uint8Array | undefined
  const packedArguments: Argument[] = []
  for (const argument of given) {
    if (argument instanceof Request) {
      bytes = await bodyOf(argument)
      packedArguments.push({ kind: 'request', request: requestData(argument) })
    } else if (argument instanceof Response) {
      bytes = await beginningOf(argument)
      packedArguments.push({ kind: 'response', response: responseData(argument) })
    } else packedArguments.push(packedValue(argument, options))
  }
  return { arguments: packedArguments, bytes }
}

/** The same for arguments without bodies, at once. */
export function packedValue(argument: unknown, { addresses, keep }: PackOptions): Argument {
  if (isContext(argument)) return { kind: 'context', context: contextData(argument, addresses) }
  if (isIterable(argument)) return { kind: 'pages', source: keep(argument[Symbol.asyncIterator]()) }
  return { kind: 'value', value: argument }
}

export function isContext(value: unknown): value is Context<unknown> {
  return typeof value === 'object' && value !== null && 'fetch' in value && 'signal' in value
}

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}

function contextData(context: Context<unknown>, addresses: readonly string[]): ContextData {
  const { config, account, run, files, connect, signal } = context
  const urls = addresses.map((name) => [name, addressOf(context, name)] as const)
  return {
    config,
    account,
    run,
    now: context.now(),
    urls: Object.fromEntries(urls),
    hasFiles: files !== undefined,
    hasConnections: connect !== undefined,
    aborted: signal.aborted,
    ...('caller' in context &&
      'params' in context && { surface: { caller: context.caller, params: context.params } }),
  }
}

function addressOf(context: Context<unknown>, name: string): ContextData['urls'][string] {
  try {
    return { url: context.url(name as Parameters<Context<unknown>['url']>[0]) }
  } catch (error) {
    return { failure: failureOf(error) }
  }
}

async function beginningOf({ body }: Response): Promise<Uint8Array | undefined> {
  if (body === null) return undefined
  const reader = body.getReader()
  const pieces: Uint8Array[] = []
  let length = 0
  while (length < mostAnswerBytes) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(pieces)
    pieces.push(value)
    length += value.length
  }
  // A copy is thrown away only when its original is, and that is still to be read.
  reader.cancel().catch(() => {})
  return Buffer.concat(pieces)
}
