import type { Section } from './benchmarks-page.ts'

/** What is said of each subject, in the order of the page. */
export const sections: readonly Section[] = [
  {
    subject: 'peers',
    title: 'A Stripe account into PostgreSQL, beside others',
    method: `
The same simulated account is read by \`cartograph sync\`, by \`@stripe/sync-engine\`, by \`@supabase/stripe-sync-engine\`, by dlt, and by a program that only fetches, parses and writes, in
turns, each into a new database of one PostgreSQL with \`fsync\` on. Everybody is at its best settings: the first of them with fifty workers and a limit of 100,000 requests a second, the second
with both lists at once, dlt with both lists at once, files of CSV and \`COPY\`; ours with its budgets off. Tables are made before the clock runs, except dlt's, which cannot be made
apart. Afterwards the ids, the number and the amounts in everybody's tables are compared with the account. _Natives_ are what the peers write: the vendor's objects. _Rows_ are customers,
orders and payments of the commerce model beside them, with the change log, which no peer makes. Memory is the process's own, without PostgreSQL.`,
  },
  {
    subject: 'stripe',
    title: 'A Stripe account into SQLite',
    method: `
As many customers as charges, natives and rows, into a new file with \`synchronous=FULL\`. _Reading_ is from the first list to the last page; _process_ from the start of the command to its end. The last run is under
Stripe's real limits, which the account enforces: its busiest list may be asked 25 times a second, so it lasts at least as long as its pages take at that rate.`,
  },
  {
    subject: 'growth',
    title: 'A record, a million records, and none',
    method: `
A connector has its records in itself, each as large as a charge of Stripe, so that nothing is measured but the engine: checked against a schema, cleaned, hashed, mapped, checked against the model,
written with its row and the change log into SQLite. What is computed for a record is the difference of the processor time between the largest and the smallest run, so that starting does not count. Then everything is given again,
pushed to a sink twice, and a hundred records change. Rows are counted by the change log, requests by the sink.`,
  },
  {
    subject: 'small',
    title: 'Ten million small records',
    method: `
The same with records of three hundred bytes, read once.`,
  },
  {
    subject: 'mapping',
    title: 'Mapping alone',
    method: `
One order to seven fields with five lines, a thousand different orders again and again, in turns, each language compiled once where it can be. All results are compared first. _Checked_ adds what the others do not do: the check
against the commerce model and the qualified ids; that is what the targets count. JMESPath has no small letters and is spared them.`,
  },
  {
    subject: 'lines',
    title: "A retailer's file",
    method: `
The [real export](examples/retail/README.md), unpacked, one row a sold line, into orders that are put together of their lines. Without any engine means: the same parser, one hash and one insert for each line,
a thousand lines a transaction. Number and total of the orders are compared with the file.`,
  },
  {
    subject: 'webhooks',
    title: 'Webhooks',
    method: `
Signed webhooks of Stripe at a fixed rate, whether they were answered or not, at eight connections of one serving host, since one connection takes 200 a second. Each is verified and on the disk before it is answered, and worked off meanwhile. Times count from when a call was
due. Afterwards the rows in the store are counted. Caller, host and vendor share the machine.`,
  },
  {
    subject: 'lanes',
    title: 'From a webhook to the sink',
    method: `
An order changes in a WooCommerce shop, which tells of it at once; measured until the request with the change is at the sink, in three healthy shops, alone and beside a shop that answers after four seconds and a sink that never does.`,
  },
  {
    subject: 'starting',
    title: 'Starting',
    method: `
From the start of the process: \`cartograph serve\` on a store with orders until \`/ready\` has answered, and \`cartograph --help\` until its end. Compiled before by the first start.`,
  },
  {
    subject: 'workers',
    title: 'Several workers',
    method: `
Processes of \`cartograph worker\` share one PostgreSQL and one Stripe account with its real limits. Where there is one and where there are four, each has four requests under way and the account takes 400 ms for each; at the limit it takes 20 ms, and what is used of both
lists' limits counts. Every record is compared with the account's. Below: four processes that do nothing but ask.`,
  },
  {
    subject: 'feeds',
    title: 'Product feeds',
    method: `
A feed with the fields of Google's set for half a million variants, once in each form: making the document, its size, and the memory of the whole process. Each document is read back and compared, row by row.`,
  },
]
