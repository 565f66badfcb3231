/** A long one that is easy to remember is better than a short one with signs in it, so nothing else is asked for. */
export const shortestPassword = 12
export const longestPassword = 128

/** Below which address people sign in. */
export const authBasePath = '/api/auth'

/** The address of whoever asks, as this host saw it; what a request says of itself is not looked at. */
export const addressHeader = 'x-cartograph-address'
