import { consentEntries } from './consent-entries.ts'
import type { ConsentWish } from '../../wishes/index.ts'
import { idOf, writeOnce, type Once } from './write-once.ts'
import type { WritingScene } from './writing-scene.ts'

/** Writes what whoever has an address or a number said of it, whether or not anybody is known who has it. */
export async function writeAddressConsents(
  scene: WritingScene,
  whom: { readonly email: string } | { readonly phone: string },
  consents: readonly ConsentWish[],
  once: Once,
): Promise<{ readonly consents: readonly string[] }> {
  const body = ['address', whom, consents]
  return writeOnce(
    scene,
    once,
    { what: 'customer.update', body, locks: [] },
    async (transaction, now) => {
      for (const entry of consentEntries(consents, whom, { once, now })) transaction.put(entry)
      return { consents: consents.map((_consent, index) => idOf(once, `consent ${index}`)) }
    },
  )
}
