import type { Moment } from '../../api/answers.ts'

/** What is told of a moment beside what kind it is. */
export interface MomentParts {
  /** The number of an order, the type of an event. */
  readonly name?: string
  readonly status?: string
  readonly amount?: { readonly minorUnits: number; readonly currency: string }
  /** What was bought. */
  readonly things: readonly string[]
}

/** The parts of a row that people recognise; whatever else stands in it is not shown. */
export function momentParts({ row }: Pick<Moment, 'row'>): MomentParts {
  const name = text(row['number']) ?? text(row['type']) ?? text(row['code'])
  const status = text(row['status']) ?? text(row['state'])
  const currency = text(row['currency'])
  const minorUnits = number(row['total']) ?? number(row['amount'])
  const lines: readonly unknown[] = Array.isArray(row['lines']) ? row['lines'] : []
  return {
    ...(name !== undefined && { name }),
    ...(status !== undefined && { status }),
    ...(currency !== undefined && minorUnits !== undefined && { amount: { minorUnits, currency } }),
    things: lines.flatMap((line) => thing(line) ?? []),
  }
}

function thing(line: unknown): string | undefined {
  if (typeof line !== 'object' || line === null) return undefined
  const name = text(Reflect.get(line, 'name'))
  const quantity = number(Reflect.get(line, 'quantity')) ?? 1
  if (name === undefined) return undefined
  return quantity === 1 ? name : `${quantity} × ${name}`
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
