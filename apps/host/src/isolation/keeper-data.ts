import type { MessagePort } from 'node:worker_threads'

/** What the host and the thread of one connector's process share. */
export interface KeeperData {
  readonly port: MessagePort
  readonly shared: Int32Array<SharedArrayBuffer>
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** A process that says nothing for so long hangs. */
  readonly silentMs: number
  /** The same before its first word: it has to load first. */
  readonly startMs: number
}

/** Places in the shared numbers: messages posted, weight of what was given and of what was dealt with, the process. */
export const marks = { posted: 0, given: 1, consumed: 2, pid: 3, count: 4 } as const

/** How much, in kilobytes, may wait for the host. */
export const mostUnread = 65_536

/** In whole kilobytes, so that messages without content count too. */
export function weightOf(bytes: number): number {
  return 1 + (bytes >> 10)
}

export type ToKeeper =
  | { readonly kind: 'frame'; readonly frame: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'end'; readonly why: string }

export type FromKeeper =
  | {
      readonly kind: 'message'
      readonly text: Uint8Array<ArrayBuffer>
      readonly bytes: Uint8Array<ArrayBuffer>
    }
  | {
      readonly kind: 'exit'
      readonly code: number | null
      readonly signal: string | null
      /** Why the thread ended it. */
      readonly why: string | undefined
      readonly lastWords: string
    }
