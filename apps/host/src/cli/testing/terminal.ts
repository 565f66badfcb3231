import type { Terminal } from '../terminal.ts'

export interface RecordingTerminal extends Terminal {
  readonly output: string
  readonly messages: string
}

/** A terminal that remembers what is written to it. */
export function recordingTerminal(
  options: Partial<Pick<Terminal, 'folder' | 'environment' | 'signal' | 'out' | 'input'>> = {},
): RecordingTerminal {
  let output = ''
  let messages = ''
  return {
    out: async (text) => {
      output += text
    },
    say: (text) => {
      messages += `${text}\n`
    },
    bars: undefined,
    isInteractive: false,
    folder: process.cwd(),
    environment: {},
    signal: new AbortController().signal,
    ...options,
    get output() {
      return output
    },
    get messages() {
      return messages
    },
  }
}
