export { refused, type Accept } from './accept.ts'
export { fieldsOf } from './accept-schema.ts'
export { fitsSurely } from './fits.ts'
