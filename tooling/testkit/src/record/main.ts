#!/usr/bin/env node
/** `cartograph-testkit record --connector … --settings … --out … [--drift]`; `docs/connectors/testing.md` explains it. */
import { parseArgs } from 'node:util'
import { faultOf } from '@cartograph/core'
import { runRecord } from './command.ts'

const usage = `cartograph-testkit record --connector <package or file> --settings <file.json> --out <cassette.json>
  --streams a,b       only these streams
  --pages 2           pages of each stream
  --api-version TEXT  noted in the cassette
  --drift             compare with the cassette at --out instead of writing it; ends with 1 where answers have another form`

try {
  const { values, positionals } = parseArgs({
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
  const { connector, settings, out, streams, pages, drift } = values
  if (
    positionals[0] !== 'record' ||
    connector === undefined ||
    settings === undefined ||
    out === undefined
  ) {
    console.error(usage)
    process.exitCode = 2
  } else {
    const apiVersion = values['api-version']
    process.exitCode = await runRecord({
      connector,
      settings,
      out,
      drift,
      ...(streams !== undefined && { streams: streams.split(',') }),
      ...(pages !== undefined && { pages: Number(pages) }),
      ...(apiVersion !== undefined && { apiVersion }),
    })
  }
} catch (error) {
  const { message, hint } = faultOf(error)
  console.error(hint === undefined ? message : `${message}\n${hint}`)
  process.exitCode = 1
}
