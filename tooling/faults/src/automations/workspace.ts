import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where the automations of a story send to. */
export interface Receivers {
  readonly webhooks: string
  readonly mailPort: number
}

/** A folder with automations that mail, call a webhook and tag, at once and after a while. */
export function makeAutomationWorkspace({ webhooks, mailPort }: Receivers): string {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-faults-automations-'))
  const file = join(folder, 'cartograph.yaml')
  writeFileSync(
    file,
    `
version: 1
organisation: nordlys
store: ./cartograph.db
connections:
  crm: { connector: webhook, budgets: off, config: { url: '${webhooks}/crm' } }
  post:
    connector: smtp
    budgets: off
    config: { host: 127.0.0.1, port: ${mailPort}, encryption: none, from: shop@nordlys.example }
contacting: { mail: post.mail }
automations:
  thanks:
    on: order.paid
    purpose: transactional
    steps:
      - mail: { subject: 'Order {{ order.number }}', text: Thank you }
      - after: 1h
        webhook: { through: crm.request, key: '{{ run }}', body: { order: $.order.id, step: thanks } }
      - tag: [buyer]
  visits:
    on: store.visited
    purpose: transactional
    steps:
      - webhook: { through: crm.request, key: '{{ run }}', body: { event: $.event.id, step: visits } }
      - after: 1d
        mail: { subject: 'Visit {{ event.id }}', text: Come again }
`,
  )
  return file
}
