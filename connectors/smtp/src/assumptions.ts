/**
 * What the standards leave to each mail server, and no server tells.
 *
 * Each is the careful choice; where a server proves it wrong, it is changed here.
 */

/** Connections at once; many providers allow more, few allow fewer. */
export const connectionsAtOnce = 2

/** When to come back after a temporary refusal. Servers that hold off strangers let them in after some minutes. */
export const comeBackMs = 300_000

/** How long a server may take to greet, and to turn encryption on. */
export const greetingTimeoutMs = 30_000

/**
 * No mail is begun when a call has taken so long. Four answers of up to two minutes, after which the host cuts the connection,
 * fit into the rest of a call.
 */
export const lastBeginMs = 100_000
export const callTimeoutMs = 600_000
