import type { Writable } from 'node:stream'
import type { Environment } from '../config/index.ts'

/** What a command is started with, and where it may write. */
export interface Terminal {
  /** The result, and nothing but the result. Settles when it is written, so that a slow reader slows the command down. */
  out(text: string): Promise<void>
  /** Everything else: progress, messages, problems. */
  say(text: string): void
  /** Where progress bars go; undefined where nobody watches. */
  readonly bars: Writable | undefined
  /** What is piped into the command, to its end. Missing: nothing is. */
  readonly input?: () => Promise<string>
  /** Can questions be asked? */
  readonly isInteractive: boolean
  /** The working directory. */
  readonly folder: string
  readonly environment: Environment
  readonly signal: AbortSignal
  /** Calls the listener each time that the process is told to read its configuration again. Missing: nobody tells it. */
  readonly whenToReload?: (listener: () => void) => void
}

/** 0: everything that was asked for happened. 1: something failed. 2: the command or the configuration is wrong. */
export type ExitCode = 0 | 1 | 2

/** The one who reads has gone, as `head` does: nothing is wrong, and nothing more to do. */
export function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE'
}

export function writeAll(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()))
  })
}
