import type { Pool } from 'pg'
import { postgresTypes } from './postgres-values.ts'

/** How many transactions are under way at once; servers have some hundred places for all their clients together. */
export const connections = 10

/** The connections to a database, none of which ends the process when it breaks. */
export async function openPool(connectionString: string): Promise<Pool> {
  // Who keeps a file needs no client of a server in memory.
  const { Pool: Connections } = await import('pg')
  const pool = new Connections({
    connectionString,
    max: connections,
    types: postgresTypes,
    application_name: 'cartograph',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // Longer than anything that we ask for takes: the server no longer answers.
    query_timeout: 300_000,
    // What nobody waits for goes out behind what came before, without waiting for its answer.
    pipeline: true,
  })
  // One that breaks while nobody uses it is replaced when the next is needed; between two statements the next fails by itself.
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}

function ignore(): void {}
