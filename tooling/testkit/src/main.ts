#!/usr/bin/env node
/** `cartograph-testkit record …` and `cartograph-testkit snapshot`; `docs/connectors/testing.md` explains them. */
import { parseArgs } from 'node:util'
import { faultOf } from '@cartograph/core'
import { runSnapshot } from './compatibility/command.ts'
import { runRecord } from './record/command.ts'

const usage = `cartograph-testkit record --connector <package or file> --settings <file.json> --out <cassette.json>
  --streams a,b       only these streams
  --pages 2           pages of each stream
  --api-version TEXT  noted in the cassette
  --drift             compare with the cassette at --out instead of writing it; ends with 1 where answers have another form

cartograph-testkit snapshot
  writes compatibility.json: what the version in package.json promises, for the next one to be compared with`

try {
  process.exitCode = (await run(process.argv.slice(2))) ?? 2
  if (process.exitCode === 2) console.error(usage)
} catch (error) {
  const { message, hint } = faultOf(error)
  console.error(hint === undefined ? message : `${message}\n${hint}`)
  process.exitCode = 1
}

/** The exit code; undefined where the words are not understood. */
async function run(words: readonly string[]): Promise<number | undefined> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      connector: { type: 'string' },
      settings: { type: 'string' },
      out: { type: 'string' },
      streams: { type: 'string' },
      pages: { type: 'string' },
      'api-version': { type: 'string' },
      drift: { type: 'boolean', default: false },
    },
  })
  if (positionals[0] === 'snapshot') return runSnapshot(process.cwd())
  const { connector, settings, out, streams, pages, drift } = values
  if (positionals[0] !== 'record') return undefined
  if (connector === undefined || settings === undefined || out === undefined) return undefined
  const apiVersion = values['api-version']
  return runRecord({
    connector,
    settings,
    out,
    drift,
    ...(streams !== undefined && { streams: streams.split(',') }),
    ...(pages !== undefined && { pages: Number(pages) }),
    ...(apiVersion !== undefined && { apiVersion }),
  })
}
