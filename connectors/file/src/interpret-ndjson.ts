import type { Json } from '@cartograph/core'
import { invalidBytes, recordBytes, type Interpret } from './interpret.ts'
import { parseJson } from './parse-json.ts'
import type { RowMaker } from './rows.ts'

/** Makes rows of lines that each hold one JSON object. */
export function ndjsonInterpreter(maker: RowMaker): Interpret {
  return (found) => {
    const { records, encoding } = found
    return {
      changes: records.lines.map((line, index) => {
        const bytes = recordBytes(found, index)
        const text = encoding.decode(bytes)
        if (!encoding.isValid(bytes, text)) {
          const { problem, hint } = invalidBytes(encoding)
          return maker.reject(line, 1, problem, hint)
        }
        const value = parseJson(text)
        if (value === undefined) return maker.reject(line, 1, 'the line is no JSON', eachLine)
        if (typeof value !== 'object' || value === null || Array.isArray(value))
          return maker.reject(line, 1, 'the line holds JSON, but no object', eachLine)
        return maker.ofObject(value as Readonly<Record<string, Json>>, line)
      }),
    }
  }
}

const eachLine = 'Expected one object on each line, such as {"id":1,"total":"12.50"}.'
