import { bigint, index, table, text, type SchemaStep } from './schema-steps.ts'

/** The tables of product feeds. */
export const feedRunSteps: readonly SchemaStep[] = [
  table('product_feed_run', ['org', 'feed', 'id'], {
    org: text,
    feed: text,
    id: text,
    started_at: bigint,
    ended_at: bigint,
    state: text,
    seq: bigint,
    made_with: text,
    report: text,
  }),
  index('product_feed_run_ended', 'product_feed_run', ['org', 'feed', 'ended_at']),
  table('product_feed_stock', ['org', 'feed', 'thing', 'level'], {
    org: text,
    feed: text,
    thing: text,
    level: text,
    location: text,
    quantity: bigint,
  }),
  table('product_feed_sent', ['org', 'feed', 'item_key'], {
    org: text,
    feed: text,
    item_key: text,
    hash: text,
    run: text,
  }),
  index('product_feed_sent_run', 'product_feed_sent', ['org', 'feed', 'run']),
]
