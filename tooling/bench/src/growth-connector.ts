import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** How many records there are, how large each is, and what a run of the connector gives of them. */
export interface GivenRecords {
  readonly records: number
  readonly size: 'large' | 'small'
  readonly gives: 'first' | 'again' | 'changed' | 'nothing'
}

/** How many of them `changed` gives. */
export const changedRecords = 100

/** As the connector in the folder reads it. */
export function environmentOf({ records, size, gives }: GivenRecords) {
  return { GROWTH_RECORDS: String(records), GROWTH_SIZE: size, GROWTH_GIVES: gives }
}

/**
 * A folder with a connector that has its records in itself, so that nothing is measured but the engine.
 *
 * Its stream is read in four slices, which go on where they ended; its sink tells an address of batches. `large` is a row
 * that is made anew with each record.
 */
export function growthFolder(large: object, sinkUrl: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-growth-'))
  const own = join(folder, 'node_modules/grown')
  mkdirSync(own, { recursive: true })
  const core = createRequire(import.meta.url).resolve('@cartograph/core/package.json')
  const zod = dirname(createRequire(core).resolve('zod/package.json'))
  symlinkSync(zod, join(folder, 'node_modules/zod'))
  const manifest = { type: 'module', exports: './index.js', cartograph: { contract: 'v1' } }
  writeFileSync(
    join(own, 'package.json'),
    JSON.stringify({ name: 'grown', version: '1.0.0', ...manifest }),
  )
  writeFileSync(join(own, 'large.js'), `export const large = ${JSON.stringify(large)}\n`)
  writeFileSync(join(own, 'index.js'), source)
  writeFileSync(
    join(folder, 'cartograph.yaml'),
    `version: 1
organisation: bench
connections: { grown: { connector: grown, config: { sinkUrl: '${sinkUrl}' } } }
deliveries: { out: { from: payment, to: { connection: grown, sink: items } } }
`,
  )
  return folder
}

const source = `
import * as z from 'zod'
import { large } from './large.js'
const { GROWTH_RECORDS, GROWTH_SIZE, GROWTH_GIVES } = process.env
const records = Number(GROWTH_RECORDS)
const [slices, page, changes] = [4, 100, ${changedRecords}]
const small = { object: 'charge', status: 'succeeded', currency: 'eur', description: 'A row of three hundred bytes, of which most is this text that says nothing at all to anybody. '.repeat(2) }
const template = GROWTH_SIZE === 'small' ? small : large
const row = z.looseObject({ id: z.string(), amount: z.int(), created: z.int(), currency: z.string() })
const item = z.object({ id: z.string(), amount: z.number() })
const made = (at, more) => ({ ...template, id: 'ch_' + String(at).padStart(9, '0'), amount: 100 + (at % 100000) + more, created: 1700000000 + at })
const share = Math.ceil(records / slices)
function* listed(part) {
  const end = Math.min(records, (part + 1) * share)
  for (let at = part * share; at < end; at += page)
    yield Array.from({ length: Math.min(page, end - at) }, (_, index) => made(at + index, 0))
}
function* changed(part) {
  yield Array.from({ length: changes / slices }, (_, index) => made(part * share + Math.floor((index * share) / changes), 1))
}
const given = { first: listed, again: listed, changed, nothing: function* () {} }
export const connector = {
  specificationVersion: 'v1', id: 'grown', name: 'Grown', config: z.object({ sinkUrl: z.string() }),
  hosts: ({ sinkUrl }) => [new URL(sinkUrl).host],
  check: async () => ({ account: {} }),
  parts: () => ({
    streams: { rows: {
      schema: row, key: ({ id }) => id, deletes: 'never',
      list: {
        params: z.number(), position: z.number(), paging: 'stable',
        async *plan() { for (let part = 0; part < slices; part += 1) yield { params: part, tail: true } },
        async *read(context, { params }, from = 0) {
          let next = from
          for (const rows of given[GROWTH_GIVES](params)) {
            next += 1
            yield { items: rows.map((row) => ({ op: 'upsert', row })), next }
          }
          yield { items: [], next: next + 1, end: true }
        },
      },
    } },
    sinks: { items: {
      schema: item, key: ({ id }) => id, mode: 'upsert', onUnknown: 'repeat', landMs: 0,
      batch: { maxItems: 500, maxBytes: 1000000 },
      async write(context, items) {
        const answer = await context.fetch(context.config.sinkUrl, { method: 'POST', body: JSON.stringify(items) })
        await answer.text()
        return items.map(() => ({ status: 'ok' }))
      },
    } },
    mappings: [
      { id: 'row-payment', from: { connector: 'grown', stream: 'rows' }, to: { entity: 'payment' },
        fields: { id: '$.id', status: 'paid', amount: '$.amount', currency: { $upper: '$.currency' }, method: '$.object', createdAt: { $instant: '$.created', unit: 's' } } },
      { id: 'payment-item', from: { entity: 'payment' }, to: { connector: 'grown', sink: 'items' },
        fields: { id: '$.id', amount: '$.amount' } },
    ],
  }),
}
`
