import type { Failure, Message } from './protocol.ts'

/** What was answered, or what a question is asked with. */
export interface Parcel {
  readonly value: unknown
  readonly bytes?: Uint8Array | undefined
}

export interface PeerOptions {
  readonly send: (message: Message, bytes?: Uint8Array) => void
  /** Answers the other side. `signal` tells that it wants no answer any more. */
  readonly serve: (asked: Parcel, signal: AbortSignal) => Promise<Parcel>
  readonly onTell?: (told: unknown) => void
  readonly failureOf: (error: unknown) => Failure
  readonly errorOf: (failure: Failure) => Error
  /** More questions of the other side at once than that are a flood. Default: any number. */
  readonly mostOpen?: number
}

export interface Peer {
  ask(asked: Parcel, signal?: AbortSignal): Promise<Parcel>
  /** The same without a promise, for one who waits where it stands; gives the question's number. */
  askInto(asked: Parcel, settle: (outcome: Outcome) => void): number
  tell(told: unknown): void
  /** @throws where the other side does not keep to the protocol. */
  receive(message: Message, bytes?: Uint8Array): void
  /** Everything that was asked fails. */
  end(error: Error): void
  /** How many questions wait for an answer. */
  waiting(): number
}

export type Outcome = { readonly answer: Parcel } | { readonly error: Error }

/** One side of a conversation in which both sides ask and answer, each question under a number of its own. */
export function peerOf(options: PeerOptions): Peer {
  const { send, serve, failureOf, errorOf, mostOpen = Number.POSITIVE_INFINITY } = options
  const waiting = new Map<number, (outcome: Outcome) => void>()
  const serving = new Map<number, AbortController>()
  let last = 0
  let ended: Error | undefined

  const askInto: Peer['askInto'] = ({ value, bytes }, settle) => {
    if (ended !== undefined) throw ended
    last += 1
    send({ type: 'ask', id: last, ask: value }, bytes)
    waiting.set(last, settle)
    return last
  }
  const answer = async (id: number, asked: Parcel) => {
    const calledOff = new AbortController()
    serving.set(id, calledOff)
    try {
      const { value, bytes } = await serve(asked, calledOff.signal)
      if (ended === undefined) send({ type: 'answer', id, value }, bytes)
    } catch (error) {
      if (ended === undefined) send({ type: 'failed', id, failure: failureOf(error) })
    } finally {
      serving.delete(id)
    }
  }
  const settleOf = (id: number) => {
    const found = waiting.get(id)
    if (found === undefined) throw new Error('an answer to what nobody asked')
    waiting.delete(id)
    return found
  }
  return {
    askInto,
    ask: async (asked, signal) => {
      signal?.throwIfAborted()
      let id = 0
      const callOff = () => send({ type: 'cancel', id })
      try {
        return await new Promise<Parcel>((resolve, reject) => {
          id = askInto(asked, (outcome) =>
            'answer' in outcome ? resolve(outcome.answer) : reject(outcome.error),
          )
          signal?.addEventListener('abort', callOff, { once: true })
        })
      } finally {
        signal?.removeEventListener('abort', callOff)
      }
    },
    tell: (told) => {
      if (ended === undefined) send({ type: 'tell', tell: told })
    },
    receive: (message, bytes) => {
      switch (message.type) {
        case 'ask':
          if (serving.has(message.id)) throw new Error('two questions of one number')
          if (serving.size >= mostOpen) throw new Error('a flood of questions')
          void answer(message.id, { value: message.ask, bytes })
          return
        case 'answer':
          settleOf(message.id)({ answer: { value: message.value, bytes } })
          return
        case 'failed':
          settleOf(message.id)({ error: errorOf(message.failure) })
          return
        case 'cancel':
          serving.get(message.id)?.abort()
          return
        case 'tell':
          options.onTell?.(message.tell)
      }
    },
    end: (error) => {
      ended = error
      for (const settle of waiting.values()) settle({ error })
      waiting.clear()
      for (const calledOff of serving.values()) calledOff.abort(error)
    },
    waiting: () => waiting.size,
  }
}
