import type { Reason } from './benchmarks-page.ts'

/** What is known of figures that fall short, and what was tried. */
export const reasons: readonly Reason[] = [
  {
    of: ['natives-0', 'natives-50', 'rows-0', 'rows-50', 'without-engine'],
    why: `
**Into PostgreSQL.** Two cores are busy then: of the eight seconds that they have in four, ours takes four, PostgreSQL more than two and the vendor half of one, so that more slices or statements at once do not help. Until the change log was numbered in the
statement that writes it, they waited a quarter of the time for whoever had its head. Without any engine an object takes 20 µs of computing, with ours 70. A fifth of that is collecting garbage: a page lives from its answer until its transaction, beside 55 MB of code that are marked with it each time. A sixth hands bytes to the server; the rest is the check against the
schema, the canonical text and its hash, the look for drift, and the SQL of positions, leases and letters. Tried without gain: statements that do not wait for each other (a seventh less time where the database is 4 ms away, and kept for that), larger
transactions (slower, and no faster since), everything of a turn in one write to the socket (slower), a nursery of 16 MB (a tenth less time for 40 MB). Not tried: keeping an answer as bytes up to the disk where no mapping looks into it.`,
  },
  {
    of: ['peers-memory'],
    why: `
**Memory.** 153 MB are there before the first record is: Node, and 1,900 modules. The command loads the checks of all sections of a configuration, whatever is in it.`,
  },
  {
    of: ['peers-requests'],
    why: `
**Requests.** Either list is read in five parts, each of which ends with a page that is not full; two requests look at the account, and two at its events. Two parts would make 410 requests of it, with half as many under way where answers take long.`,
  },
  {
    of: ['sqlite-speed', 'sqlite-peers'],
    why: `
**Into SQLite.** A writer on a thread of its own was built and measured: 4.3 s instead of 4.0, because a transaction then waits for the other thread between its statements, while the second core already collects garbage and answers for the vendor. It was
taken out again. Six tenths of the time are checking and mapping, four are the file itself, the half of which are its commits.`,
  },
  {
    of: ['limits-one'],
    why: `
**At real limits, one process.** What is lost is at the beginning and the end: the first pages say how the list is best cut, before which one request at a time is under way, and the parts do not end at the same moment.`,
  },
  {
    of: ['limits-workers', 'workers-four'],
    why: `
**Several workers.** Workers do more than \`sync\`: while an account is read they keep the persons, consents, payments and sums of what is there, too. One worker has time for that while it waits for answers; four have both cores busy (98 %), six tenths of it in
PostgreSQL, so that each has its four requests under way for two thirds of the time. Of the limits, processes that do nothing but ask use 90 %. A machine with more cores was not there. Slices were held by one process that could not ask for them;
since they are shared (at the most half as many again as requests, half of them of one list) four take 48 to 58 s instead of 73.`,
  },
  {
    of: ['memory-small'],
    why: `
**Memory of small records.** Ten thousand of them are done after a third of a second, before the heap has grown to what it stays at. From a million to ten million it is 1.04 times.`,
  },
  {
    of: ['lines-without-engine'],
    why: `
**The retailer's file.** With an engine each line is a record that is found again, sent again, mapped again and erased by itself, with its key, hash and text, and a member of its order, which is made of all its lines once they are there: three rows in the
place of one. Without an engine it is one insert, and the orders are not made at all.`,
  },
]
