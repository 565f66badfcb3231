import type { JsonObject, Json } from '../v1/words.ts'
import type { Evaluate } from './node.ts'
import { trouble } from './trouble.ts'

/** Compiles the text of a `$cel`, in which the named variables are known. Throws text-bearing errors for what does not parse. */
export type CelCompiler = (text: string, variables: readonly string[]) => Evaluate

/** Bounds for what a merchant may write; a record's evaluation takes microseconds below them. */
const limits = { maxAstNodes: 500, maxDepth: 50, maxListElements: 200, maxMapEntries: 100 }

/** Loads the library; most mappings do without it. */
export async function loadCel(settings: JsonObject): Promise<CelCompiler> {
  const { Environment } = await import('@marcbachmann/cel-js')
  return (text, variables) => {
    const environment = new Environment({ limits })
    for (const name of variables) environment.registerVariable(name, 'dyn')
    const program = environment.parse(text)
    const check = program.check()
    if (!check.valid) throw trouble(check.error?.message ?? 'it does not type-check')
    return (here, scope) => {
      let result: unknown
      try {
        result = program({
          ...scope.others,
          settings,
          row: scope.row,
          rows: scope.rows,
          here: here ?? null,
        })
      } catch (error) {
        throw trouble(`$cel failed${reason(error)}`)
      }
      return jsonOf(result)
    }
  }
}

/** Messages of the library can quote values; only those that name fields or types are passed on. */
function reason(error: unknown): string {
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''
  return /^(?:No such key|Unknown variable|no such overload)/i.test(message) ? `: ${message}` : ''
}

function jsonOf(value: unknown): Json {
  if (typeof value === 'bigint')
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw trouble('$cel gave something else than text, a number, true, false or null')
}
