import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What the rule of the suite says, for whoever works out what must come of it. */
export const suiteRule = {
  cutOffMs: 3_600_000,
  afterMs: [0, 86_400_000, 259_200_000],
  windowMs: 604_800_000,
  /** Minor units, by currency. */
  minimum: { EUR: 1000, DKK: 7500 },
} as const

/** A folder with a configuration that writes about carts of a shop to an address, which like people does not look whether it knows a message. */
export function makeCartWorkspace(receiver: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-faults-carts-'))
  const file = join(folder, 'cartograph.yaml')
  const input =
    '{ key: $.cart, body: { cart: $.cart, step: $.step, email: $.email, link: $.link } }'
  writeFileSync(
    file,
    `
version: 1
organisation: nordlys
store: ./cartograph.db
host: { url: 'https://data.shop.example' }
connections:
  shop: { connector: webhook, budgets: off, config: { url: '${receiver}/shop' } }
  mails: { connector: webhook, budgets: off, config: { url: '${receiver}/mails', onUnknown: lose } }
carts:
  web:
    connections: [shop]
    cutOff: 60m
    minimum: { EUR: 10, DKK: 75 }
    steps:
      - { action: mails.request, input: ${input} }
      - { after: 24h, action: mails.request, input: ${input} }
      - { after: 3d, action: mails.request, input: ${input} }
`,
  )
  return file
}
