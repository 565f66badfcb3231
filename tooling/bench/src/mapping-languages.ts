import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { JsonObject } from '@cartograph/core'
import { installPeers, languageVersions } from './peers/install-peers.ts'

/** A language that says what an order looks like, made ready once. */
export interface Language {
  readonly name: 'jsonata' | 'jmespath'
  readonly map: (order: JsonObject) => unknown
  /** Whether it can write the e-mail address in small letters. */
  readonly hasLower: boolean
}

interface Jsonata {
  (expression: string): { evaluate(data: unknown): Promise<unknown> }
}
interface Jmespath {
  compile(expression: string): object
  TreeInterpreter: { search(compiled: object, data: unknown): unknown }
}

const lines = '{ "sku": sku, "name": name, "quantity": quantity, "total": total }'

/** The languages that are measured beside ours; installed the first time. */
export function openLanguages(): readonly Language[] {
  const load = createRequire(join(installPeers(languageVersions), 'package.json'))
  const jsonata = load('jsonata') as Jsonata
  const jmespath = load('@jmespath-community/jmespath') as Jmespath
  const asked = jsonata(
    `{ "id": id, "status": "paid", "placedAt": placed, "currency": currency, "total": total,
       "email": $lowercase(billing.email), "lines": line_items.${lines} }`,
  )
  const compiled = jmespath.compile(
    `{ id: id, status: 'paid', placedAt: placed, currency: currency, total: total, email: billing.email,
       lines: line_items[].${lines} }`,
  )
  return [
    { name: 'jsonata', hasLower: true, map: (order) => asked.evaluate(order) },
    {
      name: 'jmespath',
      hasLower: false,
      map: (order) => jmespath.TreeInterpreter.search(compiled, order),
    },
  ]
}
