import type { JsonObject } from '../json.ts'
import { dateParameter } from '../store/store-time.ts'
import { refusal, type Answer } from './answer.ts'
import type { Query } from './query-string.ts'

/** What an endpoint says of a parameter. Others are ignored, whatever they ask for. */
export interface Parameter {
  readonly type: 'string' | 'integer' | 'boolean' | 'array' | readonly ['string', 'array']
  readonly enum?: readonly string[]
  readonly default?: string | number | boolean | null | readonly string[]
  readonly maximum?: number
  readonly minimum?: number
  readonly format?: 'date-time' | 'email'
  /** Of a list's entries; `OPTIONS` does not tell them. */
  readonly entries?: readonly string[]
}

export type Parameters = Readonly<Record<string, Parameter>>

/** The refusal of the first WordPress would refuse: it names every parameter that is wrong. `undefined` if all are right. */
export function parameterProblem(parameters: Parameters, query: Query): Answer | undefined {
  const wrong = Object.entries(parameters).flatMap(([name, parameter]) => {
    const problem = problemOf(name, parameter, query)
    return problem === undefined ? [] : [[name, problem] as const]
  })
  if (wrong.length === 0) return undefined
  return refusal(
    400,
    'rest_invalid_param',
    `Invalid parameter(s): ${wrong.map(([name]) => name).join(', ')}`,
    {
      params: Object.fromEntries(wrong.map(([name, { message }]) => [name, message])),
      details: Object.fromEntries(
        wrong.map(([name, { code, message }]) => [name, { code, message, data: null }]),
      ),
    },
  )
}

/** The parameters as `OPTIONS` shows them. */
export function shownParameters(parameters: Parameters): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { type, enum: choices, format, maximum, ...rest }]) => [
      name,
      {
        type,
        ...(choices !== undefined && { enum: choices }),
        ...(rest.default !== undefined && { default: rest.default }),
        ...(format !== undefined && { format }),
        ...(maximum !== undefined && { maximum }),
      },
    ]),
  )
}

type Problem = { readonly code: string; readonly message: string }

function problemOf(name: string, parameter: Parameter, query: Query): Problem | undefined {
  if (!query.has(name)) return undefined
  if (parameter.type === 'array') {
    for (const [position, value] of (query.list(name) ?? []).entries()) {
      if (parameter.entries !== undefined && !parameter.entries.includes(value)) {
        return notIn(`${name}[${position}]`, parameter.entries)
      }
    }
    return undefined
  }
  const value = query.get(name) ?? ''
  if (parameter.format === 'date-time') {
    return dateParameter(value) === undefined
      ? { code: 'rest_invalid_date', message: 'Invalid date.' }
      : undefined
  }
  if (parameter.enum !== undefined && !parameter.enum.includes(value)) {
    return notIn(name, parameter.enum)
  }
  if (parameter.type === 'boolean') {
    return ['true', 'false', '1', '0', ''].includes(value.toLowerCase())
      ? undefined
      : { code: 'rest_invalid_type', message: `${name} is not of type boolean.` }
  }
  return parameter.type === 'integer' ? numberProblem(name, parameter, value) : undefined
}

function numberProblem(name: string, parameter: Parameter, value: string): Problem | undefined {
  if (!/^-?\d+$/u.test(value)) {
    return { code: 'rest_invalid_type', message: `${name} is not of type integer.` }
  }
  const { minimum, maximum } = parameter
  const number = Number(value)
  if (minimum !== undefined && maximum !== undefined && (number < minimum || number > maximum)) {
    return {
      code: 'rest_out_of_bounds',
      message: `${name} must be between ${minimum} (inclusive) and ${maximum} (inclusive)`,
    }
  }
  if (minimum !== undefined && number < minimum) {
    return {
      code: 'rest_out_of_bounds',
      message: `${name} must be greater than or equal to ${minimum}`,
    }
  }
  return undefined
}

function notIn(name: string, choices: readonly string[]): Problem {
  const listed = [...choices.slice(0, -1), `and ${choices.at(-1)}`].join(', ')
  return { code: 'rest_not_in_enum', message: `${name} is not one of ${listed}.` }
}
