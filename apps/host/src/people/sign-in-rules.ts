/** Below which address people sign in. */
export const authBasePath = '/api/auth'

/** The address of whoever asks, as this host saw it; what a request says of itself is not looked at. */
export const addressHeader = 'x-cartograph-address'
