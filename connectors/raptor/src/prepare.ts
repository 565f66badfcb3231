import type { Connector } from '@cartograph/core'
import { assumedTriggerKeyHeader } from './assumptions.ts'
import type { Settings } from './settings.ts'
import { trackingScript } from './tracking-script.ts'

type Prepare = NonNullable<Connector<Settings>['prepare']>

/** Raptor is set up by hand, in its control panel and by its support: what has to be told where, and the script of the shop. */
export const prepare: Prepare = async ({ config }) => {
  const { triggerKey, triggerKeyHeader = assumedTriggerKeyHeader } = config
  return [
    {
      what: 'The script on the pages of the shop',
      state: 'byHand',
      how: `Put it into the head of every page, and let the consent dialogue call cartographRaptor.agreed():\n${trackingScript(config)}`,
    },
    {
      what: 'The positions of the parameters',
      state: 'byHand',
      how: 'In Raptor: Integrations, Implementing tracking. Where the account differs from the template, write it into `positions`.',
    },
    {
      what: 'The product feed',
      state: 'byHand',
      how: 'In Raptor: Product Feeds, or a dataflow of type Catalog. Download by HTTP, from the address that `cartograph served show` prints, and switch the feed events of OnSalePrice and InStock on.',
    },
    {
      what: 'Triggers',
      state: 'byHand',
      how: `Ask Raptor’s support to send them by POST to the address that \`cartograph webhooks show\` prints, with the header ${triggerKeyHeader} and ${triggerKey === undefined ? 'a key that you choose; write it into `triggerKey`' : 'the key of `triggerKey`'}.`,
    },
  ]
}
