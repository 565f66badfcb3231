/** What every program of the contest is told, and what it tells. */

/** By environment variables, since some of the programs are other people's. */
export interface Orders {
  readonly url: string
  readonly key: string
  readonly database: string
  /** Where the packages of peers are installed. */
  readonly packages: string
}

export function readOrders(): Orders {
  return {
    url: told('CONTEST_STRIPE'),
    key: told('CONTEST_KEY'),
    database: told('CONTEST_DATABASE'),
    packages: told('CONTEST_PACKAGES'),
  }
}

function told(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is missing.`)
  return value
}

export function ordersIn(orders: Orders): Readonly<Record<string, string>> {
  return {
    CONTEST_STRIPE: orders.url,
    CONTEST_KEY: orders.key,
    CONTEST_DATABASE: orders.database,
    CONTEST_PACKAGES: orders.packages,
  }
}

/** Measures the reading alone: tables have been made before. */
export async function timed(work: () => Promise<void>): Promise<void> {
  const beganAt = performance.now()
  await work()
  process.stderr.write(`reading ${Math.round(performance.now() - beganAt)}\n`)
}
