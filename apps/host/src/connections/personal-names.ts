import type { Connection } from '../config/index.ts'
import { personalFields } from './scrubbing.ts'

const none: ReadonlySet<string> = new Set()

/** The names of fields that a connector marks as personal, as far as its settings alone tell; found when they are first asked for. */
export function personalNames({ connector, config }: Connection): () => ReadonlySet<string> {
  let known: ReadonlySet<string> | undefined
  const find = () => {
    try {
      return personalFields(connector.parts({ config, found: null }))
    } catch {
      // What is wrong with its parts is told where they are used.
      return none
    }
  }
  return () => {
    known ??= find()
    return known
  }
}
