/** Before the tests: they run the command as it is built. */
export { buildHost as default } from './built-host.ts'
