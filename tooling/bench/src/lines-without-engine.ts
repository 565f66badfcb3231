/**
 * Parses the lines of a file, hashes and inserts each, and does nothing else: what any engine may hope for.
 *
 * A thousand lines are one transaction, which waits for the disk as ours does. Nothing can be resumed, nothing is checked or mapped.
 */
import { hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import Sqlite from 'better-sqlite3'
import { parse } from 'csv-parse'
import { timed } from './peers/contest.ts'

const { LINES_FILE: file = '', LINES_DATABASE: place = '' } = process.env
const atOnce = 1000

const database = new Sqlite(place)
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.exec(
  'create table line (number integer primary key, hash text not null, data text not null)',
)
const insert = database.prepare('insert into line (number, hash, data) values (?, ?, ?)')
const insertAll = database.transaction((lines: readonly string[], before: number) => {
  for (const [index, data] of lines.entries())
    insert.run(before + index, hash('sha256', data, 'base64url'), data)
})

await timed(async () => {
  const bytes = createReadStream(file)
  const text = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  let waiting: string[] = []
  let written = 0
  const write = () => {
    insertAll(waiting, written)
    written += waiting.length
    waiting = []
  }
  for await (const line of text.pipe(parse({ columns: true }))) {
    waiting.push(JSON.stringify(line))
    if (waiting.length === atOnce) write()
  }
  write()
})
database.close()
