import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { openStore } from '../store/index.ts'
import { startPostgres } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server that the tests share, or why it did not start. */
    readonly postgres: { readonly address: string } | { readonly failure: string }
  }
}

/** The database that each store of a test begins as a copy of. */
export const templateDatabase = 'cartograph_template'

/** Starts one PostgreSQL for all tests of a run; where that fails, the tests that need it say so, and the others go on. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    const server = await startPostgres()
    const client = new Client(server.address('postgres'))
    await client.connect()
    await client.query(`create database ${templateDatabase}`)
    await client.end()
    const store = server.address(templateDatabase)
    await (await openStore({ store, organisation: 'template' })).close()
    project.provide('postgres', { address: server.address('postgres') })
    return () => server.stop()
  } catch (error) {
    project.provide('postgres', { failure: error instanceof Error ? error.message : String(error) })
    return undefined
  }
}
