/** The JSON types that a value can have, null aside. */
export type Kind = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object'
