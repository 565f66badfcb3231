import { openStore } from '../store/index.ts'
import { contactOf, openTill, redeem, redemptionOf } from './open-till.ts'

const [, , address = '', deed = '', name = ''] = process.argv

/**
 * A process of its own that redeems vouchers of a store in PostgreSQL, and tells on its standard output what came of it.
 *
 * `race`: all of some vouchers as often as it can. `hang`: begins with one, and never comes to an end. `pairs`: one after the
 * other, each with a contact, until it is killed.
 */
const store = await openStore({ store: address, organisation: 'nordlys' })
const till = openTill(store)
const tell = (what: string) => process.stdout.write(`${what}\n`)

tell('ready')
await new Promise((resolve) => process.stdin.once('data', resolve))

if (deed === 'race') {
  const codes = Array.from({ length: 20 }, (_, index) => `B${index}`)
  for (const code of codes) {
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, index) => redeem(till, code, `${name}${index}`)),
    )
    for (const answer of answers) if (answer !== 'spent before') tell(`${code} ${answer}`)
  }
}
if (deed === 'hang') {
  await till.transact({ locks: ['voucher B0'], once: name }, async (transaction) => {
    transaction.put(redemptionOf('B0', name))
    tell('inside')
    await new Promise((resolve) => setTimeout(resolve, 600_000))
    return { commit: true, answer: null }
  })
}
if (deed === 'pairs') {
  for (let number = 0; ; number += 1) {
    await till.transact({ locks: ['pairs'], once: `${number}` }, async (transaction) => {
      transaction.put(redemptionOf(`P${number}`, name))
      transaction.put(contactOf(`P${number}`, `${number}@example.com`))
      return { commit: true, answer: null }
    })
    tell(`P${number}`)
  }
}
await store.close()
process.stdin.unref()
